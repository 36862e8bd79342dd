// Owns the type of a trial's finding.
import type { Source, Span } from '../../text/source.ts'
import { findingKinds, type FindingKind } from './rules.ts'

/** A fault at a place of the script; only `line` if no range is known. */
export interface FuzzFinding {
  readonly kind: FindingKind
  /** Decoded text. */
  readonly message: string
  readonly line?: number
  readonly span?: Span
  /** The cause, if it is elsewhere or has no place: findings with the same cause are one fault. */
  readonly cause?: string
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
  const [line, other] = [lineOfFinding(a, source), lineOfFinding(b, source)]
  if (failures.has(a.kind) && failures.has(b.kind))
    return (line !== undefined && line === other) || (a.cause !== undefined && a.cause === b.cause)
  return a.kind === b.kind && (line === undefined ? a.cause === b.cause : line === other)
}

/** The rank of a finding by importance: 0 is the most important. */
export const rankOf = ({ kind }: FuzzFinding): number => findingKinds.indexOf(kind)
