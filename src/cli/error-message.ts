// Owns the format of error messages: the device's message, the place with an excerpt, the calls, a hint.
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import { excerpt, markOf } from '../diagnostic/excerpt.ts'
import type { TraceStep } from '../diagnostic/failure.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import { severityWords } from './check/format.ts'
import type { PlacedError } from './exit-code.ts'
import type { Colours } from './paint.ts'
import { visible, visibleLine } from '../text/visible.ts'

/** The error that ended a verb or prevented reading a file, with a hint; ends with a line end. */
export function complaintText(
  { message, hint, place }: { readonly message: string; readonly hint?: string | undefined; readonly place?: PlacedError | undefined },
  colours: Colours,
): string {
  const lines = [
    `${colours.error('error:')} ${visible(place?.message ?? message)}`,
    ...(place === undefined ? [] : [excerpt(place.source, place.mark, colours)]),
    ...(hint === undefined ? [] : [`${colours.hint('help:')} ${visible(hint)}`]),
  ]
  return `${lines.join('\n')}\n`
}

/** A finding with its line; ends with a line end. */
export function diagnosticText({ severity, message, from, to, help }: Diagnostic, source: Source, colours: Colours): string {
  const colour = severity === 'error' ? colours.error : severity === 'hint' ? colours.hint : colours.warning
  const lines = [
    `${colour(`${severityWords[severity]}:`)} ${visible(fromBytes(message))}`,
    excerpt(source, markOf(source, from, to), colours),
  ]
  if (help !== undefined) lines.push(`${colours.hint('help:')} ${visible(help)}`)
  return `${lines.join('\n')}\n`
}

/** A failure of a script. `message` is the device's text, decoded. */
export interface ScriptFailure {
  readonly message: string
  readonly line: number | undefined
  readonly column: number | undefined
  /** The number of bytes that carets mark; default 1. */
  readonly length?: number
  readonly trace: readonly TraceStep[]
  readonly hint: string | undefined
}

/** Replaces a run of equal lines by three of them and the number of the others: endless recursion is a thousand calls. */
function withRepeatsCounted(lines: readonly string[]): readonly string[] {
  const shown: string[] = []
  for (let from = 0, to = 0; from < lines.length; from = to) {
    while (to < lines.length && lines[to] === lines[from]) to += 1
    const count = to - from
    shown.push(...lines.slice(from, from + (count > 4 ? 3 : count)))
    if (count > 4) shown.push(`  ... ${count - 3} more`)
  }
  return shown
}

const fileSuffix = (file: string, source: Source): string => (file === source.name || file === '' ? '' : ` of ${file}`)

/** A line for each call that a failure in `source` passed, innermost first. */
export const callLines = (trace: readonly TraceStep[], source: Source): readonly string[] =>
  withRepeatsCounted(
    trace.map(
      ({ what, line, file }) => `  called in line ${line}${visibleLine(fileSuffix(file, source))}: ${visibleLine(fromBytes(what))}`,
    ),
  )

/** A failure with its place and its calls, innermost first; ends with a line end. */
export function failureText({ message, line, column, length, trace, hint }: ScriptFailure, source: Source, colours: Colours): string {
  const lines = [`${colours.error('error:')} ${visible(message)}`]
  if (line !== undefined)
    lines.push(excerpt(source, { line, ...(column === undefined ? {} : { column }), ...(length === undefined ? {} : { length }) }, colours))
  lines.push(...callLines(trace, source))
  if (hint !== undefined) lines.push(`${colours.hint('help:')} ${visible(hint)}`)
  return `${lines.join('\n')}\n`
}

/** An internal error, with its stack: the bundle's lines are as long as the bundle, so frames are more useful than node's own report. */
export function brokenText(error: unknown, about?: string): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `offbox broke${about === undefined ? '' : ` on ${about}`}, which is its own fault and not the script's:\n${text}`
}
