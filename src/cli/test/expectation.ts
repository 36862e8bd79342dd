// Owns the expectations of a case: parsing such a comment, and checking it.
import { fieldOf, type HttpRequest } from '../../host/host.ts'
import type { Mail } from '../../host/mail.ts'
import type { Answered } from '../../device/staging.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { didYouMean, similar } from '../../resolve/check/similar.ts'
import type { Session } from '../../session.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Source } from '../../text/source.ts'
import { show } from '../../value/show.ts'
import type { Value } from '../../value/value.ts'
import type { Directive } from '../directive.ts'
import type { Stage } from './stage.ts'
import { unmetMailReasons, mailParts, readMail, type WantedMail } from './mail.ts'
import { bodyBelow, readRowDescription, type NamedValue } from './comment-syntax.ts'

/** An expectation of a case. Texts are bytes. */
export type Expectation = { readonly line: number } & (
  | { readonly kind: 'output'; readonly text: string }
  /** A part of the failure's message. */
  | { readonly kind: 'error'; readonly text: string }
  /** An expression that must be true afterwards. */
  | { readonly kind: 'holds'; readonly text: string }
  | ({ readonly kind: 'request' } & WantedRequest)
  | ({ readonly kind: 'mail' } & WantedMail)
  /** A command with a replaced reply was run with these arguments. */
  | { readonly kind: 'command'; readonly none: boolean; readonly path: string; readonly given: readonly NamedValue[] }
)

/** The expectation that such a request was sent, or that none was. */
interface WantedRequest {
  readonly none: boolean
  readonly method: string | undefined
  /** `*` matches any text. */
  readonly url: string | undefined
  readonly header: { readonly name: string; readonly value: string } | undefined
  /** The whole body. */
  readonly body: string | undefined
}

/** Why a case fails: a place, and the actual result (decoded lines). `file` is undefined for the test itself. */
export interface FailedExpectation {
  readonly file?: string | undefined
  readonly line: number
  /** The column of the failure. */
  readonly column?: number
  readonly message: string
  readonly details: readonly string[]
}

/** The result of a case. */
export interface EndedCase {
  readonly output: string
  readonly failure: Failure | undefined
  readonly session: Session
  readonly stage: Stage
  /** The requests sent. */
  readonly asked: readonly HttpRequest[]
  readonly mailed: readonly Mail[]
}

type Wrong = (directive: Directive, message: string, hint: string, part?: string) => Error

const kinds = ['output', 'error', 'request', 'mail', 'command', 'no'] as const

/** Parses a comment. Throws the error of `wrong` for an invalid one. */
export function readExpectation(source: Source, directive: Directive, wrong: Wrong): Expectation {
  const { rest, line } = directive
  const [, word = '', more = ''] = /^([a-z-]+)(?:\s+(.*))?$/.exec(rest) ?? []
  if (rest === 'output') return { kind: 'output', text: bodyBelow(source, line) ?? '', line }
  if (word === 'error') return { kind: 'error', text: more, line }
  const none = word === 'no'
  const [, what = '', tail = ''] = none ? (/^([a-z-]+)(?:\s+(.*))?$/.exec(more) ?? []) : ['', word, more]
  if (what === 'request') return request(source, directive, tail, none, wrong)
  if (what === 'mail') {
    const mail = readMail(tail, none, bodyBelow(source, line))
    if (mail === undefined)
      throw wrong(
        directive,
        `'expect ${rest}' cannot be read`,
        `as in # offbox: expect mail to=admin@example.com subject="down *", then its text below; it has ${mailParts().join(', ')}`,
      )
    return { kind: 'mail', ...mail, line }
  }
  if (what === 'command') {
    const described = readRowDescription(tail)
    if (described === undefined || described.rest !== '' || described.inside !== undefined)
      throw wrong(directive, `'expect ${rest}' cannot be read`, 'as in # offbox: expect command /tool/e-mail/send to=admin@example.com')
    return { kind: 'command', none, path: described.path, given: described.pairs, line }
  }
  if (rest === '' || none)
    throw wrong(
      directive,
      "'expect' needs more",
      'expect output (then #| and its lines), expect error TEXT, expect request METHOD URL, expect mail to=ADDRESS, ' +
        'expect command PATH, ' +
        'or an expression: expect $total = 3',
    )
  // A bare word is the name of an undeclared variable.
  const isMisspelt = word === rest && similar(word, kinds).length > 0
  // No expression starts with two words separated by a blank.
  if (isMisspelt || (word !== '' && /^[a-z/]/i.test(more) && !/^(and|or|in)\b/.test(more)))
    throw wrong(directive, `unknown comment 'expect ${word}'`, didYouMean(word, kinds) ?? `known are ${kinds.join(', ')}`, word)
  return { kind: 'holds', text: rest, line }
}

