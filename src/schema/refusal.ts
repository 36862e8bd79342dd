// Owns the Failures of commands that refuse their arguments, with the device's messages.
import type { SoughtRow } from '../diagnostic/cause.ts'
import { Failure, missingArguments } from '../diagnostic/failure.ts'
import { failureOfFault, outsideRange, unknownWord } from './fault.ts'

/** The Failure of a word that is none of an argument's words, or of a reference to a missing row (C-64). */
export const noMatch = (argument: string, word = ''): Failure => failureOfFault(unknownWord(argument, word), argument)

/** The Failure of a reference to a missing row; `argument` is the name in the device's message. */
export const missingRow = (argument: string, sought: SoughtRow): Failure =>
  failureOfFault(unknownWord(argument, sought.wanted), argument, sought)

/** The Failure of an abbreviation of several words. */
export const ambiguous = (argument: string): Failure =>
  new Failure(`ambiguous value of ${argument}, more than one possible value matches input`, {
    cause: { kind: 'argument', argument, problem: 'ambiguous', shown: true },
  })

/** The Failure of a number or time outside its range; `range` is written as the device prints it (`0..4294967295`). */
export const outOfRange = (argument: string, range: string): Failure => failureOfFault(outsideRange(argument, range), argument)

/** The Failure of an invalid value; `why` are further lines of the device's message (`invalid value of mac, mac address required`). */
export const invalidValue = (argument: string, ...why: string[]): Failure =>
  new Failure([`invalid value for argument ${argument}`, ...why].join('\n'), {
    cause: { kind: 'argument', argument, problem: 'invalid', shown: false },
  })

/** The Failure of missing required arguments, in the order of the catalog. */
export const missingValues = missingArguments

/** A row that was looked up in a menu. */
export interface LookedUpItem {
  readonly menu: string
  /** The name, number or id as given. */
  readonly wanted: string
  /** Whether the menu has no rows. */
  readonly isEmpty: boolean
  /** The names of the menu's rows. */
  names(this: void): readonly string[]
}

/** The Failure of a name, a number or an id that no row has. */
export const noSuchItem = (sought?: LookedUpItem): Failure => new Failure('no such item', { cause: { kind: 'no-such-item', ...sought } })

/** The Failure of a missing policy (the manual's pages on scripting and the scheduler; a 7.20.8 device). */
export const notPermitted = (): Failure => new Failure('not enough permissions (9)', { cause: { kind: 'not-permitted' } })

/** The Failure of a command or feature that offbox does not model (exit code 3); `what` is a path (`/certificate/add-acme`). */
export const notModelled = (what: string, why = ''): Failure =>
  new Failure(`${what} is not modelled${why === '' ? '' : `: ${why}`}`, {
    cause: { kind: 'not-modelled', what, ...(why === '' ? {} : { why }) },
  })
