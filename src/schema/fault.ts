// Owns errors of values as data, with the device's messages: `check` reports them, and stores throw them.
import type { SoughtRow } from '../diagnostic/cause.ts'
import { Failure } from '../diagnostic/failure.ts'

/** An error of a value given to an argument. */
export interface Fault {
  /** Also the code of the finding of `check`. */
  readonly code: 'unknown-value' | 'out-of-range' | 'wrong-type' | 'too-long'
  /** The device's first line, without the position in the script. */
  readonly message: string
  /** The line that a device prints below the message. */
  readonly why?: string
  /** The part of the value that is not one of the words. */
  readonly word?: string
}

/** `word` is not one of the words of `argument` (certificate transcripts C-64). */
export const unknownWord = (argument: string, word: string): Fault => ({
  code: 'unknown-value',
  message: `input does not match any value of ${argument}`,
  word,
})

/** A number or time is outside its range; `range` is written as the device prints it (`0..4294967295`). */
export const outsideRange = (argument: string, range: string): Fault => ({
  code: 'out-of-range',
  message: `value of ${argument} out of range (${range})`,
})

/** A value is of another kind; `wanted` is the kind in the device's second line (`mac address`). */
export const wrongType = (argument: string, wanted?: string): Fault => ({
  code: 'wrong-type',
  message: `invalid value for argument ${argument}`,
  ...(wanted === undefined ? {} : { why: `invalid value of ${argument}, ${wanted} required` }),
})

/** A number is followed by letters. */
export const trailingCharacters = (argument: string): Fault => ({
  code: 'wrong-type',
  message: `value of ${argument} contains invalid trailing characters`,
})

/** A text is not a duration. */
export const noTime = (argument: string): Fault => ({ code: 'wrong-type', message: `invalid time value for argument ${argument}` })

/** A text is not a range of addresses. */
export function noRange(argument: string, text: string): Fault {
  const [from = '', to = '', ...more] = text.split('-')
  const side = more.length > 0 || !text.includes('-') ? '' : from === '' ? 'before' : to === '' ? 'after' : ''
  const message = side === '' ? 'value of range expects range of ip addresses' : `value of range must have ip address ${side} '-'`
  return { code: 'wrong-type', message: `invalid value for argument ${argument}`, why: message }
}

/** The error for invalid names in an address list (answers of devices that public projects quote). */
export const noDnsName = (text: string): Fault => ({ code: 'wrong-type', message: `failure: ${text} is not a valid dns name` })

/** A text has more than `most` bytes. */
export const tooLong = (argument: string, most: number): Fault => ({
  code: 'too-long',
  message: `invalid value for argument ${argument}`,
  why: `string too long, max length is ${most}`,
})

/** Returns the Failure of a fault: the message, the reason on a line of its own, and the argument for the position in the script. */
export function failureOfFault({ code, message, why }: Fault, argument: string, sought?: SoughtRow): Failure {
  const problem = code === 'unknown-value' ? 'no-match' : code === 'out-of-range' ? 'out-of-range' : 'invalid'
  const cause = { kind: 'argument', argument, problem, shown: true, ...(sought === undefined ? {} : { sought }) } as const
  return new Failure(why === undefined ? message : `${message}\n${why}`, { cause })
}
