// Owns the report of a failure, the same for every verb: message, place with line and carets, calls, hint.
import type { NamesOptions } from '../entry-options.ts'
import { LateError, Refusal } from '../../grammar/refusal.ts'
import type { ArgumentProblem } from '../diagnostic/cause.ts'
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import type { Failure } from '../diagnostic/failure.ts'
import { checkerFor } from '../host/node/catalog-cache.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source, Span } from '../text/source.ts'
import { hintFor } from './hint.ts'
import type { Colours } from './paint.ts'
import { diagnosticText, failureText, withoutPlace } from './error-message.ts'
import { logicalLineEnd } from '../text/logical-line.ts'

/** The report of a failure. `isRefused`: whether the device refuses the whole script. */
export interface FailureReport {
  readonly text: string
  readonly isRefused: boolean
}

/** The reported place: a line of a text, and a column if known; `length` in bytes. */
export interface ReportedPlace {
  readonly text: Source
  readonly line: number | undefined
  readonly column: number | undefined
  readonly length: number | undefined
  /** What would be correct. */
  readonly help: string | undefined
}

/** How far before a value its argument is looked for, in bytes. */
const maxArgumentBytes = 100

/** The release and its names. */
type Release = NamesOptions & { readonly release: string }

/** The maximum length of a text that is checked for hints about a failure, in bytes. */
const maxHintedBytes = 1_000_000

/**
 * Reports failures of scripts on one device: `script` is the text that was run, `words` the device's message, in bytes. A refused text is
 * reported as `check` does.
 */
export function failureReporter(names: Release, colours: Colours): (failure: Failure, script: Source, words: string) => FailureReport {
  const spot = placeFinder(names)
  return (failure, script, words) => {
    const { text, line, column, length, help } = spot(failure, script)
    const verdict = findingFor(failure, text, names)
    if (verdict?.severity === 'error' && text === script) return { text: diagnosticText(verdict, script, colours), isRefused: true }
    const message = fromBytes(words)
    const failed = {
      // In an imported file the device's place is that of the import.
      message: failure.origin === undefined ? withoutPlace(message, line, column) : message,
      line,
      column,
      ...(length === undefined ? {} : { length }),
      trace: failure.trace,
      hint: help,
    }
    return { text: failureText(failed, text, colours), isRefused: false }
  }
}

/**
 * Returns the place of failures: a refused value where it is written, anything else at the start of its command. Each text is checked once.
 */
export function placeFinder(names: Release): (failure: Failure, script: Source) => ReportedPlace {
  const known = new Map<Source, readonly Diagnostic[]>()
  const findings = (text: Source): readonly Diagnostic[] => {
    const found = known.get(text) ?? (text.text.length > maxHintedBytes ? [] : checkerFor(names).check(text))
    known.set(text, found)
    return found
  }
  return (failure, script) => {
    const { cause } = failure
    const { text, line, column } = placeOf(failure, script)
    const verdict = findingFor(failure, text, names)
    const hint = cause?.kind === 'refused' && cause.guessed ? undefined : verdict?.help
    if (verdict !== undefined) {
      const { from, to } = verdict
      return { text, ...text.placeAt(from), length: to - from, help: hint ?? hintFor(failure, names.release) }
    }
    if (cause?.kind === 'refused') return { text, line, column, length: undefined, help: hintFor(failure, names.release) }
    const offset = line === undefined || column === undefined ? undefined : text.lineStart(line) + text.offsetIn(line, column)
    const found = line === undefined ? undefined : findingInCommand(failure, text, findings, offset ?? text.lineStart(line))
    const help = found?.help ?? hintFor(failure, names.release)
    const marked = found ?? (offset === undefined ? undefined : markedRangeOf(failure, text, offset))
    if (marked === undefined) return { text, line, column, length: undefined, help }
    return { text, ...text.placeAt(marked.from), length: marked.to - marked.from, help }
  }
}

/** The finding of `check` for a refused text, or for the late error that a script reached; undefined for other failures. */
function findingFor({ cause }: Failure, text: Source, names: Release): Diagnostic | undefined {
  if (cause?.kind !== 'refused' || cause.source.text !== text.text) return undefined
  const { refused } = cause
  return refused instanceof Refusal || refused instanceof LateError ? checkerFor(names).explain(refused, text) : undefined
}

