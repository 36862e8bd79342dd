// Owns the options of `offbox check`, merged with the settings of each file.
import { catalogFor } from '../../host/node/catalog-cache.ts'
import { releasesIn } from '../../resolve/check/knowledge.ts'
import { rules } from '../../resolve/check/rules/list.ts'
import { didYouMean } from '../../resolve/check/similar.ts'
import { compareReleases, releaseOf } from '../../schema/release.ts'
import { severities, type Local } from '../../settings/settings.ts'
import { Complaint, ExitCode } from '../exit-code.ts'
import { boardOptions, nameOptions, namesOf, releaseOption, settingsOptions, withSettings } from '../shared-options.ts'
import { isTerminal, writeMessage } from '../output.ts'
import { shardOption } from '../shard.ts'
import { choiceOption, optionalChoice, type FlagsOf, type VerbOptions } from '../verb.ts'
import type { FileCheckOptions } from './job.ts'

/** The output formats. */
export const formats = ['human', 'oneline', 'json', 'sarif', 'junit', 'github', 'gitlab', 'svg'] as const

/** The options of `offbox check`, in the order of its help. */
export const options = {
  release: releaseOption('to check against', 'settings', 'header'),
  releases: { value: '<range>', about: 'check against a range of releases, and print a table: 7.12..7.24', parse: rangeOf },
  ...nameOptions,
  ...settingsOptions,
  board: { ...boardOptions.board, about: "board that the files are for (default: that of an export's header)" },
  severity: optionalChoice('<least>', severities, {
    about: 'report findings of this severity or higher: hint (default), warning, late (fails at run time) or error',
    what: 'severity',
  }),
  select: {
    value: '<codes>',
    about: 'report only findings with these codes, separated by commas; repeatable',
    several: true,
    parse: codesIn,
  },
  disable: {
    value: '<codes>',
    about: 'do not report findings with these codes, separated by commas; repeatable',
    several: true,
    parse: codesIn,
  },
  fix: { about: 'apply the preferred fixes in place, and report the remaining findings' },
  diff: { about: 'with --fix: show the changes instead of writing them' },
  baseline: { value: '<file>', about: 'do not report the findings in this file' },
  writeBaseline: { about: 'write the findings to the file of --baseline (default: offbox-baseline.json)' },
  statistics: { about: 'print how often each code was found instead of the findings' },
  exitZero: { about: 'exit with 0 even if there are findings' },
  ...shardOption,
  jobs: { value: '<number>', about: 'number of threads (default: depends on the size of the files)', parse: jobsIn },
  cache: { value: '<folder>', about: 'cache results in this folder, so that unchanged files are not checked again' },
  format: choiceOption('<format>', formats, {
    about: 'human, oneline (file:line:col: severity: text [code]), json, sarif, junit, github, gitlab or svg (a drawing)',
    defaultValue: 'human',
    what: 'format',
  }),
  outputFile: { letter: 'o', value: '<file>', about: 'write the report to a file (default: standard output)' },
  stdinFilename: { value: '<file>', about: 'name of standard input (-) in messages and for settings' },
  quiet: { letter: 'q', about: 'print findings only, no summary' },
  watch: { about: 'check again whenever a file changes, until Ctrl-C' },
} as const satisfies VerbOptions

/** The options as given. */
export type CheckFlags = FlagsOf<typeof options>

/** Throws a Complaint (64) for contradictory options. */
export function refuseContradictions(flags: CheckFlags): void {
  const { release, releases, format, fix, diff, statistics, stdinFilename, writeBaseline } = flags
  const refuse = (message: string, help?: string): never => {
    throw new Complaint(ExitCode.usage, message, help)
  }
  if (releases !== undefined && release !== undefined) refuse('--release and --releases do not go together')
  if (releases !== undefined && format !== 'human' && format !== 'json')
    refuse(`--releases prints a table, which ${format} cannot hold`, 'use --format human or json')
  if (releases !== undefined && (fix === true || writeBaseline === true)) refuse('--releases only makes a table')
  if (fix === true && writeBaseline === true)
    refuse('--fix and --write-baseline cannot be combined', 'run --fix first, then write the remaining findings as the baseline')
  if (diff === true && fix !== true) refuse('--diff needs --fix', 'offbox check --fix --diff shows what --fix would change')
  if (statistics === true && format !== 'human') refuse('--statistics has no other format')
  if (stdinFilename === '') refuse('--stdin-filename needs a name')
}

