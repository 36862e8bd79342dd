// Owns `offbox check`: checks files, folders or standard input without running them, and reports in the chosen format.
import { writeFileSync } from 'node:fs'
import type { Severity } from '../diagnostic/diagnostic.ts'
import { toBytes } from '../text/bytes.ts'
import { counted } from '../text/plural.ts'
import { visibleJson } from '../text/visible.ts'
import { baselineIn, writeBaseline } from './check/baseline.ts'
import { checkAll, type CheckWork } from './check/worker-pool.ts'
import type { Format, Totals } from './check/format.ts'
import { githubFormat } from './check/github.ts'
import { gitlabFormat } from './check/gitlab.ts'
import { guessedNote, humanFormat, problemText } from './check/human.ts'
import type { FileCheckOptions, CheckTask } from './check/job.ts'
import { jsonFormat } from './check/json.ts'
import { junitFormat } from './check/junit.ts'
import { onelineFormat } from './check/oneline.ts'
import { options, checkOptionsFor, refuseContradictions, warnFactless, type CheckFlags } from './check/options.ts'
import { worstOf, type FileResult } from './check/result.ts'
import { sarifFormat } from './check/sarif.ts'
import { statisticsFormat } from './check/statistics.ts'
import { svgFormat } from './check/svg.ts'
import { fileFor, scriptSettingsFor, pathIn, pathsOr } from './config/find-settings.ts'
import { forgetSettings } from './config/settings-files.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { isTerminal, outputTo, shownBytes, writeMessage } from './output.ts'
import { coloursFor, type Colours } from './paint.ts'
import { patchOf } from './patch.ts'
import { progressOn } from './progress.ts'
import { pathsHelp, scriptsOf, type ScriptFile } from './scripts.ts'
import { inShard } from './shard.ts'
import { declareVerb } from './verb.ts'
import { watching } from './watch.ts'
import { writeWhole, writing } from './writing.ts'

declare const OFFBOX_VERSION: string

/** The verb `check`: finds errors in scripts without running them. The exit code is that of the worst finding. */
export const verb = declareVerb({
  name: 'check',
  about: 'find errors in scripts and exports without running them',
  options,
  arguments: [{ name: '[path...]', about: pathsHelp }],
  examples: [['offbox check --release 7.16 *.rsc', 'report errors; nothing is run']],
  exits: {
    ok: 'no findings, or hints only',
    failed: 'warnings, or code that fails at run time',
    refused: 'a device would refuse a file',
  },
  run: check,
})

const defaultBaseline = 'offbox-baseline.json'

/** Checks the given paths. 2 if a device would refuse a script, 1 if one fails at run time or has a warning, 66 if one cannot be read. */
async function check(paths: readonly string[], flags: CheckFlags): Promise<ExitCode> {
  refuseContradictions(flags)
  if (flags.releases !== undefined) warnFactless(flags.releases)
  if (flags.watch !== true) return once(paths, flags)
  const files = (): readonly string[] => {
    forgetSettings()
    return scriptsOf(pathsOr(paths, flags)).flatMap(({ path }) => [path, scriptSettingsFor(path, flags).file?.path ?? path])
  }
  return watching(files, () => once(paths, flags))
}

async function once(paths: readonly string[], flags: CheckFlags): Promise<ExitCode> {
  const work = workFor(inShard(scriptsOf(pathsOr(paths, flags)), flags.shard), flags)
  const report = new Report(flags)
  await checkAll(work, (result) => report.take(result, work.tasks.length), flags.jobs)
  const code = report.end()
  return flags.exitZero === true && (code === ExitCode.failed || code === ExitCode.refused) ? ExitCode.ok : code
}

