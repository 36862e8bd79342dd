// Owns what is wrong with a value, as data in the device's words: `check` reports it, and stores refuse with it.
import { Failure } from '../diagnostic/failure.ts'

/** What is wrong with a value that was given to an argument. */
export interface Fault {
  /** Also the code of the finding that `check` reports. */
  readonly code: 'unknown-value' | 'out-of-range' | 'wrong-type' | 'too-long'
  /** The device's first line, without the place in the script. */
  readonly message: string
  /** The line that a device prints below the message. */
  readonly why?: string
  /** The part of the value that is none of the words. */
  readonly word?: string
}

/** `word` is none of the words that `argument` takes (certificate transcripts C-64). */
export const unknownWord = (argument: string, word: string): Fault => ({
  code: 'unknown-value',
  message: `input does not match any value of ${argument}`,
  word,
})

/** A number or time outside its range; `range` is written as the device prints it (`0..4294967295`). */
export const outsideRange = (argument: string, range: string): Fault => ({
  code: 'out-of-range',
  message: `value of ${argument} out of range (${range})`,
})

/** A value of another kind; `wanted` names the kind that the device asks for in its second line (`mac address`). */
export const wrongType = (argument: string, wanted?: string): Fault => ({
  code: 'wrong-type',
  message: `invalid value for argument ${argument}`,
  ...(wanted === undefined ? {} : { why: `invalid value of ${argument}, ${wanted} required` }),
})

/** A number with letters behind it. Evidence for the words: reference language.md section 7. */
export const trailingCharacters = (argument: string): Fault => ({
  code: 'wrong-type',
  message: `value of ${argument} contains invalid trailing characters`,
})

/** A text that is no length of time. */
export const noTime = (argument: string): Fault => ({ code: 'wrong-type', message: `invalid time value for argument ${argument}` })

/** What a range of addresses cannot be (reference language.md section 7). */
export function noRange(argument: string, text: string): Fault {
  const [from = '', to = '', ...more] = text.split('-')
  const side = more.length > 0 || !text.includes('-') ? '' : from === '' ? 'before' : to === '' ? 'after' : ''
  const message = side === '' ? 'value of range expects range of ip addresses' : `value of range must have ip address ${side} '-'`
  return { code: 'wrong-type', message: `invalid value for argument ${argument}`, why: message }
}

/** What an address list takes for no name (answers of devices that public projects quote). */
export const noDnsName = (text: string): Fault => ({ code: 'wrong-type', message: `failure: ${text} is not a valid dns name` })

/** A text of more than `most` bytes. */
export const tooLong = (argument: string, most: number): Fault => ({
  code: 'too-long',
  message: `invalid value for argument ${argument}`,
  why: `string too long, max length is ${most}`,
})

/** What a command throws for a fault: the message, the reason on a line of its own, and the argument for the place in the script. */
export function failureOf({ code, message, why }: Fault, argument: string): Failure {
  const problem = code === 'unknown-value' ? 'no-match' : code === 'out-of-range' ? 'out-of-range' : 'invalid'
  return new Failure(why === undefined ? message : `${message}\n${why}`, { cause: { kind: 'argument', argument, problem, shown: true } })
}