/** The options of one file: flags take precedence over its settings. */
export function checkOptionsFor(flags: CheckFlags, settings: Local, hasBaseline: boolean): FileCheckOptions {
  const { format, releases } = flags
  const asked = withSettings(flags, settings)
  const { packages = 'all', facts, release } = namesOf(asked)
  const chosen = new Set(flags.select)
  return {
    release,
    releases,
    packages,
    facts,
    board: asked.board?.model,
    selection: {
      severity: flags.severity ?? settings.severity,
      select: flags.select ?? settings.select,
      // A code requested by a flag is reported even if a settings file disables it.
      disable: [...(settings.disable ?? []).filter((code) => !chosen.has(code)), ...(flags.disable ?? [])],
      rules: settings.rules,
    },
    excerpts: (format === 'human' || format === 'svg') && releases === undefined && flags.statistics !== true,
    colour: format === 'svg' || (flags.outputFile === undefined && isTerminal('out')),
    cache: flags.fix === true ? undefined : flags.cache,
    withFingerprints: format === 'gitlab' || hasBaseline || flags.writeBaseline === true,
    fixes: flags.fix === true,
  }
}

/** Warns about releases of a range without facts. Throws a Complaint (64) for a range without any known release. */
export function warnFactless(range: string): void {
  const { releasesWithFacts: known } = catalogFor({})
  const [from = '', to = from] = range.split('..')
  if (from !== '' && to !== '' && compareReleases(releaseOf(from), releaseOf(to)) > 0)
    throw new Complaint(ExitCode.usage, `${range} contains no release: ${from} is newer than ${to}`, `write ${to}..${from}`)
  if (releasesIn(range, known).length === 0)
    throw new Complaint(
      ExitCode.usage,
      `${range} contains no release that offbox has facts about`,
      `offbox has facts about ${known.at(0) ?? ''} to ${known.at(-1) ?? ''}`,
    )
  const [first, last] = [known.at(0), known.at(-1)].map((text) => text?.split('.').slice(0, 2).join('.') ?? '')
  if (first === undefined || last === undefined) return
  const parts = [
    from !== '' && compareReleases(releaseOf(from), releaseOf(first)) < 0 ? `before ${first}` : '',
    to !== '' && compareReleases(releaseOf(to), { ...releaseOf(last), patch: 99 }) > 0 ? `after ${last}` : '',
  ].filter((part) => part !== '')
  if (parts.length > 0)
    writeMessage(`hint: ${range} contains releases that offbox has no facts about, and which are not checked: ${parts.join(' and ')}\n`)
}

function jobsIn(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new Complaint(ExitCode.usage, `'${text}' is not a number of threads`, 'use 1 to 99')
}

function rangeOf(text: string): string {
  if (/^(\d+\.\d+[\w.]*?)?\.\.(\d+\.\d+[\w.]*)?$|^\d+\.\d+(\.\d+)?$/.test(text)) return text
  throw new Complaint(ExitCode.usage, `'${text}' is not a range of releases`, 'ranges look like 7.12..7.24, 7.20.. or ..7.16')
}

function codesIn(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((list) => list.split(','))
    .map((text) => text.trim())
    .filter((code) => code !== '')
    .map(known)
}

function known(code: string): string {
  const codes = rules.map((rule) => rule.code)
  if (codes.includes(code)) return code
  throw new Complaint(ExitCode.usage, `no finding has the code '${code}'`, didYouMean(code, codes) ?? 'offbox explain lists them all')
}
