// Owns `offbox fuzz`: a script is run on many random devices, and what goes wrong is told with the smallest device that shows it.
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { randomInt } from 'node:crypto'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Host } from '../host/host.ts'
import { nodeHost } from '../host/node/host.ts'
import { catalogFor, checkerFor } from '../host/node/known.ts'
import { heldFor, pathsOr } from './config/found.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { Player } from './fuzz/play.ts'
import { reproduction } from './fuzz/reproduce.ts'
import { humanText, toldAsData, type Summary } from './fuzz/report.ts'
import { rulesOf } from './fuzz/rules.ts'
import { subjectOf } from './fuzz/subject.ts'
import { readScript } from './input.ts'
import { millisecondsOf } from './limit.ts'
import { boardOptions, nameOptions, namesOf, releaseOption, settingsOptions, settled } from './names.ts'
import { isTerminal, outputTo, shownBytes, tell } from './output.ts'
import { coloursFor } from './paint.ts'
import { progressOn } from './progress.ts'
import { diagnosticText } from './telling.ts'
import { filesBelow } from './scripts.ts'
import { inShard, shardOption } from './shard.ts'
import { uncovered } from './test/coverage.ts'
import type { Script } from './test/place.ts'
import { choice, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { visibleJson } from '../text/visible.ts'
import { writing } from './writing.ts'

const options = {
  release: releaseOption,
  ...nameOptions,
  ...boardOptions,
  ...settingsOptions,
  runs: { value: '<number>', about: 'how many runs', usual: '1000', parse: (text) => count(text, 'runs') },
  time: { value: '<time>', about: 'how long: 30s, 5m', usual: '10s', parse: millisecondsOf },
  seed: {
    value: '<number>',
    about: 'where random choices start: the same seed finds the same',
    parse: (text) => count(text, 'seed'),
  },
  format: choice('<format>', ['human', 'json'], { about: 'human or json', usual: 'human', what: 'format' }),
  ...shardOption,
  save: { value: '<folder>', about: 'also write each counter-example there, as a script that shows it' },
} as const satisfies VerbOptions

export const verb = declareVerb({
  name: 'fuzz',
  about: 'run a script on many random devices and find what goes wrong',
  options,
  arguments: [{ name: '[path...]', about: 'scripts, or folders of a suite (*.rsc): its scripts lie on each device; - is standard input' }],
  examples: [['offbox fuzz script.rsc', 'find what goes wrong on other devices than yours']],
  exits: {
    failed: 'something was found',
    refused: 'a script does not parse',
    notModelled: 'nothing was found, and of some script no run could be judged',
  },
  run: fuzz,
})

/** 1 where something was found, 2 where the device would refuse a script, 3 where of one no run could be judged and nothing was found. */
async function fuzz(paths: readonly string[], flags: FlagsOf<typeof options>): Promise<ExitCode> {
  const { seed = randomInt(1, 1_000_000), format, save } = flags
  const scripts = pathsOr(paths, flags).flatMap(suitesIn)
  if (scripts.length === 0) throw new Complaint(ExitCode.noInput, `${paths.join(' ')} holds no script: no file below it ends with .rsc`)
  const output = outputTo(false)
  const documents: object[] = []
  let code: ExitCode = ExitCode.fine
  for (const { path, suite } of inShard(scripts, flags.shard)) {
    const summary = await fuzzed(path, suite, seed, settled(flags, heldFor(path, flags).settings))
    if (summary === undefined) {
      code = ExitCode.refused
      continue
    }
    if (scripts.length > 1 && format === 'human') output.write(shownBytes(`${coloursFor(isTerminal('out')).place(path)}\n`))
    if (format === 'human') output.write(shownBytes(humanText(summary, coloursFor(isTerminal('out')))))
    documents.push(toldAsData(summary))
    if (save !== undefined) saved(save, summary)
    const { faults, runs, unjudged } = summary.result
    if (faults.length > 0 && (code === ExitCode.fine || code === ExitCode.notModelled)) code = ExitCode.failed
    else if (runs === unjudged && code === ExitCode.fine) code = ExitCode.notModelled
  }
  if (format === 'json' && documents.length > 0)
    output.write(shownBytes(visibleJson(`${JSON.stringify(scripts.length === 1 ? documents[0] : documents, undefined, 2)}\n`)))
  output.flush()
  return code
}

/** A script with what lies on its devices: a file alone, those of a folder with all that stand in the same one. */
function suitesIn(path: string): readonly { readonly path: string; readonly suite: readonly Script[] }[] {
  if (path === '-' || statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [{ path, suite: [] }]
  const scripts = filesBelow(path, '.rsc')
    .filter((each) => !each.endsWith('.test.rsc'))
    .map((each): Script => ({ name: basename(each), path: each, text: readScript(each).text }))
  return scripts.map((one) => ({ path: one.path, suite: scripts.filter((other) => dirname(other.path) === dirname(one.path)) }))
}

/** The search through one script; undefined where a device refuses it, which is told. */
async function fuzzed(
  path: string,
  suite: readonly Script[],
  seed: number,
  { runs, time, ...flags }: FlagsOf<typeof options>,
): Promise<Summary | undefined> {
  const names = namesOf(flags)
  const source = readScript(path)
  const parsed = parseText(source, { root: catalogFor(names).root })
  if (parsed instanceof Refusal) {
    const refused = checkerFor(names)
      .check(source)
      .find(({ severity }) => severity === 'error')
    if (refused !== undefined) tell(diagnosticText(refused, source, coloursFor(isTerminal('error'))))
    return undefined
  }
  const rules = rulesOf(source)
  // fast-check comes with it, which no other verb and no help needs.
  const { search } = await import('./fuzz/search.ts')
  const subject = subjectOf(source, parsed.script)
  const covered = uncovered(path, source.text, names)
  const progress = progressOn('error', () => performance.now())
  const started = performance.now()
  const result = search(subject, rules, new Player(subject, rules, { names, board: flags.board, keys: oneKeyEach(), suite, covered }), {
    runs,
    time,
    seed,
    clock: () => performance.now(),
    progress: (done, found) => progress.show(`${done} runs, ${found} found`),
  })
  progress.clear()
  return { subject, result, seed, took: performance.now() - started, covered }
}

const saved = (folder: string, { subject, result, seed }: Summary): void =>
  writing(folder, () =>
    result.faults.forEach((fault, at) => {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${basename(subject.source.name, '.rsc')}.${at + 1}.rsc`), reproduction(fault, subject, seed))
    }),
  )

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
