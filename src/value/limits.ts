// Owns the sizes at which computing with values stops: a script may ask for more than any machine has.
import { Failure } from '../diagnostic/failure.ts'

/** Bytes that one text may have. */
export const maxText = 1 << 26

/** Elements that one array may have. */
export const maxElements = 1 << 22

/** How deeply arrays may stand in each other where all of it is walked (shown, compared, serialized). */
export const maxDepth = 1_000

/** Throws an uncatchable Failure: a limit of the host, not a thing that a device says. */
export function exceeded(what: string): never {
  throw new Failure(`offbox: ${what}`, { catchable: false })
}

/** Guards the length of a text about to be made, in bytes. */
export function guardText(length: number): void {
  if (length > maxText) exceeded(`a text grows beyond ${maxText} bytes`)
}

/** Guards the number of elements of an array about to be made. */
export function guardElements(count: number): void {
  if (count > maxElements) exceeded(`an array grows beyond ${maxElements} elements`)
}

/** Guards the depth of a walk through nested arrays. */
export function guardDepth(depth: number): void {
  if (depth > maxDepth) exceeded(`arrays nest deeper than ${maxDepth}`)
}
