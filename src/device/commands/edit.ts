// Owns `edit`, which needs a user at a terminal.
import { Failure } from '../../diagnostic/failure.ts'
import type { Value } from '../../value/value.ts'

/** Always fails, with the message of commands that need input from their user. */
export function edit(): Value {
  throw new Failure('this command requires user input')
}
