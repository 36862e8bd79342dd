// Owns the benchmark of `offbox fuzz`: trials of a script of fifty lines per second of processor time.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneKeyEach } from '../../src/cli/fuzz/keys.ts'
import { LearnedTexts } from '../../src/cli/fuzz/learned-texts.ts'
import { TrialRunner } from '../../src/cli/fuzz/trial-runner.ts'
import { directivesFor } from '../../src/cli/fuzz/rules.ts'
import { search } from '../../src/cli/fuzz/search.ts'
import { fuzzSubjectOf } from '../../src/cli/fuzz/subject.ts'
import { uncovered } from '../../src/cli/test/coverage.ts'
import { createDevice, memoryHost, parse } from '../../src/index.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { Source } from '../../src/text/source.ts'
import { effortOf } from '../harness/processor.ts'

/** Correct scripts of routers, with fifty lines in total. */
const parts = ['watchdog', 'backup-rotation', 'neighbours']

/** The speed of the fuzzer for one script, with the highest accepted ratio. */
export interface Rate {
  readonly name: string
  /** Trials per second of processor time. */
  readonly rate: number
  /** The time of a trial, relative to that of a new device and two plain runs of the script. */
  readonly ratio: number
  readonly limit: number
}

/** Returns the results; `folder` contains the scripts. */
export function measure(folder: string): readonly Rate[] {
  const text = parts.map((name) => `{\n${readFileSync(join(folder, `${name}.fixed.rsc`), 'utf8')}\n}\n`).join('')
  const source = new Source(toBytes(text), 'fifty.rsc')
  const { script } = parse(text)
  if (script === undefined) throw new Error('the script of the measure does not parse')
  const runs = 150
  const trials = (): number => {
    const subject = fuzzSubjectOf(source, script)
    const rules = directivesFor(source)
    const known = new LearnedTexts()
    const stock = {
      names: {},
      keys: oneKeyEach(),
      suite: [],
      library: [],
      covered: uncovered('fifty.rsc', source.text, {}, false),
      board: undefined,
    }
    const player = new TrialRunner(subject, rules, stock, known)
    // The clock does not advance, so that the work is always the same.
    return effortOf(() => search(subject, rules, player, known, { runs, time: 1, seed: 1, clock: () => 0 })) / runs
  }
  const plain = (): number =>
    effortOf(() => {
      for (let n = 0; n < runs; n++) {
        const device = createDevice({ host: memoryHost(), limits: { steps: 30_000 } })
        device.run(text)
        device.run(text)
      }
    }) / runs
  // Alternately, the minimum of each: other load makes a time longer, never shorter.
  let [trial, twice] = [Infinity, Infinity]
  for (let round = 0; round < 4; round++) [trial, twice] = [Math.min(trial, trials()), Math.min(twice, plain())]
  return [{ name: `trials of ${text.trimEnd().split('\n').length} lines`, rate: 1000 / trial, ratio: trial / twice, limit: 2 }]
}