/** The finding that explains a failure in a command from `offset` on: for the same argument, and of the same kind. */
function findingInCommand(
  { cause }: Failure,
  text: Source,
  findings: (text: Source) => readonly Diagnostic[],
  offset: number,
): Diagnostic | undefined {
  const found = (fits: (one: Diagnostic) => boolean): Diagnostic | undefined => {
    const to = logicalLineEnd(text.text, offset)
    return findings(text).find((one) => one.from >= offset && one.from < to && one.severity !== 'hint' && fits(one))
  }
  if (cause?.kind === 'no-such-item') return found(({ code }) => code === 'undefined-script')
  if (cause?.kind !== 'argument') return undefined
  if (cause.argument === 'value-name') return found(({ code }) => code === 'unknown-value-name')
  const isOf = ({ from }: Diagnostic): boolean =>
    text.text
      .slice(Math.max(0, from - maxArgumentBytes), from)
      .replace(/["{]$/, '')
      .endsWith(`${cause.sought?.written ?? cause.argument}=`)
  return found((one) => one.code === codes[cause.problem] && isOf(one))
}

/** The codes of findings about values, by argument problem. */
const codes: Readonly<Record<ArgumentProblem, string>> = {
  'no-match': 'unknown-value',
  ambiguous: 'unknown-value',
  'out-of-range': 'out-of-range',
  invalid: 'wrong-type',
}

/** The marked range of a command: the refused value, the missing row, else the command's own words. */
function markedRangeOf(
  { cause, ...rest }: Pick<Failure, 'cause' | 'command' | 'origin'>,
  { text }: Source,
  offset: number,
): Span | undefined {
  const command = rest.origin?.command ?? rest.command
  const written = text.slice(offset, logicalLineEnd(text, offset))
  const part = (pattern: RegExp): Span | undefined => {
    const match = pattern.exec(written)
    const [whole = '', word = whole] = match ?? []
    if (match === null || word === '') return undefined
    const from = offset + match.index + whole.length - word.length
    // The place is that of the word; the mark includes its sign.
    return { from: match.index === 0 && /[:/]/.test(text[from - 1] ?? '') ? from - 1 : from, to: from + word.length }
  }
  const value = '"(?:[^"\\\\]|\\\\[\\s\\S])*"|[^\\s"\\];]+'
  if (cause?.kind === 'argument') {
    const found = part(new RegExp(`(?<=[\\s,])${escapeRegExp(cause.sought?.written ?? cause.argument)}=(?:\\\\\\r?\\n\\s*)?(${value})`))
    if (found !== undefined) return found
  }
  if (cause?.kind === 'no-such-item' && cause.wanted !== undefined) {
    const found = part(new RegExp(`(?<=[\\s="])${escapeRegExp(cause.wanted)}(?=[\\s"\\];]|$)`))
    if (found !== undefined) return found
  }
  // `/ip address add` is `/ip/address/add`, and in its menu `add`.
  const words = (command ?? '').split(/[:/]+/).filter((word) => word !== '')
  for (let at = 0; at < words.length; at++) {
    const found = part(new RegExp(`^[:/]?${words.slice(at).map(escapeRegExp).join('[ /]+')}(?![\\w-])`))
    if (found !== undefined) return found
  }
  return part(/^[:/$"]*[\w-]+(?:\/[\w-]+)*"?/) ?? { from: offset, to: offset + 1 }
}

const escapeRegExp = (word: string): string => word.replaceAll(/[^\w\s]/g, '\\$&')

type Place = Pick<ReportedPlace, 'text' | 'line' | 'column'>

/**
 * Where a failure happened: in the script, in one that it ran, or in an imported file. An error in a refused text has its place in that
 * text; if that is code made at run time, its place is not used.
 */
function placeOf(failure: Failure, script: Source): Place {
  const { cause } = failure
  const { source, line, column } = failure.origin ?? failure
  const text = source === undefined || source.text === script.text ? script : source
  if (cause?.kind !== 'refused') return { text, line, column }
  if (cause.source.text !== text.text) return { text, line: undefined, column: undefined }
  return { text, ...text.placeAt(cause.refused.offset) }
}
