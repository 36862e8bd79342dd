// Owns the command `:import`.
import { Failure } from '../diagnostic/failure.ts'
import { toText } from '../value/show.ts'
import { nil, nothing } from '../value/value.ts'
import { describe, scriptError } from '../compile/describe.ts'
import type { Console } from '../device/console.ts'
import { countOf, isTrueOrYes, type LanguageCommand } from './language-command.ts'

/**
 * `:import` runs a file in a new scope. Sources: import probes of 7.24.4; manual, scripting page.
 * - Without `verbose` the whole file is parsed first, and nothing runs if it has a syntax error. A failure is reported with its place in
 *   the file and a single `Script Error: ` in front.
 * - With `verbose` it runs statement by statement, each in a new scope, and a failure has no place. `verbose=progress` shows no lines: how
 *   a device draws its progress is unknown.
 * - `dry-run` runs nothing and lists every error.
 */
export const importFile: LanguageCommand = {
  about: 'runs a script file of the device',
  takes: ['file-name', 'verbose', 'from-line', 'dry-run'],
  required: ['file-name'],
  apply(machine, file = nothing, verbose, fromLine, dryRun) {
    const contents = machine.device.files.read(toText(file))
    if (contents === undefined) throw new Failure('Cannot open import file, file does not exist', { cause: { kind: 'no-import-file' } })
    const bytes = Buffer.from(contents).toString('latin1')
    const from = fromLine === undefined ? 1 : countOf(fromLine, 'from-line')
    const pieceByPiece = isTrueOrYes(verbose) || verbose === 'progress'
    if (!isTrueOrYes(dryRun)) {
      const succeeded = pieceByPiece
        ? stepped(machine, toText(file), bytes, from, isTrueOrYes(verbose))
        : whole(machine, toText(file), bytes, from)
      machine.write(succeeded)
      return nil
    }
    // The message is inferred; the manual says that dry-run requires verbose mode.
    if (!pieceByPiece) throw new Failure('dry-run is only possible with verbose=yes')
    reportErrors(machine, bytes, from, isTrueOrYes(verbose))
    // 7.24.4 returns `true` if it finds no error.
    return true
  },
}

const success = 'Script file loaded and executed successfully\n'

/** Runs the file as one script. Returns the text that reports success. */
function whole(machine: Console, file: string, bytes: string, fromLine: number): string {
  // Transcripts of consoles show an empty line before the last line; older ones begin with `Opening script file` (X-export-10).
  const console = machine.door === 'console'
  if (console) machine.write(`Opening script file ${file}\n`)
  try {
    machine.run(bytes, { fromLine, name: file })
  } catch (error) {
    throw error instanceof Failure ? outward(error, error.catchable ? describe(error, 'import') : error.message, file) : error
  }
  return console ? `\n${success}` : success
}

/** Runs the file statement by statement; `shown` prints each. Returns the text that reports success. */
function stepped(machine: Console, file: string, bytes: string, fromLine: number, shown: boolean): string {
  for (const piece of machine.pieces(bytes, fromLine, file)) {
    if (shown) machine.write(head(piece))
    machine.step()
    try {
      piece.run()
    } catch (error) {
      throw error instanceof Failure ? outward(error, error.catchable ? scriptError(error.message, error) : error.message, file) : error
    }
  }
  return success
}

/**
 * Prints the errors of each statement: why it is refused, and late errors. Throws a Failure at an unknown parameter or at a word that its
 * argument does not accept (7.24.4), and at the end if there were errors.
 */
function reportErrors(machine: Console, bytes: string, fromLine: number, shown: boolean): void {
  let found = 0
  for (const piece of machine.pieces(bytes, fromLine)) {
    if (shown) machine.write(head(piece))
    machine.step()
    const last = piece.errors.find(({ cause }) => piece.isOfValue || (cause?.kind === 'refused' && cause.refused.code === 'bad-parameter'))
    if (last !== undefined) throw new Failure(scriptError(last.message, last), { command: '' })
    for (const { message } of piece.errors) machine.write(`${message}\n`)
    found += piece.errors.length
  }
  if (found > 0) throw new Failure(`Script Error: found ${found} error(s) in import file`, { cause: { kind: 'import-errors' } })
  machine.write('No syntax errors found in the import file\n')
}

/** Consecutive lines of a file, with their numbers. */
interface Numbered {
  readonly firstLine: number
  readonly lastLine: number
  readonly text: string
}

/** `#line 3` or `#line 3..6`, followed by the lines. */
const head = ({ firstLine, lastLine, text: lines }: Numbered): string =>
  `#line ${firstLine === lastLine ? firstLine : `${firstLine}..${lastLine}`}\n${lines.replaceAll('\r\n', '\n')}\n`

/** The failure that the importing script gets: it has the place of the `:import` and the text of the inner failure. */
const outward = (failure: Failure, message: string, file: string): Failure => failure.imported(message, `:import ${file}`)
