// Owns the findings of a trial: their type, their place, and which of them are one fault.
import type { Failure, TraceStep } from '../../diagnostic/failure.ts'
import { Source, type Span } from '../../text/source.ts'
import type { ScriptBeside } from '../test/place.ts'
import { placeOfFailure } from '../failure-place.ts'
import { findingKinds, type FindingKind } from './rules.ts'

/** A fault at a place of the script; only `line` if no range is known. */
export interface FuzzFinding {
  readonly kind: FindingKind
  /** Decoded text. */
  readonly message: string
  readonly line?: number
  readonly span?: Span
  /** The text that `line` counts in, if it is not the script: a stored script, an imported file, code of `:parse`. */
  readonly other?: Source
  /** The calls that a failure passed, innermost first; only with `other`. */
  readonly calls?: readonly TraceStep[]
  /** The cause, if it is elsewhere or has no place: findings with the same cause are one fault. */
  readonly cause?: string
  /** Findings of one group are one fault with several lines: each adds a row whose name a device may already have. */
  readonly group?: 'name-taken'
  /** Further details, one per line. */
  readonly details: readonly string[]
}

/** Kinds that may be different symptoms of one fault: it fails, it fails in the second run, a value is missing. */
const failures: ReadonlySet<FindingKind> = new Set(['error', 'second-run', 'nothing'])

/** The line of a finding; undefined if it has no place. */
export const lineOfFinding = ({ line, span }: FuzzFinding, source: Source): number | undefined =>
  span === undefined ? line : source.lineAt(span.from)

/** Whether two findings are one fault. Of a line that fails in several ways, and of findings with the same cause, only one is reported. */
export function isSame(a: FuzzFinding, b: FuzzFinding, source: Source): boolean {
  if (a.other?.text !== b.other?.text) return false
  const [line, other] = [lineOfFinding(a, source), lineOfFinding(b, source)]
  if (failures.has(a.kind) && failures.has(b.kind))
    return (line !== undefined && line === other) || (a.cause !== undefined && a.cause === b.cause)
  return a.kind === b.kind && (line === undefined ? a.cause === b.cause : line === other)
}

/**
 * The place of a failure: in the script, or in the text that failed with the calls that lead there. Files of the suite have their path as
 * name.
 */
export function failurePlace(
  failure: Failure,
  script: Source,
  suite: readonly ScriptBeside[],
): Pick<FuzzFinding, 'line' | 'other' | 'calls'> {
  const { text, line } = placeOfFailure(failure, script)
  if (line === undefined) return {}
  if (text === script) return { line }
  const path = suite.find((one) => one.text === text.text)?.path
  return { line, other: path === undefined ? text : new Source(text.text, path), calls: failure.trace }
}

/** The rank of a finding by importance: 0 is the most important. */
export const rankOf = ({ kind }: FuzzFinding): number => findingKinds.indexOf(kind)
