// Owns `offbox fuzz`: a script is run on many random devices, and what goes wrong is told with the smallest device that shows it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { randomInt } from 'node:crypto'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Host } from '../host/host.ts'
import { nodeHost } from '../host/node/host.ts'
import { catalogFor, checkerFor } from '../host/node/known.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { Player } from './fuzz/play.ts'
import { reproduction } from './fuzz/reproduce.ts'
import { humanText, jsonText } from './fuzz/report.ts'
import { rulesOf } from './fuzz/rules.ts'
import { subjectOf } from './fuzz/subject.ts'
import { readScript } from './input.ts'
import { millisecondsOf } from './limit.ts'
import { nameOptions, namesOf, releaseOption } from './names.ts'
import { outputTo, shownBytes, tell } from './output.ts'
import { coloursFor } from './paint.ts'
import { progressOn } from './progress.ts'
import { diagnosticText } from './report.ts'
import { choice, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { writing } from './writing.ts'

const options = {
  release: releaseOption,
  ...nameOptions,
  runs: { value: '<number>', about: 'how many runs', usual: '1000', parse: (text) => count(text, 'runs') },
  time: { value: '<time>', about: 'how long: 30s, 5m', usual: '10s', parse: millisecondsOf },
  seed: {
    value: '<number>',
    about: 'where random choices start: the same seed finds the same',
    parse: (text) => count(text, 'seed'),
  },
  format: choice('<format>', ['human', 'json'], { about: 'human or json', usual: 'human', what: 'format' }),
  save: { value: '<folder>', about: 'also write each counter-example there, as a script that shows it' },
} as const satisfies VerbOptions

export const verb = declareVerb({
  name: 'fuzz',
  about: 'run a script on many random devices and find what goes wrong',
  options,
  arguments: [{ name: '<file>', about: 'a script; - is standard input' }],
  examples: [['offbox fuzz script.rsc', 'find what goes wrong on other devices than yours']],
  run: fuzz,
})

/** 1 where something was found, 2 where the device would refuse the script. */
async function fuzz(path: string, flags: FlagsOf<typeof options>): Promise<ExitCode> {
  const { runs, time, seed = randomInt(1, 1_000_000), format, save } = flags
  const names = namesOf(flags)
  const source = readScript(path)
  const parsed = parseText(source, { root: catalogFor(names).root })
  if (parsed instanceof Refusal) {
    const refused = checkerFor(names)
      .check(source)
      .find(({ severity }) => severity === 'error')
    if (refused !== undefined) tell(diagnosticText(refused, source, coloursFor(process.stderr)))
    return ExitCode.refused
  }
  const rules = rulesOf(source)
  // fast-check comes with it, which no other verb and no help needs.
  const { search } = await import('./fuzz/search.ts')
  const subject = subjectOf(source, parsed.script)
  const progress = progressOn('error', () => performance.now())
  const started = performance.now()
  const result = search(subject, rules, new Player(subject, rules, names, oneKeyEach()), {
    runs,
    time,
    seed,
    clock: () => performance.now(),
    progress: (done, found) => progress.show(`${done} runs, ${found} found`),
  })
  progress.clear()
  const summary = { subject, result, seed, took: performance.now() - started }
  const output = outputTo(false)
  output.write(shownBytes(format === 'json' ? jsonText(summary) : humanText(summary, coloursFor(process.stdout))))
  output.flush()
  if (save !== undefined)
    writing(save, () =>
      result.faults.forEach((fault, at) => {
        mkdirSync(save, { recursive: true })
        writeFileSync(join(save, `${basename(source.name, '.rsc')}.${at + 1}.rsc`), reproduction(fault, subject, seed))
      }),
    )
  return result.faults.length > 0 ? ExitCode.failed : ExitCode.fine
}

function count(text: string, what: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Complaint(ExitCode.usage, `'${text}' is no number of ${what}`, 'it is a whole number')
  return Number(text)
}

/** Making a key is slow and no trial is about which one it is: one of each size is enough. */
function oneKeyEach(): Host['keys'] {
  const fresh = nodeHost().keys
  const made = new Map<string, ReturnType<Host['keys']['make']>>()
  return {
    make(size) {
      const key = made.get(size) ?? fresh.make(size)
      made.set(size, key)
      return key
    },
  }
}
