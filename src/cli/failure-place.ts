// Owns where a failure of a script happened: in which text, and at which line of it.
import type { Failure } from '../diagnostic/failure.ts'
import type { Source } from '../text/source.ts'

/** A line of a text, and a column; each undefined if it is not known. */
export interface FailedPlace {
  readonly text: Source
  readonly line: number | undefined
  readonly column: number | undefined
}

/**
 * Where a failure happened: in the script, or in a text that it ran (a stored script, an imported file, code of `:parse`). A refused text
 * failed where the device stopped reading it.
 */
export function placeOfFailure(failure: Failure, script: Source): FailedPlace {
  const { cause } = failure
  const textOf = (source: Source | undefined): Source => (source === undefined || source.text === script.text ? script : source)
  if (cause?.kind === 'refused') {
    const text = textOf(cause.source)
    return { text, ...text.placeAt(cause.refused.offset) }
  }
  const { source, line, column } = failure.origin?.line === undefined ? failure : failure.origin
  return { text: textOf(source), line, column }
}