function request(source: Source, directive: Directive, text: string, none: boolean, wrong: Wrong): Expectation {
  const { rest, line } = directive
  const [, method, url, name, value = ''] = /^([A-Z]+)\s+((?:https?|s?ftp|tftp):\/\/\S+)(?:\s+with\s+([^:\s]+):\s*(.*))?$/.exec(text) ?? []
  if (method === undefined && !(none && text === ''))
    throw wrong(
      directive,
      `'expect ${rest}' cannot be read`,
      'as in # offbox: expect request POST https://example.com/api, then its body below; ' +
        '# offbox: expect request GET https://example.com/* with Accept: text/plain; or expect no request',
    )
  const header = name === undefined ? undefined : { name, value }
  return { kind: 'request', none, method, url, header, body: bodyBelow(source, line), line }
}

/** Why an expectation was not met; empty if it was. */
export function unmetReasons(expected: Expectation, ended: EndedCase): readonly FailedExpectation[] {
  const { line } = expected
  const { output, failure, session } = ended
  const miss = (message: string, ...details: readonly string[]): readonly FailedExpectation[] => [{ line, message, details }]
  switch (expected.kind) {
    case 'output':
      return output === expected.text
        ? []
        : miss('output differs (- expected, + printed)', ...compared(fromBytes(expected.text), fromBytes(output)))
    case 'error': {
      const said = failure === undefined ? undefined : fromBytes(session.describe(failure))
      if (said?.includes(fromBytes(expected.text)) === true) return []
      const actual = said === undefined ? 'there was none' : `there was: ${said}`
      return miss(`expected the error ${JSON.stringify(fromBytes(expected.text))}`, actual)
    }
    case 'holds': {
      const answer = asked(session, expected.text)
      if (answer === true) return []
      const was = typeof answer === 'string' ? undefined : leftOf(session, expected.text)
      return miss(
        `expected ${fromBytes(expected.text)}${was === undefined ? '' : `, but ${was}`}`,
        ...(typeof answer === 'string' ? [answer] : []),
      )
    }
    case 'request':
      return requestMissed(expected, ended.asked).flatMap(({ message, details }) => miss(message, ...details))
    case 'mail':
      return unmetMailReasons(expected, ended.mailed, (value) => show(ended.stage.value(value))).flatMap(({ message, details }) =>
        miss(message, ...details),
      )
    case 'command': {
      const { path, given, none } = expected
      const runs = ended.stage.answered.filter((one) => one.path === path)
      if (runs.some((one) => ended.stage.fits(one.given, given)) !== none) return []
      const what = [path, ...given.map(({ name, value }) => `${name}=${value.text}`)].join(' ')
      return miss(`expected ${none ? 'no ' : ''}${fromBytes(what)}`, ...actualRuns(path, runs))
    }
  }
}

const actualRuns = (path: string, runs: readonly Answered[]): readonly string[] =>
  runs.length === 0
    ? [`${path} was not run, or has no # offbox: reply`]
    : runs.map(({ given }) => fromBytes(`there was: ${[path, ...[...given].map(([name, value]) => `${name}=${show(value)}`)].join(' ')}`))

