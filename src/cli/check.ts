// Owns `offbox check`: files, folders or standard input, checked without running, told in the format that is asked for.
import type { Severity } from '../diagnostic/diagnostic.ts'
import { catalogFor } from '../host/node/known.ts'
import { compareReleases, releaseOf } from '../schema/release.ts'
import { rules } from '../resolve/check/rules/list.ts'
import { didYouMean } from '../resolve/check/similar.ts'
import { checkAll } from './check/crew.ts'
import type { Format, Totals } from './check/format.ts'
import { github } from './check/github.ts'
import { human, problemText } from './check/human.ts'
import type { Order } from './check/job.ts'
import { json } from './check/json.ts'
import { junit } from './check/junit.ts'
import { severities, worstOf, type FileResult } from './check/result.ts'
import { sarif } from './check/sarif.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { boardNamed, nameOptions, namesOf, releaseOr } from './names.ts'
import { isTerminal, outputTo, shownBytes, tell } from './output.ts'
import { coloursFor, type Colours } from './paint.ts'
import { progressOn } from './progress.ts'
import { scriptsOf } from './scripts.ts'
import { inShard, shardOption } from './shard.ts'
import { visibleJson } from '../text/visible.ts'
import { choice, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

declare const OFFBOX_VERSION: string

const formats = ['human', 'json', 'sarif', 'junit', 'github'] as const
type FormatName = (typeof formats)[number]

const options = {
  release: releaseOr('to check against'),
  releases: { value: '<range>', about: 'a table of the releases it works on: 7.12..7.24', parse: rangeOf },
  ...nameOptions,
  board: { value: '<model>', about: 'the board that they are for; without it the one that the header of an export names', parse: modelOf },
  severity: choice('<least>', severities, {
    about: 'the mildest findings to tell: hint, warning, late or error',
    usual: 'hint',
    what: 'severity',
  }),
  disable: {
    value: '<codes>',
    about: 'findings to leave out, with commas or several times',
    several: true,
    parse: (texts) => texts.flatMap((list) => list.split(',')).map(known),
  },
  ...shardOption,
  jobs: { value: '<number>', about: 'how many threads; by default as many as the size of the files is worth', parse: jobsIn },
  cache: { value: '<folder>', about: 'keep results there: what did not change is not checked again' },
  format: choice('<format>', formats, { about: 'human, json, sarif, junit or github', usual: 'human', what: 'format' }),
} as const satisfies VerbOptions

type CheckFlags = FlagsOf<typeof options>

export const verb = declareVerb({
  name: 'check',
  about: 'find what is wrong with scripts and exports, without running them',
  options,
  arguments: [{ name: '<path...>', about: 'scripts and exports, folders of them (*.rsc); - is standard input' }],
  examples: [['offbox check --release 7.16 *.rsc', 'show what is wrong, run nothing']],
  run: check,
})

/**
 * Checks what is named. 2 where a device would refuse a script, 1 where one fails later or there is a warning, 66 where one cannot be read.
 */
async function check(paths: readonly string[], flags: CheckFlags): Promise<ExitCode> {
  const name = flags.format
  const colours = coloursFor(isTerminal('out'))
  const order = orderOf(flags, name)
  const scripts = inShard(scriptsOf(paths), flags.shard)
  if (order.releases !== undefined) tellFactless(order.releases, catalogFor({}).known)
  const format = formatOf(name, colours)
  const out = outputTo(isTerminal('out'))
  const progress = progressOn('error', () => performance.now())
  const totals = { files: 0, unreadable: 0, broken: 0, refused: 0, found: 0, counts: { error: 0, late: 0, warning: 0, hint: 0 } }
  const write = (text: string): void => {
    if (text === '') return
    progress.clear()
    out.write(shownBytes(name === 'json' || name === 'sarif' ? visibleJson(text) : text))
  }
  write(format.start())
  const take = (result: FileResult): void => {
    add(totals, result)
    if (result.problem !== undefined && name !== 'github') tell(problemText(result, coloursFor(isTerminal('error'))))
    write(format.file(result))
    progress.show(`${totals.files} of ${scripts.length} files`)
  }
  await checkAll(scripts, order, take, flags.jobs)
  progress.clear()
  if (order.releases === undefined || name === 'json') write(format.end(totals))
  out.flush()
  return codeOf(totals)
}

function orderOf(flags: CheckFlags, format: FormatName): Order {
  const { release, releases } = flags
  const { packages = 'all', facts } = namesOf(flags)
  if (releases !== undefined) {
    if (release !== undefined) throw new Complaint(ExitCode.usage, '--release and --releases do not go together')
    if (format !== 'human' && format !== 'json')
      throw new Complaint(ExitCode.usage, `--releases makes a table, which ${format} has not`, 'take --format human or json')
  }
  return {
    release,
    releases,
    packages,
    facts,
    board: flags.board,
    severity: flags.severity,
    disabled: flags.disable ?? [],
    excerpts: format === 'human' && releases === undefined,
    colour: isTerminal('out'),
    cache: flags.cache,
  }
}

/** A model that is known; the nearest of its family is told. */
function modelOf(text: string): string {
  return boardNamed(text).model ?? text
}

function jobsIn(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new Complaint(ExitCode.usage, `'${text}' is no number of threads`, 'take 1 to 99')
}

/** Tells which part of a range of releases no facts speak of. */
function tellFactless(range: string, known: readonly string[]): void {
  const [from = '', to = from] = range.split('..')
  const [first, last] = [known.at(0), known.at(-1)].map((text) => text?.split('.').slice(0, 2).join('.') ?? '')
  if (first === undefined || last === undefined) return
  const parts = [
    from !== '' && compareReleases(releaseOf(from), releaseOf(first)) < 0 ? `before ${first}` : '',
    to !== '' && compareReleases(releaseOf(to), { ...releaseOf(last), patch: 99 }) > 0 ? `after ${last}` : '',
  ].filter((part) => part !== '')
  if (parts.length > 0)
    tell(`hint: ${range} reaches beyond what offbox has facts for: nothing is checked for releases ${parts.join(' and ')}\n`)
}

function rangeOf(text: string): string {
  if (/^(\d+\.\d+[\w.]*?)?\.\.(\d+\.\d+[\w.]*)?$|^\d+\.\d+(\.\d+)?$/.test(text)) return text
  throw new Complaint(ExitCode.usage, `'${text}' is no range of releases`, 'ranges look like 7.12..7.24, 7.20.. or ..7.16')
}

function known(code: string): string {
  const codes = rules.map((rule) => rule.code)
  if (codes.includes(code)) return code
  throw new Complaint(ExitCode.usage, `no finding has the code '${code}'`, didYouMean(code, codes) ?? 'offbox explain lists them all')
}

function formatOf(name: FormatName, colours: Colours): Format {
  switch (name) {
    case 'human':
      return human(colours)
    case 'json':
      return json()
    case 'sarif':
      return sarif(OFFBOX_VERSION)
    case 'junit':
      return junit()
    case 'github':
      return github()
  }
}

type Counting = { -readonly [key in keyof Omit<Totals, 'counts'>]: number } & { broken: number; readonly counts: Record<Severity, number> }

function add(totals: Counting, { findings, verdicts = [], problem }: FileResult): void {
  totals.files++
  if (problem !== undefined) totals.unreadable++
  if (problem?.broken === true) totals.broken++
  for (const { severity } of findings) totals.counts[severity]++
  // Of a table of releases the worst verdict counts.
  const worst = worstOf(verdicts.flatMap((verdict) => (verdict.worst === undefined ? [] : [{ severity: verdict.worst }])))
  if (worst !== undefined) totals.counts[worst]++
  if (findings.length > 0 || worst !== undefined) totals.found++
  if (worst === 'error' || findings.some(({ severity }) => severity === 'error')) totals.refused++
}

function codeOf({ broken, unreadable, counts }: Counting): ExitCode {
  if (broken > 0) return ExitCode.broken
  if (unreadable > 0) return ExitCode.noInput
  if (counts.error > 0) return ExitCode.refused
  return counts.late + counts.warning > 0 ? ExitCode.failed : ExitCode.fine
}
