// Owns adding the place (command, line, column) to a failure, which compiled code does while the failure propagates.
import { Failure, limited } from '../diagnostic/failure.ts'
import { refusalText, type Refused } from '../diagnostic/refused.ts'
import type { Cause } from '../diagnostic/cause.ts'
import type { Invocation } from '../syntax/tree.ts'
import type { Source, Span } from '../text/source.ts'
import type { Command } from '../../grammar/names.ts'

/** The argument names of the rows that a command selects. */
const rowArguments: ReadonlySet<string> = new Set(['numbers', 'number'])

/** Where a command has the value that failed; undefined if the cause is not about a value, or the value is not written in the command. */
function valueSpan(cause: Cause | undefined, { given }: Invocation): Span | undefined {
  const isMeant = (name: string): boolean =>
    cause?.kind === 'argument'
      ? name === (cause.sought?.written ?? cause.argument)
      : cause?.kind === 'no-such-item' && cause.wanted !== undefined && rowArguments.has(name)
  const value = given.find(({ argument }) => isMeant(argument.name))?.value
  return value && { from: value.from, to: value.to }
}

/** The name of a command in messages: `:put` for a command of the root menu, else its path. */
export const commandName = (command: Command): string => (command.menu.parent === undefined ? `:${command.name}` : command.path)

/**
 * Makes the failure of a refused text, or of a late error that was reached. Its message contains the place in `source`; its own place is
 * not set. `guessed`: offbox has no facts about the release.
 */
export const refusedFailure = (refused: Refused, source: Source, guessed = false): Failure =>
  new Failure(refusalText(source, refused), { command: '', cause: { kind: 'refused', refused, source, guessed } })

/** Makes the failure of `refusedFailure` with a place: at the byte `from` of the text. */
export const raised = (refused: Refused, source: Source, from = refused.offset, guessed = false): Failure =>
  refusedFailure(refused, source, guessed).at({ ...source.placeAt(from), source })

/** Converts JavaScript's RangeErrors (stack overflow, too long a string) to a limit failure; returns any other error unchanged. */
export function exhausted(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error
  return limited(isOverflow(error) ? 'calls nest too deeply' : 'a value grew too large')
}

/** The engine's message for a stack overflow, which has no class of its own. */
let overflowMessage: string | undefined

function isOverflow(error: RangeError): boolean {
  overflowMessage ??= overflowStack()
  return error.message === overflowMessage
}

/** Overflows the stack once, to return the engine's message. */
function overflowStack(): string {
  try {
    return overflowStack() + ''
  } catch (error) {
    return error instanceof RangeError ? error.message : ''
  }
}

/** Adds the place of its command to a Failure that has none; returns any other error unchanged. */
export function located(thrown: unknown, node: Invocation, source: Source): unknown {
  const error = exhausted(thrown)
  if (!(error instanceof Failure)) return error
  const { from } = node
  let found = error
  if (found.command === undefined) {
    // In an imported file, the value is written there and not in the import.
    const writtenAt = found.origin === undefined ? valueSpan(found.cause, node) : undefined
    if (writtenAt !== undefined) found = found.writtenAt(writtenAt)
    found = found.at({ command: commandName(node.command), source, ...source.placeAt(from) })
  }
  // The message contains a place in another text; the place in this text is added.
  else if (found.line === undefined) found = found.at({ source, ...source.placeAt(from) })
  if (found.startedBy === undefined) return found
  return found.through({ what: found.startedBy, line: source.lineAt(from), file: source.name })
}

/** Adds line and column of a call to a Failure without a place. */
export function lined(thrown: unknown, source: Source, from: number): unknown {
  const error = exhausted(thrown)
  return error instanceof Failure && error.line === undefined ? error.at({ source, ...source.placeAt(from) }) : error
}
