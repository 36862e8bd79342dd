// Owns expectations about sent mail: parsing such a comment, and checking it.
import type { Mail } from '../../host/mail.ts'
import { fromBytes } from '../../text/bytes.ts'
import { readPairs, type NamedValue, type WrittenValue } from './comment-syntax.ts'

/** The expectation that such a message was sent, or that none was. */
export interface WantedMail {
  readonly none: boolean
  /** Only the given properties are compared; `*` matches any text. */
  readonly pairs: readonly NamedValue[]
  /** The whole text. */
  readonly body: string | undefined
}

/** The properties of a message, each with one or several alternative texts (decoded). */
const parts: Readonly<Record<string, (mail: Mail) => readonly string[]>> = {
  to: ({ to }) => [...to, to.join(',')],
  cc: ({ cc }) => [...cc, cc.join(',')],
  from: ({ from }) => [from],
  subject: ({ subject }) => [subject],
  body: ({ body }) => [body],
  file: ({ attachments }) => [...attachments.map(({ name }) => name), attachments.map(({ name }) => name).join(',')],
  server: ({ server, port }) => [server, `${server}:${port}`],
  user: ({ login }) => [login?.user ?? ''],
  tls: ({ tls }) => [tls],
}

/** The names of the properties of a message. */
export const mailParts = (): readonly string[] => Object.keys(parts)

/** Parses a list of `name=value`; undefined if it is invalid or has other names. */
export function readMail(text: string, none: boolean, body: string | undefined): WantedMail | undefined {
  const read = readPairs(text)
  if (read === undefined || read.rest !== '' || read.pairs.some(({ name }) => !Object.hasOwn(parts, name))) return undefined
  return { none, pairs: read.pairs, body }
}

/** Why an expectation was not met: a message and the actual mail; empty if it was met. `text` converts a word to bytes. */
export function unmetMailReasons(
  { none, pairs, body }: WantedMail,
  mailed: readonly Mail[],
  text: (value: WrittenValue) => string,
): readonly { readonly message: string; readonly details: readonly string[] }[] {
  const wanted = pairs.map(({ name, value }) => ({ name, value, pattern: patternOf(fromBytes(text(value))) }))
  const fits = (mail: Mail): boolean =>
    wanted.every(({ name, pattern }) => parts[name]?.(mail).some((there) => pattern.test(there)) === true) &&
    (body === undefined || fromBytes(body) === mail.body)
  const found = mailed.filter(fits)
  if (found.length > 0 !== none) return []
  const what = ['mail', ...pairs.map(({ name, value }) => `${name}=${fromBytes(value.text)}`)].join(' ')
  if (none) return [{ message: `expected no ${what}`, details: found.map(describe) }]
  return [{ message: `expected ${what}`, details: mailed.length === 0 ? ['no mail was sent'] : mailed.map(describe) }]
}

const describe = ({ to, subject, body }: Mail): string =>
  `there was: to=${to.join(',')} subject=${JSON.stringify(subject)} body=${JSON.stringify(body)}`

const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
      .join('.*')}$`,
    's',
  )