/** Files with equal settings share their options. */
function workFor(scripts: readonly ScriptFile[], flags: CheckFlags): CheckWork {
  const optionSets: FileCheckOptions[] = []
  const numbers = new Map<string, number>()
  const tasks = scripts.map(({ path }): CheckTask => {
    if (path === '-' && flags.fix === true && flags.diff !== true)
      throw new Complaint(ExitCode.usage, '--fix writes files, which standard input is not', 'show what it would change: --fix --diff')
    const name = path === '-' ? (flags.stdinFilename ?? '<stdin>') : path
    const { settings } = scriptSettingsFor(path === '-' ? flags.stdinFilename : path, flags)
    const key = JSON.stringify(settings)
    const known = numbers.get(key)
    if (known !== undefined) return { path, name, optionsIndex: known }
    numbers.set(key, optionSets.length)
    optionSets.push(checkOptionsFor(flags, settings, baselineOf(flags) !== undefined))
    return { path, name, optionsIndex: optionSets.length - 1 }
  })
  return { tasks, options: optionSets, size: scripts.reduce((sum, { size }) => sum + size, 0) }
}

/** Reports results as they arrive. */
class Report {
  readonly #flags: CheckFlags
  readonly #format: Format
  readonly #out = outputTo(isTerminal('out'))
  readonly #progress = progressOn('error', () => performance.now())
  readonly #baseline: string | undefined
  readonly #known: ReturnType<typeof baselineIn>
  readonly #written: FileResult[] = []
  readonly #file: string[] = []
  readonly #totals: Counting = {
    files: 0,
    unreadable: 0,
    broken: 0,
    refused: 0,
    found: 0,
    counts: { error: 0, late: 0, warning: 0, hint: 0 },
    empty: 0,
    guessed: {},
    fixable: 0,
    fixed: 0,
    known: 0,
    vanished: 0,
  }
  #changes = false

  constructor(flags: CheckFlags) {
    this.#flags = flags
    this.#format = formatOf(flags)
    this.#baseline = baselineOf(flags)
    this.#known = baselineIn(flags.writeBaseline === true ? undefined : this.#baseline)
    this.#write(this.#format.start())
  }

  take(result: FileResult, of: number): void {
    if (this.#flags.writeBaseline === true) {
      this.#written.push(result)
      add(this.#totals, { ...result, findings: [] })
    } else {
      const left = this.#known.withoutKnown(result)
      add(this.#totals, left)
      if (!this.#fixes(left)) this.#write(this.#format.file(left))
    }
    const { problem } = result
    if (problem !== undefined && !reportsProblems.has(this.#flags.format)) {
      this.#progress.clear()
      writeMessage(problemText(result, coloursFor(isTerminal('error'))))
    }
    this.#progress.show(`${this.#totals.files} of ${of} files`)
  }

  /** Writes the fixed text. With `--diff` it shows the difference instead and returns true: the findings are then not reported. */
  #fixes({ name, fixed }: FileResult): boolean {
    const { diff } = this.#flags
    if (fixed !== undefined) {
      this.#changes = true
      if (diff === true) {
        const patch = patchOf(toBytes(name), fixed.before, fixed.text, coloursFor(isTerminal('out')))
        this.#progress.clear()
        this.#out.write(isTerminal('out') ? shownBytes(Buffer.from(patch, 'latin1').toString('utf8')) : patch)
      } else writeWhole(name, Buffer.from(fixed.text, 'latin1'))
    }
    return diff === true
  }

  end(): ExitCode {
    const { releases, format, quiet, outputFile, writeBaseline: writes, diff } = this.#flags
    this.#progress.clear()
    this.#totals.known = this.#known.known()
    this.#totals.vanished = this.#known.vanished()
    if (writes === true) return this.#keepBaseline()
    if ((releases === undefined || format === 'json') && !(quiet === true && endsInWords(this.#flags)) && diff !== true)
      this.#write(this.#format.end(this.#totals))
    const note = withoutNotes.has(format) && quiet !== true && diff !== true ? guessedNote(this.#totals.guessed) : ''
    if (note !== '') writeMessage(`hint: ${note}\n`)
    if (outputFile !== undefined) writing(outputFile, () => writeFileSync(outputFile, this.#file.join(''), 'latin1'))
    this.#out.flush()
    if (diff === true && this.#totals.unreadable === 0) return this.#changes ? ExitCode.failed : ExitCode.ok
    return codeOf(this.#totals)
  }

  #keepBaseline(): ExitCode {
    const path = this.#baseline ?? defaultBaseline
    writeBaseline(path, this.#written)
    const count = this.#written.reduce((sum, { findings }) => sum + findings.length, 0)
    this.#write(`${counted(count, 'finding')} of ${counted(this.#written.length, 'file')} written to ${path}\n`)
    this.#out.flush()
    return codeOf({ ...this.#totals, counts: { error: 0, late: 0, warning: 0, hint: 0 } })
  }

  #write(text: string): void {
    if (text === '') return
    this.#progress.clear()
    const bytes = shownBytes(asJson.has(this.#flags.format) ? visibleJson(text) : text)
    if (this.#flags.outputFile === undefined) this.#out.write(bytes)
    else this.#file.push(bytes)
  }
}

/** The baseline file: from the flag, else from the settings of the current folder. */
function baselineOf(flags: CheckFlags): string | undefined {
  const file = flags.baseline === undefined ? fileFor(undefined, flags) : undefined
  const baseline = file?.read.settings.baseline
  return baseline === undefined || file === undefined ? flags.baseline : pathIn(file, baseline)
}

const asJson: ReadonlySet<string> = new Set(['json', 'sarif', 'gitlab'])

/** Formats that also report unreadable files. */
const reportsProblems: ReadonlySet<string> = new Set(['github', 'oneline'])

/** Formats without a summary: files that were not checked are reported on standard error. */
const withoutNotes: ReadonlySet<string> = new Set(['oneline', 'gitlab'])

/** Whether the format ends with a summary for people, which --quiet omits. */
const endsInWords = ({ format, statistics }: CheckFlags): boolean => statistics !== true && (format === 'human' || format === 'github')

function formatOf(flags: CheckFlags): Format {
  const colours: Colours = coloursFor(flags.outputFile === undefined && isTerminal('out'))
  if (flags.statistics === true) return statisticsFormat()
  switch (flags.format) {
    case 'human':
      return humanFormat(colours)
    case 'oneline':
      return onelineFormat()
    case 'json':
      return jsonFormat()
    case 'sarif':
      return sarifFormat(OFFBOX_VERSION)
    case 'junit':
      return junitFormat()
    case 'github':
      return githubFormat()
    case 'gitlab':
      return gitlabFormat()
    case 'svg':
      return svgFormat()
  }
}

type Counting = { -readonly [key in keyof Omit<Totals, 'counts' | 'guessed'>]: number } & {
  broken: number
  readonly counts: Record<Severity, number>
  readonly guessed: Record<string, number>
}

function add(totals: Counting, { findings, verdicts = [], problem, empty, guessed, release = '', fixed }: FileResult): void {
  totals.files++
  if (problem !== undefined) totals.unreadable++
  if (problem?.broken === true) totals.broken++
  if (empty === true) totals.empty++
  if (guessed === true) totals.guessed[release] = (totals.guessed[release] ?? 0) + 1
  totals.fixed += fixed?.count ?? 0
  for (const { severity, fixes = [] } of findings) {
    totals.counts[severity]++
    if (fixes.filter(({ preferred }) => preferred).length === 1) totals.fixable++
  }
  // In a table of releases the worst verdict counts.
  const worst = worstOf(verdicts.flatMap((verdict) => (verdict.worst === undefined ? [] : [{ severity: verdict.worst }])))
  if (worst !== undefined) totals.counts[worst]++
  if (findings.length > 0 || worst !== undefined) totals.found++
  if (worst === 'error' || findings.some(({ severity }) => severity === 'error')) totals.refused++
}

function codeOf({ broken, unreadable, counts }: Counting): ExitCode {
  if (broken > 0) return ExitCode.broken
  if (unreadable > 0) return ExitCode.noInput
  if (counts.error > 0) return ExitCode.refused
  return counts.late + counts.warning > 0 ? ExitCode.failed : ExitCode.ok
}
