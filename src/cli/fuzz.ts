// Owns `offbox fuzz`: runs a script on many random devices, and reports each fault with the smallest device that shows it.
import type { NamesOptions } from '../entry-options.ts'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { randomInt } from 'node:crypto'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { catalogFor, checkerFor } from '../host/node/catalog-cache.ts'
import { scriptSettingsFor, pathsOr } from './config/find-settings.ts'
import { virtualMachine, type Board } from '../device/plain/board.ts'
import { exportedBoard } from './configure.ts'
import { defaultRelease, isSince, readRelease } from '../schema/release.ts'
import { Complaint, ExitCode, mostSevere } from './exit-code.ts'
import { readCorpus, writeCorpus } from './fuzz/corpus.ts'
import { LearnedTexts } from './fuzz/learned-texts.ts'
import { TrialRunner } from './fuzz/trial-runner.ts'
import { needsTest, reproduction } from './fuzz/reproduce.ts'
import { humanText, findingsAsData, type Summary } from './fuzz/report.ts'
import { refusesBy, directivesFor } from './fuzz/rules.ts'
import { libraryOf } from './fuzz/library.ts'
import { oneKeyEach } from './fuzz/keys.ts'
import { fuzzSubjectOf, type FuzzSubject } from './fuzz/subject.ts'
import { ofDevice, suitesIn, type Target } from './fuzz/targets.ts'
import { millisecondsOf } from './limit.ts'
import {
  boardOptions,
  nameOptions,
  namesForScript,
  namesOf,
  releaseOption,
  reportModel,
  settingsOptions,
  withSettings,
} from './shared-options.ts'
import { isTerminal, outputTo, shownBytes, writeMessage } from './output.ts'
import { coloursFor } from './paint.ts'
import { progressOn } from './progress.ts'
import { diagnosticText } from './error-message.ts'
import { inShard, shardOption } from './shard.ts'
import { uncovered } from './test/coverage.ts'
import { choiceOption, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { visibleJson } from '../text/visible.ts'
import { makeFolder, writing } from './writing.ts'

const options = {
  release: releaseOption('to emulate', 'settings', 'header'),
  ...nameOptions,
  ...boardOptions,
  ...settingsOptions,
  releases: { value: '<list>', about: 'also compare the outcomes on these releases: 7.9,7.24', parse: releasesIn },
  device: { value: '<folder>', about: 'also fuzz the scripts in /system/script of a stored device' },
  runs: { value: '<number>', about: 'maximum number of runs', defaultValue: '1000', parse: (text) => count(text, 'runs') },
  time: { value: '<time>', about: 'maximum time: 30s, 5m', defaultValue: '10s', parse: millisecondsOf },
  seed: {
    value: '<number>',
    about: 'seed of random choices: the same seed finds the same faults',
    parse: (text) => count(text, 'seed'),
  },
  corpus: {
    value: '<folder>',
    about: 'start with the inputs that earlier searches stored in this folder, and store those with the highest coverage',
  },
  format: choiceOption('<format>', ['human', 'json'], { about: 'human or json', defaultValue: 'human', what: 'format' }),
  ...shardOption,
  save: { value: '<folder>', about: 'also write each counter-example to this folder, as a script or a test' },
} as const satisfies VerbOptions

/** The verb `fuzz`: runs scripts on random devices until a fault is found, or the number of runs or the time is used up. */
export const verb = declareVerb({
  name: 'fuzz',
  about: 'run scripts on many random devices to find faults',
  options,
  arguments: [
    {
      name: '[path...]',
      about:
        'scripts, or folders of related scripts (*.rsc), all of which each device stores; - is standard input ' +
        '(default: the paths of offbox.json, else this folder)',
    },
  ],
  examples: [['offbox fuzz script.rsc', 'find faults on devices other than yours']],
  exits: {
    ok: 'no fault was found',
    failed: 'a fault was found',
    refused: 'a script does not parse',
    notModelled: 'no fault was found, but no run of one of the scripts was conclusive',
  },
  run: fuzz,
})

/** 1 if something was found, 2 if the device would refuse a script, 3 if no run was conclusive. */
async function fuzz(paths: readonly string[], flags: FlagsOf<typeof options>): Promise<ExitCode> {
  const { seed = randomInt(1, 1_000_000), format, save, corpus, device } = flags
  const named = paths.length === 0 && device !== undefined ? [] : pathsOr(paths, flags)
  const scripts = [...named.flatMap(suitesIn), ...(device === undefined ? [] : ofDevice(device, namesOf(flags)))]
  if (scripts.length === 0)
    throw new Complaint(ExitCode.noInput, `${paths.join(' ') || device} contains no script`, 'no file below it ends with .rsc')
  const output = outputTo(false)
  const documents: object[] = []
  const codes = new Set<ExitCode>()
  for (const target of inShard(scripts, flags.shard)) {
    const summary = await fuzzed(target, seed, withSettings(flags, scriptSettingsFor(target.script.path, flags).settings))
    if (summary === undefined) {
      codes.add(ExitCode.refused)
      continue
    }
    if (scripts.length > 1 && format === 'human') output.write(shownBytes(`${coloursFor(isTerminal('out')).place(target.script.path)}\n`))
    if (format === 'human') output.write(shownBytes(humanText(summary, coloursFor(isTerminal('out')))))
    output.flush()
    documents.push(findingsAsData(summary))
    if (save !== undefined) saved(save, summary)
    if (corpus !== undefined) writeCorpus(corpus, target.script.path, summary.result.corpus)
    if (summary.result.faults.length > 0) codes.add(ExitCode.failed)
    else if (summary.result.judged === 0) codes.add(ExitCode.notModelled)
  }
  if (format === 'json' && documents.length > 0)
    output.write(shownBytes(visibleJson(`${JSON.stringify(scripts.length === 1 ? documents[0] : documents, undefined, 2)}\n`)))
  output.flush()
  return mostSevere(codes)
}

/** Searches one script; undefined if a device refuses it, which is reported. */
async function fuzzed(
  { script, suite, around, device }: Target,
  seed: number,
  { runs, time, releases, corpus, board: asked, ...flags }: FlagsOf<typeof options>,
): Promise<Summary | undefined> {
  const { source } = script
  const first = releases?.[0]
  const names = { ...namesForScript(namesOf(flags), source), ...device?.names, ...(first === undefined ? {} : { release: first }) }
  const exported = device === undefined && asked === undefined ? exportedBoard([source]) : undefined
  if (exported !== undefined) reportModel(exported)
  const board = device === undefined ? (asked ?? exported) : ownBoard(device)
  const parsed = parseText(source, { root: catalogFor({ ...names, boards: board !== undefined }).root })
  if (parsed instanceof Refusal) {
    writeMessage(diagnosticText(checkerFor(names).explain(parsed, source), source, coloursFor(isTerminal('error'))))
    return undefined
  }
  const rules = directivesFor(source, refusesBy(checkerFor(names)))
  // Loads fast-check, which no other verb and no help needs.
  const { search } = await import('./fuzz/search.ts')
  const { releaseDifferences: differences } = await import('./fuzz/releases.ts')
  const whole = fuzzSubjectOf(source, parsed.script)
  const library = libraryOf(whole, around, { ...names, ...(board === undefined ? {} : { board }) })
  // Globals that the suite sets are not inputs.
  const subject = { ...whole, inputs: whole.inputs.filter(({ kind, name }) => kind !== 'global' || !library.sets.has(name)) }
  const covered = uncovered(script.path, source.text, names, board !== undefined)
  const progress = progressOn('error', () => performance.now())
  const started = performance.now()
  const known = new LearnedTexts()
  const keys = oneKeyEach()
  const playerOn = (on: NamesOptions, counts: typeof covered): TrialRunner =>
    new TrialRunner(subject, rules, { names: on, board, keys, suite, library: library.scripts, covered: counts }, known)
  const player = playerOn(names, covered)
  const result = search(subject, rules, player, known, {
    runs,
    time,
    seed,
    clock: () => performance.now(),
    progress: (done, found) => progress.show(`${done} runs, ${found} found`),
    ...(corpus === undefined ? {} : { corpus: readCorpus(corpus, script.path) }),
  })
  const compared = releases ?? bothDates(subject, { ...names, boards: board !== undefined })
  const all = compared.map((release) => ({ release, player: playerOn({ ...names, release }, undefined) }))
  const trials = [...result.corpus, ...result.faults.map(({ trial }) => trial)]
  const others = rules.allowed.has('releases') ? [] : differences(all, trials, rules.given.length)
  progress.clear()
  return {
    subject,
    result: { ...result, faults: [...result.faults, ...others] },
    seed,
    took: performance.now() - started,
    covered,
  }
}

/** The board of a stored device; undefined for a virtual machine. */
const ownBoard = ({ board }: NonNullable<Target['device']>): Board | undefined => (board === virtualMachine ? undefined : board)

/** The last release that writes dates as `jan/02/2023`. */
const lastWithMonths = '7.9'
/** As a device writes it: capitalized month names are for people. */
const month = /^,?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b/

/**
 * The releases to compare for a script that reads the clock and contains month names, if its release writes none: this release and the last
 * one that writes them, if the script parses there. Else none.
 */
function bothDates({ readsClock, words, source }: FuzzSubject, names: NamesOptions & { readonly boards: boolean }): readonly string[] {
  const { release = defaultRelease } = names
  const own = readRelease(release)
  if (!readsClock || !words.some((word) => month.test(word)) || own === undefined || !isSince(own, 7, 10)) return []
  const other = parseText(source, { root: catalogFor({ ...names, release: lastWithMonths }).root })
  return other instanceof Refusal ? [] : [release, lastWithMonths]
}

const saved = (folder: string, { subject, result, seed }: Summary): void =>
  result.faults.forEach((fault, at) => {
    makeFolder(folder)
    const path = join(folder, `${basename(subject.source.name, '.rsc')}.${at + 1}${needsTest(fault) ? '.test' : ''}.rsc`)
    writing(path, () => writeFileSync(path, reproduction(fault, subject, seed)))
  })

function count(text: string, what: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Complaint(ExitCode.usage, `'${text}' is not a number of ${what}`, 'it is a whole number')
  return Number(text)
}

function releasesIn(text: string): readonly string[] {
  const releases = text.split(',').filter((one) => one !== '')
  const wrong = releases.find((one) => readRelease(one) === undefined)
  if (wrong !== undefined || releases.length < 2)
    throw new Complaint(
      ExitCode.usage,
      `'${text}' is not a list of two releases or more`,
      'such a list looks like 7.9,7.24: the others are compared with the first',
    )
  return releases
}
