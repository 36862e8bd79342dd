// Owns `:import`.
import { Failure } from '../diagnostic/failure.ts'
import { text } from '../value/show.ts'
import { nil, nothing } from '../value/value.ts'
import { describe, scriptError } from '../compile/describe.ts'
import type { Console } from '../device/console.ts'
import { countOf, isOn, type Word } from './word.ts'

/**
 * Runs a file in a scope of its own. Without `verbose` it is read whole first: a syntax error in it applies nothing; what fails in it comes
 * out with its place in the file and `Script Error: ` once in front. With `verbose` it runs statement by statement, each in its own scope,
 * and a failure tells no place (`verbose=progress` shows no lines: how a device draws its progress is unknown). `dry-run` runs nothing and
 * lists every error. Sources: import probes of 7.24.4; manual, scripting page.
 */
export const importFile: Word = {
  about: 'runs the script in a file of the device',
  takes: ['file-name', 'verbose', 'from-line', 'dry-run'],
  required: ['file-name'],
  apply(machine, file = nothing, verbose, fromLine, dryRun) {
    const contents = machine.device.files.read(text(file))
    if (contents === undefined) throw new Failure('Cannot open import file, file does not exist', { cause: { kind: 'no-import-file' } })
    const bytes = Buffer.from(contents).toString('latin1')
    const from = fromLine === undefined ? 1 : countOf(fromLine, 'from-line')
    const pieceByPiece = isOn(verbose) || verbose === 'progress'
    if (!isOn(dryRun)) {
      const succeeded = pieceByPiece ? stepped(machine, text(file), bytes, from, isOn(verbose)) : whole(machine, text(file), bytes, from)
      machine.write(succeeded)
      return nil
    }
    // Its words are unverified; the manual says that it takes verbose mode.
    if (!pieceByPiece) throw new Failure('dry-run is only possible with verbose=yes')
    rehearse(machine, bytes, from, isOn(verbose))
    // 7.24.4 gives `true` where it finds nothing.
    return true
  },
}

const success = 'Script file loaded and executed successfully\n'

function whole(machine: Console, file: string, bytes: string, fromLine: number): string {
  // Transcripts of consoles show an empty line in front of the last one, and older ones this line first (X-export-10).
  const console = machine.door === 'console'
  if (console) machine.write(`Opening script file ${file}\n`)
  try {
    machine.run(bytes, { fromLine, name: file })
  } catch (error) {
    throw error instanceof Failure ? outward(error, error.catchable ? describe(error, 'import') : error.message, file) : error
  }
  return console ? `\n${success}` : success
}

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
 * Lists what the device refuses of each piece, and what it knows to fail late; a parameter that is not there and a word that its
 * argument does not take end it at once (7.24.4).
 */
function rehearse(machine: Console, bytes: string, fromLine: number, shown: boolean): void {
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

interface Numbered {
  readonly firstLine: number
  readonly lastLine: number
  readonly text: string
}

/** `#line 3` or `#line 3..6`, and the lines. */
const head = ({ firstLine, lastLine, text: lines }: Numbered): string =>
  `#line ${firstLine === lastLine ? firstLine : `${firstLine}..${lastLine}`}\n${lines.replaceAll('\r\n', '\n')}\n`

/** The failure as the importing script sees it: the text of the inner one, with a place of its own to come. */
const outward = (failure: Failure, message: string, file: string): Failure => failure.imported(message, `:import ${file}`)
