// Owns the device's messages for argument values that a property does not accept.
import type { SoughtRow } from '../diagnostic/cause.ts'
import { Failure, missingArguments } from '../diagnostic/failure.ts'
import { failureOfFault, outsideRange, unknownWord } from './fault.ts'

/** A word outside an enumeration, or a reference to nothing (certificate transcripts C-64). */
export const noMatch = (argument: string, word = ''): Failure => failureOfFault(unknownWord(argument, word), argument)

/** A reference to a row that is not there; `argument` is the name in the device's message. */
export const notThere = (argument: string, sought: SoughtRow): Failure =>
  failureOfFault(unknownWord(argument, sought.wanted), argument, sought)

/** An abbreviation of several words. */
export const ambiguous = (argument: string): Failure =>
  new Failure(`ambiguous value of ${argument}, more than one possible value matches input`, {
    cause: { kind: 'argument', argument, problem: 'ambiguous', shown: true },
  })

/** A number or time outside its range; `range` is written as the device prints it (`0..4294967295`). */
export const outOfRange = (argument: string, range: string): Failure => failureOfFault(outsideRange(argument, range), argument)

/** A value of the wrong form; `why` are the lines that the device prints below (`invalid value of mac, mac address required`). */
export const invalidValue = (argument: string, ...why: string[]): Failure =>
  new Failure([`invalid value for argument ${argument}`, ...why].join('\n'), {
    cause: { kind: 'argument', argument, problem: 'invalid', shown: false },
  })

/** Required arguments that are missing, in the order of the catalog. */
export const missingValues = missingArguments

/** What was looked up: a name, a number or an id of a row of `menu`, whose rows have these `names`. */
export interface LookedUpItem {
  readonly menu: string
  readonly wanted: string
  /** Whether the menu has no rows. */
  readonly isEmpty: boolean
  names(this: void): readonly string[]
}

/** There is no item with a name, a number or an id. */
export const noSuchItem = (sought?: LookedUpItem): Failure => new Failure('no such item', { cause: { kind: 'no-such-item', ...sought } })

/** A policy is missing (the manual's pages on scripting and the scheduler; a 7.20.8 device). */
export const notPermitted = (): Failure => new Failure('not enough permissions (9)', { cause: { kind: 'not-permitted' } })

/** offbox does not model it; `what` is a path (`/certificate/add-acme`). Exit code 3. */
export const notModelled = (what: string, why = ''): Failure =>
  new Failure(`${what} is not modelled${why === '' ? '' : `: ${why}`}`, {
    cause: { kind: 'not-modelled', what, ...(why === '' ? {} : { why }) },
  })
