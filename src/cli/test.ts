// Owns `offbox test`: runs the cases of `*.test.rsc` files, reports failures and coverage.
import { readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { scriptSettingsFor, pathsOr } from './config/find-settings.ts'
import { forgetSettings } from './config/settings-files.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readScript, statsOf } from './input.ts'
import { boardOptions, nameOptions, namesOf, releaseOption, settingsOptions, withSettings } from './shared-options.ts'
import { isTerminal, outputTo, shownBytes, writeMessage } from './output.ts'
import { coloursFor } from './paint.ts'
import { filesBelow } from './scripts.ts'
import { inShard, shardOption } from './shard.ts'
import { counter, uncovered, type Covered } from './test/coverage.ts'
import { coverageText, lcov, pages } from './test/coverage-report.ts'
import { runCase, type CaseState } from './test/run-case.ts'
import type { ScriptBeside } from './test/place.ts'
import { readTests } from './test/read.ts'
import { humanReport, junitReport, tapReport, type FileVerdict } from './test/report.ts'
import { complaintText } from './error-message.ts'
import { choiceOption, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import type { Source } from '../text/source.ts'
import { watching } from './watch.ts'
import { makeFolder, writing } from './writing.ts'

const options = {
  release: releaseOption('to emulate', 'settings'),
  ...nameOptions,
  ...boardOptions,
  ...settingsOptions,
  format: choiceOption('<format>', ['human', 'tap', 'junit'], { about: 'human, tap or junit', defaultValue: 'human', what: 'format' }),
  ...shardOption,
  coverage: { about: 'also report which lines of the scripts ran' },
  lcov: { value: '<file>', about: "write the coverage in lcov's format" },
  html: { value: '<folder>', about: 'write the coverage as HTML pages' },
  watch: { about: 'run the tests again whenever a file changes, until Ctrl-C' },
} as const satisfies VerbOptions

/** The verb `test`: runs the cases of `*.test.rsc` files, each on a new device, and reports failures and coverage. */
export const verb = declareVerb({
  name: 'test',
  about: 'run the tests (*.test.rsc) of scripts',
  options,
  arguments: [
    { name: '[path...]', about: 'test files, or folders of them (*.test.rsc) (default: the paths of offbox.json, else this folder)' },
  ],
  examples: [['offbox test --coverage', 'run all tests below this folder']],
  exits: {
    ok: 'every case passed',
    failed: 'a case failed',
    notModelled: 'no case failed, but one used a feature that offbox does not model',
  },
  run: testOrWatch,
})

/** Runs the given tests, once or repeatedly. */
function testOrWatch(paths: readonly string[], flags: FlagsOf<typeof options>): ExitCode | Promise<ExitCode> {
  if (flags.watch !== true) return test(paths, flags)
  const files = (): readonly string[] => {
    forgetSettings()
    const folders = pathsOr(paths, flags)
      .flatMap(testsIn)
      .map((path) => dirname(path))
    return [...new Set(folders)].flatMap((folder) => filesBelow(folder, '.rsc'))
  }
  return watching(files, () => test(paths, flags))
}

/**
 * Returns 66 if there is no test or a file cannot be read, else 1 if a case fails, 3 if none does and one met an unmodelled feature. An
 * unreadable file is reported, and the others are played.
 */
function test(paths: readonly string[], flags: FlagsOf<typeof options>): ExitCode {
  const { format } = flags
  const covered = new Map<string, Covered>()
  const files = pathsOr(paths, flags).flatMap(testsIn)
  if (files.length === 0)
    throw new Complaint(
      ExitCode.noInput,
      `no *.test.rsc in ${paths.join(' ') || 'this folder'}`,
      'write NAME.test.rsc next to NAME.rsc; see offbox test --help',
    )
  const unread = new Map<string, Complaint>()
  const verdicts = inShard(files, flags.shard).flatMap((path) => played(path, flags, covered, unread) ?? [])
  const [first] = unread.values()
  if (verdicts.length === 0 && first !== undefined) throw first
  for (const one of unread.values()) writeMessage(complaintText(one, coloursFor(isTerminal('error'))))
  const colours = coloursFor(isTerminal('out'))
  const text = format === 'tap' ? tapReport(verdicts) : format === 'junit' ? junitReport(verdicts) : humanReport(verdicts, colours)
  const scripts = [...covered.values()]
  const output = outputTo(false)
  output.write(shownBytes(text))
  if (flags.coverage === true) {
    const table = coverageText(scripts)
    output.write(shownBytes(format === 'human' ? `\n${table}` : format === 'tap' ? table.replaceAll(/^/gm, '# ').replace(/# $/, '') : ''))
  }
  output.flush()
  const { lcov: tracefile, html } = flags
  if (tracefile !== undefined) writing(tracefile, () => writeFileSync(tracefile, lcov(scripts)))
  if (html !== undefined) {
    makeFolder(html)
    for (const [name, text] of pages(scripts)) writing(join(html, name), () => writeFileSync(join(html, name), text))
  }
  const has = (state: CaseState): boolean => verdicts.some((file) => file.verdicts.some((one) => one.state === state))
  if (unread.size > 0) return ExitCode.noInput
  return has('failed') ? ExitCode.failed : has('not modelled') ? ExitCode.notModelled : ExitCode.ok
}

const ending = '.test.rsc'

/** The tests at a path: the file itself, or all below it. The reader reports a missing one. */
const testsIn = (path: string): readonly string[] => (statsOf(path)?.isDirectory() === true ? filesBelow(path, ending) : [path])

/** Whether an entry beside a test may be a script: folders, pipes and devices are not. A broken link is reported when it is read. */
const isScript = (path: string): boolean => statsOf(path)?.isFile() !== false

/** The script at a path; one that cannot be read is noted in `unread`, once. */
function scriptAt(path: string, unread: Map<string, Complaint>): Source | undefined {
  try {
    return readScript(path)
  } catch (error) {
    if (!(error instanceof Complaint) || error.code !== ExitCode.noInput) throw error
    unread.set(path, error)
    return undefined
  }
}

/** Whether coverage is requested. */
const isCounted = ({ coverage, lcov: tracefile, html }: FlagsOf<typeof options>): boolean =>
  coverage === true || tracefile !== undefined || html !== undefined

/** Plays the cases of a file; undefined where it cannot be read. */
function played(
  path: string,
  flags: FlagsOf<typeof options>,
  covered: Map<string, Covered>,
  unread: Map<string, Complaint>,
): FileVerdict | undefined {
  const { board, ...asked } = withSettings(flags, scriptSettingsFor(path, flags).settings)
  const names = namesOf(asked)
  const source = scriptAt(path, unread)
  if (source === undefined) return undefined
  const file = readTests(source)
  const folder = dirname(path)
  const scripts: ScriptBeside[] = readdirSync(folder)
    .filter((name) => name.endsWith('.rsc') && !name.endsWith(ending) && isScript(join(folder, name)))
    .sort()
    .flatMap((name) => {
      const script = scriptAt(join(folder, name), unread)
      return script === undefined ? [] : [{ name, path: join(folder, name), text: script.text }]
    })
  const own = new Map<string, Covered | undefined>()
  const boards = [board, file.before.board, ...file.cases.map((one) => one.board)].some((one) => one !== undefined)
  const coveredAt = ({ path: at, text }: ScriptBeside): Covered | undefined => {
    if (!own.has(at)) own.set(at, covered.get(at) ?? uncovered(at, text, names, boards))
    return own.get(at)
  }
  const countsOf = (run: string): Covered | undefined => {
    const script = scripts.find(({ text }) => text === run)
    return script && coveredAt(script)
  }
  const watch = isCounted(flags) ? counter(countsOf) : undefined
  const verdicts = file.cases.map((one) => runCase(one, { file, scripts, names, board, watch, clock: () => performance.now() }))
  if (isCounted(flags))
    for (const script of scripts) {
      // A script beside the test that never ran is only included if it is the tested one.
      const isTested = script.name === basename(path).replace(ending, '.rsc')
      const one = isTested ? coveredAt(script) : own.get(script.path)
      if (one !== undefined && (isTested || [...one.statements.values()].some(({ count }) => count > 0))) covered.set(script.path, one)
    }
  return { path, verdicts }
}
