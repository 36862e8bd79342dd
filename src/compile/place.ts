// Owns where a failure happened: the command and line that compiled code adds to it on its way out.
import { Failure, limited } from '../diagnostic/failure.ts'
import { refusalText, type Refused } from '../diagnostic/refused.ts'
import type { Source } from '../text/source.ts'
import type { Command } from '../../grammar/names.ts'

/** A command in a source. The line is only worked out when something fails. */
export interface CommandPlace {
  /** `:put`, `/ip/address/add`; '' where the message holds its own place (late errors). */
  readonly command: string
  readonly source: Source
  readonly from: number
}

/** How messages name a command: `:put` for one of the root, else its path. */
export const spelled = (command: Command): string => (command.menu.parent === undefined ? `:${command.name}` : command.path)

/**
 * The failure of a text that is refused, or of a late error that a script got to: its message holds the place in `source`. It has no other
 * place yet. `guessed`: offbox has no facts about the release.
 */
export const refusedFailure = (refused: Refused, source: Source, guessed = false): Failure =>
  new Failure(refusalText(source, refused), { command: '', cause: { kind: 'refused', refused, source, guessed } })

/** The same where it is raised: at the byte `from` of the text. */
export const raised = (refused: Refused, source: Source, from = refused.offset, guessed = false): Failure =>
  refusedFailure(refused, source, guessed).at({ ...source.placeAt(from), source })

/** What JavaScript throws at its limits (stack, length of a text), as a limit of the host; any other error as it is. */
export function exhausted(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error
  return limited(isOverflow(error) ? 'calls nest too deeply' : 'a value grew too large')
}

/** How this engine reports a full stack; it has no class for that. Learned by filling the stack once, when it is first asked for. */
let overflow: string | undefined

function isOverflow(error: RangeError): boolean {
  overflow ??= fill()
  return error.message === overflow
}

function fill(): string {
  try {
    return fill() + ''
  } catch (error) {
    return error instanceof RangeError ? error.message : ''
  }
}

/** `error` with its place, where it is a Failure that has none yet. Any other error comes back untouched. */
export function located(thrown: unknown, place: CommandPlace | undefined): unknown {
  const error = exhausted(thrown)
  if (place === undefined || !(error instanceof Failure)) return error
  const { source, from } = place
  let found = error
  if (found.command === undefined) found = found.at({ command: place.command, source, ...source.placeAt(from) })
  // Its message holds the place in another text: where this one came to it is worth knowing too.
  else if (found.line === undefined) found = found.at({ source, ...source.placeAt(from) })
  if (found.startedBy === undefined) return found
  return found.through({ what: found.startedBy, line: source.lineAt(from), file: source.name })
}

/** `error` with its line and column, where it is a Failure that no command has placed: the statement that failed is a call. */
export function lined(thrown: unknown, source: Source, from: number): unknown {
  const error = exhausted(thrown)
  return error instanceof Failure && error.line === undefined ? error.at({ source, ...source.placeAt(from) }) : error
}
