// Owns what a case expects of the mail that its scripts sent: reading such a comment, and whether it came so.
import type { Mail } from '../../host/mail.ts'
import { fromBytes } from '../../text/bytes.ts'
import { readPairs, type Pair, type Written } from './words.ts'

/** A message that went out, or that none like it did. */
export interface WantedMail {
  readonly none: boolean
  /** Only those that are said count; `*` stands for any text. */
  readonly pairs: readonly Pair[]
  /** All of its text. */
  readonly body: string | undefined
}

/** What can be said of a message, and what it has there: each of some texts, or the one. Texts are Unicode. */
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

/** What can be said of a message. */
export const mailParts = (): readonly string[] => Object.keys(parts)

/** Undefined for what is no list of `name=value` with these names. */
export function readMail(text: string, none: boolean, body: string | undefined): WantedMail | undefined {
  const read = readPairs(text)
  if (read === undefined || read.rest !== '' || read.pairs.some(({ name }) => !Object.hasOwn(parts, name))) return undefined
  return { none, pairs: read.pairs, body }
}

/** Why it did not come so: a message and what there was; empty where it did. `text` is what a word stands for, in bytes. */
export function mailMissed(
  { none, pairs, body }: WantedMail,
  mailed: readonly Mail[],
  text: (value: Written) => string,
): readonly { readonly message: string; readonly details: readonly string[] }[] {
  const wanted = pairs.map(({ name, value }) => ({ name, value, pattern: patternOf(fromBytes(text(value))) }))
  const fits = (mail: Mail): boolean =>
    wanted.every(({ name, pattern }) => parts[name]?.(mail).some((there) => pattern.test(there)) === true) &&
    (body === undefined || fromBytes(body) === mail.body)
  const found = mailed.filter(fits)
  if (found.length > 0 !== none) return []
  const what = ['mail', ...pairs.map(({ name, value }) => `${name}=${fromBytes(value.text)}`)].join(' ')
  if (none) return [{ message: `expected no ${what}`, details: found.map(told) }]
  return [{ message: `expected ${what}`, details: mailed.length === 0 ? ['no mail was sent'] : mailed.map(told) }]
}

const told = ({ to, subject, body }: Mail): string =>
  `there was: to=${to.join(',')} subject=${JSON.stringify(subject)} body=${JSON.stringify(body)}`

const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
      .join('.*')}$`,
    's',
  )
