// Owns the errors of argument values as data, with the device's messages. `check` reports them, and stores throw them.
import type { SoughtRow } from '../diagnostic/cause.ts'
import { Failure } from '../diagnostic/failure.ts'

/** An error of a value given to an argument. */
export interface Fault {
  /** The code, which is also that of the finding of `check`. */
  readonly code: 'unknown-value' | 'out-of-range' | 'wrong-type' | 'too-long'
  /** The device's first line, without the position in the script. */
  readonly message: string
  /** The second line of the device's message. */
  readonly why?: string
  /** The part of the value that is not one of the words. */
  readonly word?: string
}

/** The fault of a word that is not one of the words of `argument` (C-64). */
export const unknownWord = (argument: string, word: string): Fault => ({
  code: 'unknown-value',
  message: `input does not match any value of ${argument}`,
  word,
})

/** The fault of a number or time outside its range; `range` is written as the device prints it (`0..4294967295`). */
export const outsideRange = (argument: string, range: string): Fault => ({
  code: 'out-of-range',
  message: `value of ${argument} out of range (${range})`,
})

/** The fault of a value of another kind; `wanted` is the kind in the device's second line (`mac address`). */
export const wrongType = (argument: string, wanted?: string): Fault => ({
  code: 'wrong-type',
  message: `invalid value for argument ${argument}`,
  ...(wanted === undefined ? {} : { why: `invalid value of ${argument}, ${wanted} required` }),
})

/** The fault of a number that letters follow. */
export const trailingCharacters = (argument: string): Fault => ({
  code: 'wrong-type',
  message: `value of ${argument} contains invalid trailing characters`,
})

/** The fault of a text that is not a duration. */
export const noTime = (argument: string): Fault => ({ code: 'wrong-type', message: `invalid time value for argument ${argument}` })

/** The fault of a text that is not a range of addresses. */
export function noRange(argument: string, text: string): Fault {
  const [from = '', to = '', ...more] = text.split('-')
  const side = more.length > 0 || !text.includes('-') ? '' : from === '' ? 'before' : to === '' ? 'after' : ''
  const message = side === '' ? 'value of range expects range of ip addresses' : `value of range must have ip address ${side} '-'`
  return { code: 'wrong-type', message: `invalid value for argument ${argument}`, why: message }
}

/** The fault of an invalid name in an address list (answers of devices that public projects quote). */
export const noDnsName = (text: string): Fault => ({ code: 'wrong-type', message: `failure: ${text} is not a valid dns name` })

/** The fault of a text of more than `most` bytes. */
export const tooLong = (argument: string, most: number): Fault => ({
  code: 'too-long',
  message: `invalid value for argument ${argument}`,
  why: `string too long, max length is ${most}`,
})

/** Returns the Failure of a fault: the message, its second line, and the argument that a device names beside the command. */
export function failureOfFault({ code, message, why }: Fault, argument: string, sought?: SoughtRow): Failure {
  const problem = code === 'unknown-value' ? 'no-match' : code === 'out-of-range' ? 'out-of-range' : 'invalid'
  const cause = { kind: 'argument', argument, problem, shown: true, ...(sought === undefined ? {} : { sought }) } as const
  return new Failure(why === undefined ? message : `${message}\n${why}`, { cause })
}
