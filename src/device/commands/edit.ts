// Owns `edit`: it needs a person at a terminal.
import { Failure } from '../../diagnostic/failure.ts'
import type { Value } from '../../value/value.ts'

/** Always fails, in the words for commands that ask their user something. */
export function edit(): Value {
  throw new Failure('this command requires user input')
}
