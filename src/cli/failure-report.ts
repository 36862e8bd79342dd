// Owns the report of a failure, the same for every verb: message, place with line and carets, calls, hint.
import type { NamesOptions } from '../entry-options.ts'
import { LateError, Refusal } from '../../grammar/refusal.ts'
import { describeBeside } from '../compile/describe.ts'
import type { ArgumentProblem } from '../diagnostic/cause.ts'
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import type { Failure } from '../diagnostic/failure.ts'
import { checkerFor } from '../host/node/catalog-cache.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source, Span } from '../text/source.ts'
import { hintFor } from './hint.ts'
import type { Colours } from './paint.ts'
import { diagnosticText, failureText } from './error-message.ts'
import { logicalLineEnd } from '../text/logical-line.ts'
import { placeOfFailure, type FailedPlace } from './failure-place.ts'

/** The reported place; `length` in bytes, if known. */
export interface ReportedPlace extends FailedPlace {
  readonly length: number | undefined
  /** What would be correct. */
  readonly help: string | undefined
}

/** The release and its names. */
type Release = NamesOptions & { readonly release: string }

/** The maximum length of a text that is checked for hints about a failure, in bytes. */
const maxHintedBytes = 1_000_000

/**
 * Reports failures of scripts on one device: `script` is the text that was run, `door` how it was started. A refused text is reported as
 * `check` does.
 */
export function failureReporter(
  names: Release,
  colours: Colours,
): (failure: Failure, script: Source, door: 'script' | 'console') => string {
  const spot = placeFinder(names)
  return (failure, script, door) => {
    const refusal = refusalOf(failure, script, names)
    if (refusal !== undefined) return diagnosticText(refusal, script, colours)
    const { text, line, column, length, help } = spot(failure, script)
    const failed = {
      message: fromBytes(describeBeside(failure, door, { line, column })),
      line,
      column,
      ...(length === undefined ? {} : { length }),
      trace: failure.trace,
      hint: help,
    }
    return failureText(failed, text, colours)
  }
}

/** Whether a script failed because the device refuses all of it. */
export const isRefused = (failure: Failure, script: Source, names: Release): boolean => refusalOf(failure, script, names) !== undefined

/** The finding of `check` for a script that the device refuses as a whole; undefined for other failures. */
function refusalOf(failure: Failure, script: Source, names: Release): Diagnostic | undefined {
  if (placeOfFailure(failure, script).text !== script) return undefined
  const verdict = findingFor(failure, script, names)
  return verdict?.severity === 'error' ? verdict : undefined
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
    const { text, line, column } = placeOfFailure(failure, script)
    const verdict = findingFor(failure, text, names)
    const hint = cause?.kind === 'refused' && cause.guessed ? undefined : verdict?.help
    if (verdict !== undefined) {
      const { from, to } = verdict
      return { text, ...text.placeAt(from), length: to - from, help: hint ?? hintFor(failure, names.release) }
    }
    if (cause?.kind === 'refused') return { text, line, column, length: undefined, help: hintFor(failure, names.release) }
    const offset = line === undefined || column === undefined ? undefined : text.lineStart(line) + text.offsetIn(line, column)
    const found = line === undefined ? undefined : findingOfValue(failure, text, findings)
    const help = found?.help ?? hintFor(failure, names.release)
    const marked = found ?? (offset === undefined ? undefined : markedRangeOf(failure, text, offset))
    if (marked === undefined) return { text, line, column, length: undefined, help }
    return { text, ...text.placeAt(marked.from), length: marked.to - marked.from, help }
  }
}

/** The finding of `check` for a refused text, or for the late error that a script reached; undefined for other failures. */
function findingFor({ cause }: Failure, text: Source, names: Release): Diagnostic | undefined {
  if (cause?.kind !== 'refused') return undefined
  const { refused } = cause
  return refused instanceof Refusal || refused instanceof LateError ? checkerFor(names).explain(refused, text) : undefined
}

/** The finding that explains a failure: about the value that failed, and of the same kind. */
function findingOfValue({ cause }: Failure, text: Source, findings: (text: Source) => readonly Diagnostic[]): Diagnostic | undefined {
  if ((cause?.kind !== 'argument' && cause?.kind !== 'no-such-item') || cause.writtenAt === undefined) return undefined
  const { from, to } = cause.writtenAt
  const meant =
    cause.kind === 'no-such-item' ? 'undefined-script' : cause.argument === 'value-name' ? 'unknown-value-name' : codes[cause.problem]
  return findings(text).find((one) => one.from >= from && one.from < to && one.severity !== 'hint' && one.code === meant)
}

/** The codes of findings about values, by argument problem. */
const codes: Readonly<Record<ArgumentProblem, string>> = {
  'no-match': 'unknown-value',
  ambiguous: 'unknown-value',
  'out-of-range': 'out-of-range',
  invalid: 'wrong-type',
}

/** The marked range of a failed command: the value that failed, else the command's first word or path. */
function markedRangeOf({ cause }: Failure, { text }: Source, offset: number): Span {
  if ((cause?.kind === 'argument' || cause?.kind === 'no-such-item') && cause.writtenAt !== undefined) return cause.writtenAt
  const [word = ''] = /^[:/$"]*[\w-]+(?:\/[\w-]+)*"?/.exec(text.slice(offset, logicalLineEnd(text, offset))) ?? []
  if (word === '') return { from: offset, to: offset + 1 }
  // The place is that of the word; the mark includes its sign.
  return { from: /[:/]/.test(text[offset - 1] ?? '') ? offset - 1 : offset, to: offset + word.length }
}
