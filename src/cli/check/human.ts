// Owns the report for people: each finding with its line, the releases as a table, a summary.
import type { Severity } from '../../diagnostic/diagnostic.ts'
import type { Colours } from '../paint.ts'
import { rulePage } from '../rule-page.ts'
import { complaintText } from '../error-message.ts'
import { severityWords, type Format, type Totals } from './format.ts'
import type { FileResult, FindingRecord, ReleaseResult } from './result.ts'
import { counted } from '../../text/plural.ts'
import { visible, visibleLine } from '../../text/visible.ts'

/** Findings as text; their excerpts are already coloured. */
export function humanFormat(colours: Colours): Format {
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colours.error,
    late: colours.warning,
    warning: colours.warning,
    hint: colours.hint,
  }
  const finding = ({ severity, code, message, shortMessage = message, help, within, excerpt = '' }: FindingRecord): string => {
    const where = within === undefined ? '' : `, in ${within}`
    const lines = [
      `${paint[severity](`${severityWords[severity]}:`)} ${visible(shortMessage)} [${colours.link(code, rulePage(code))}${visible(where)}]`,
      excerpt,
    ]
    if (help !== undefined) lines.push(`${colours.hint('help:')} ${visible(help)}`)
    return `${lines.join('\n')}\n\n`
  }
  const table = (name: string, verdicts: readonly ReleaseResult[]): string => {
    const rows = runsOf(verdicts)
    const width = Math.max(...rows.map(({ span }) => span.length))
    const line = ({ span, verdict: { worst, reason } }: Run): string =>
      `  ${span.padEnd(width)}  ${worst === undefined ? 'works' : `${paint[worst](verdictWords[worst])}: ${visible(reason ?? '')}`}\n`
    return `${colours.place(visibleLine(name))}\n${rows.map(line).join('')}`
  }
  return {
    start: () => '',
    file: ({ name, findings, verdicts }) => (verdicts === undefined ? findings.map(finding).join('') : table(name, verdicts)),
    end: summary,
  }
}

const verdictWords: Readonly<Record<Severity, string>> = { error: 'refused', late: 'fails', warning: 'works, warning', hint: 'works, hint' }

interface Run {
  readonly span: string
  readonly verdict: ReleaseResult
}

/** Successive releases with the same verdict share a line. */
function runsOf(verdicts: readonly ReleaseResult[]): readonly Run[] {
  const runs: { first: string; last: string; verdict: ReleaseResult }[] = []
  for (const verdict of verdicts) {
    const before = runs.at(-1)
    if (before !== undefined && before.verdict.worst === verdict.worst && before.verdict.reason === verdict.reason)
      before.last = verdict.release
    else runs.push({ first: verdict.release, last: verdict.release, verdict })
  }
  return runs.map(({ first, last, verdict }) => ({ span: first === last ? first : `${first} .. ${last}`, verdict }))
}

/**
 * Returns `3 scripts checked: 1 error, 2 places that fail when reached, 1 warning`, then a line for each reason why something was not
 * checked.
 */
export function summary(totals: Totals): string {
  const { files, unreadable, counts } = totals
  const parts = [
    counts.error > 0 ? counted(counts.error, 'error') : '',
    counts.late > 0 ? counted(counts.late, 'place that fails when reached', 'places that fail when reached') : '',
    counts.warning > 0 ? counted(counts.warning, 'warning') : '',
    counts.hint > 0 ? counted(counts.hint, 'hint') : '',
  ].filter((part) => part !== '')
  const checked = files - unreadable
  const found = checked === 0 ? '' : `: ${parts.length === 0 ? 'nothing found' : parts.join(', ')}`
  const unread = unreadable > 0 ? `, ${counted(unreadable, 'file')} not readable` : ''
  return `${counted(checked, 'script')} checked${found}${unread}\n${uncheckedNotes(totals)}`
}

/** Returns a note that names were only guessed; empty if they were not. */
export function guessedNote(guessed: Totals['guessed']): string {
  const releases = Object.keys(guessed).sort()
  const unsure = Object.values(guessed).reduce((sum, count) => sum + count, 0)
  if (unsure === 0) return ''
  return `${counted(unsure, 'script is', 'scripts are')} for a release without facts (${releases.join(', ')}): names were only guessed at`
}

/** Notes about what was not checked, and what to do. */
function uncheckedNotes({ refused, empty, guessed, fixable, fixed, known, vanished }: Totals): string {
  return [
    refused > 0
      ? `${counted(refused, 'script does', 'scripts do')} not parse: a device refuses ${refused === 1 ? 'it' : 'each'} whole`
      : '',
    empty > 0 ? `${counted(empty, 'script is', 'scripts are')} empty: there was nothing to check` : '',
    guessedNote(guessed),
    fixed > 0 ? `${counted(fixed, 'finding')} fixed` : '',
    fixable > 0 ? `${counted(fixable, 'finding')} can be fixed with --fix` : '',
    known > 0 ? `${counted(known, 'known finding')} not reported (baseline)` : '',
    vanished > 0
      ? `${counted(vanished, 'known finding is', 'known findings are')} gone: bring the baseline up to date with --write-baseline`
      : '',
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('')
}

/** Why a file could not be read, for standard error. */
export function problemText({ problem }: FileResult, colours: Colours): string {
  if (problem === undefined) return ''
  return complaintText(problem, colours)
}
