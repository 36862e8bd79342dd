// Owns `:import`.
import { Failure } from '../diagnostic/failure.ts'
import { text } from '../value/show.ts'
import { nil, nothing } from '../value/value.ts'
import { describe } from '../compile/describe.ts'
import { isOn, type Word } from './word.ts'

/**
 * Runs a file in a scope of its own, read whole first: a syntax error in it applies nothing. What fails in it comes out with its place in
 * the file and `Script Error: ` once in front (import probes of 7.24.4).
 */
export const importFile: Word = {
  takes: ['file-name', 'verbose', 'from-line', 'dry-run'],
  required: ['file-name'],
  apply(machine, file = nothing, verbose, fromLine, dryRun) {
    if (isOn(verbose) || verbose === 'progress' || fromLine !== undefined || isOn(dryRun))
      throw new Failure('/import with verbose, from-line or dry-run is not modelled by offbox', { notModelled: true })
    const contents = machine.device.files.read(text(file))
    if (contents === undefined) throw new Failure('Cannot open import file, file does not exist')
    try {
      machine.run(Buffer.from(contents).toString('latin1'))
    } catch (error) {
      throw error instanceof Failure ? imported(error) : error
    }
    machine.write('Script file loaded and executed successfully\n')
    return nil
  },
}

/** The failure as the importing script sees it: the text of the inner one, with a place of its own to come. */
function imported(failure: Failure): Failure {
  const inner = describe(failure, 'import')
  const outer = new Failure(failure.message.startsWith(prefix) ? describe(failure, 'script') : inner, {
    catchable: failure.catchable,
    notModelled: failure.notModelled,
  })
  outer.trace.push(...failure.trace)
  return outer
}

const prefix = 'Script Error: '
