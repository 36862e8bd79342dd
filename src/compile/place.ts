// Owns where a failure happened: the command and line that compiled code adds to it on its way out.
import { Failure } from '../diagnostic/failure.ts'
import type { Source } from '../text/source.ts'
import type { Command } from '../../grammar/names.ts'

/** A command in a source. The line is only worked out when something fails. */
export interface Place {
  /** `:put`, `/ip/address/add`; '' where the message holds its own place (late errors). */
  readonly command: string
  readonly source: Source
  readonly from: number
}

/** How messages name a command: `:put` for one of the root, else its path. */
export const spelled = (command: Command): string => (command.menu.parent === undefined ? `:${command.name}` : command.path)

/** What JavaScript throws at its limits (stack, length of a text), as a limit of the host; any other error as it is. */
export function exhausted(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error
  return new Failure(error.message.includes('call stack') ? 'calls nest too deeply' : 'a value grew too large', { catchable: false })
}

/** `error` with its place filled in, where it is a Failure that has none yet. Any other error comes back untouched. */
export function located(thrown: unknown, place: Place | undefined): unknown {
  const error = exhausted(thrown)
  if (place === undefined || !(error instanceof Failure)) return error
  if (error.command === undefined) {
    error.command = place.command
    at(error, place)
  }
  // Its message holds the place in another text: where this one came to it is worth knowing too.
  if (error.line === undefined) at(error, place)
  if (error.startedBy !== undefined) {
    const { source, from } = place
    error.trace.push({ what: error.startedBy, line: source.lineAt(from), file: source.name })
    error.startedBy = undefined
  }
  return error
}

/** `error` with its line, where it is a Failure that no command has placed: the statement that failed is a call. */
export function lined(thrown: unknown, source: Source, from: number): unknown {
  const error = exhausted(thrown)
  if (error instanceof Failure && error.line === undefined) at(error, { source, from })
  return error
}

function at(failure: Failure, { source, from }: Pick<Place, 'source' | 'from'>): void {
  failure.line = source.lineAt(from)
  failure.source = source
}
