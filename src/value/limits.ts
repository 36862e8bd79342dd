// Owns the sizes at which computing with values stops: a script may ask for more than any machine has.
import { limited } from '../diagnostic/failure.ts'

/** Bytes that one text may have. */
export const maxText = 1 << 26

/** Elements that one array may have. */
const maxElements = 1 << 22

/** How deeply arrays may stand in each other where all of it is walked (shown, compared, serialized). */
export const maxDepth = 1_000

/**
 * What scripts did so far: `steps` are turns of loops and calls, `bytes` what values were built of. One for the process,
 * as scripts of a thread run one inside the other, never side by side; whoever sets limits looks at how far it moves (`device/limits.ts`).
 */
export const ledger = { steps: 0, bytes: 0 }

/** A text of so many bytes was built. Large ones count as steps too: work on them takes as long. */
export function builtText(length: number): void {
  if (length < chunk) return
  ledger.bytes += length
  ledger.steps += Math.floor(length / chunk)
}

/** An array of so many elements was built. */
export function builtArray(count: number): void {
  builtText(count * elementSize)
}

/** Bytes that count as one step; what is smaller is paid for by the step that built it. */
const chunk = 1 << 16
const elementSize = 16

/** Throws an uncatchable Failure: a limit of the host, not a thing that a device says. */
function exceeded(what: string): never {
  throw limited(`offbox: ${what}`)
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