function requestMissed(
  { none, method, url, header, body }: WantedRequest,
  asked: readonly HttpRequest[],
): readonly { readonly message: string; readonly details: readonly string[] }[] {
  const pattern = url === undefined ? undefined : patternOf(url)
  const bodyOf = (one: HttpRequest): string => Buffer.from(one.body ?? []).toString('latin1')
  const alike = asked.filter((one) => (method === undefined || one.method === method) && pattern?.test(one.url) !== false)
  const headed = alike.filter(({ headers }) => header === undefined || fieldOf(headers, header.name.toLowerCase()) === header.value)
  const whole = headed.filter((one) => body === undefined || bodyOf(one) === body)
  const what = [...(method === undefined ? ['request'] : [method]), ...(url === undefined ? [] : [url])].join(' ')
  if (none) return whole.length === 0 ? [] : [{ message: `expected no ${what}`, details: whole.map(actualRequest) }]
  if (whole.length > 0) return []
  const [near] = headed
  if (near !== undefined) {
    const details = compared(fromBytes(body ?? ''), fromBytes(bodyOf(near)))
    return [{ message: `${what} had another body`, details }]
  }
  const [other] = alike
  if (other !== undefined && header !== undefined) {
    const actual = fieldOf(other.headers, header.name.toLowerCase())
    const details = [actual === undefined ? `it had no ${header.name}` : `it had ${header.name}: ${actual}`]
    return [{ message: `${what} was sent without ${header.name}: ${header.value}`, details }]
  }
  return [{ message: `expected ${what}`, details: asked.length === 0 ? ['no request was sent'] : asked.map(actualRequest) }]
}

const actualRequest = ({ method, url }: HttpRequest): string => `there was: ${method} ${url}`

/** URLs are compared in normalised form: `https://example.com` becomes `https://example.com/`. */
function patternOf(url: string): RegExp {
  const whole = URL.canParse(fromBytes(url)) ? new URL(fromBytes(url)).href : fromBytes(url)
  return new RegExp(`^${whole.split('*').map(escapedPattern).join('.*')}$`, 's')
}

const escapedPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** `$x is 3`: the value of a comparison's left side; undefined if there is none that can be evaluated. */
function leftOf(session: Session, expression: string): string | undefined {
  const left = /^\s*(\$[A-Za-z0-9]+|\[.*\])\s*(?:!?=|!?~|[<>]=?)/.exec(expression)?.[1]
  if (left === undefined) return undefined
  try {
    const value = valueOf(session, left)
    const text = value === undefined ? '' : fromBytes(show(value))
    return `${fromBytes(left)} is ${text === '' ? 'empty' : text}`
  } catch (failure) {
    if (failure instanceof Failure) return undefined
    throw failure
  }
}

/** The value of an expression, with the globals of the device. */
function valueOf(session: Session, expression: string): Value | undefined {
  const globals = [...session.device.globals]
    .filter(([name, { value }]) => value !== undefined && /^[A-Za-z0-9]+$/.test(name))
    .map(([name]) => `:global ${name}; `)
  return session.run(`${globals.join('')}:return (${expression})`)
}

/** Whether an expression is true; a text if it cannot be evaluated. */
function asked(session: Session, expression: string): boolean | string {
  try {
    return valueOf(session, expression) === true
  } catch (failure) {
    if (failure instanceof Failure) return `it cannot be asked: ${fromBytes(failure.message)}`
    throw failure
  }
}

/** Line by line: `-` expected, `+` actual. A difference in the final line end is reported. */
export function compared(wanted: string, came: string): readonly string[] {
  const lines = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))
  const [left, right] = [lines(wanted), lines(came)]
  const differences = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => at).flatMap((at) => {
    const [a, b] = [left[at], right[at]]
    if (a === b) return [`  ${a ?? ''}`]
    return [...(a === undefined ? [] : [`- ${a}`]), ...(b === undefined ? [] : [`+ ${b}`])]
  })
  if (wanted.endsWith('\n') === came.endsWith('\n') || wanted === '' || came === '') return differences
  return [...differences, came.endsWith('\n') ? '+ a line end at its end' : '- a line end at its end']
}
