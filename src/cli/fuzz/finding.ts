// Owns what a trial finds.
import type { Source, Span } from '../../text/source.ts'
import { kinds, type FindingKind } from './rules.ts'

/** Something that is wrong, at a place of the script: `line` where only that is known. */
export interface FuzzFinding {
  readonly kind: FindingKind
  /** UTF-8 decoded. */
  readonly message: string
  readonly line?: number
  readonly span?: Span
  /** What is to blame, where that stands elsewhere or nowhere: findings with one cause are one fault. */
  readonly cause?: string
  /** What else is to be known, a line each. */
  readonly details: readonly string[]
}

/** What may be several ends of one fault: it fails, it fails the second time, nothing stands where something was meant. */
const failures: ReadonlySet<FindingKind> = new Set(['error', 'second-run', 'nothing'])

/** The line of a finding; undefined where it has no place. */
export const lineOf = ({ line, span }: FuzzFinding, source: Source): number | undefined =>
  span === undefined ? line : source.lineAt(span.from)

/** Whether two findings are one fault. Of a line that fails in several ways, and of all that one cause has, one is told. */
export function isSame(a: FuzzFinding, b: FuzzFinding, source: Source): boolean {
  const [line, other] = [lineOf(a, source), lineOf(b, source)]
  if (failures.has(a.kind) && failures.has(b.kind))
    return (line !== undefined && line === other) || (a.cause !== undefined && a.cause === b.cause)
  return a.kind === b.kind && (line === undefined ? a.cause === b.cause : line === other)
}

/** Where a finding stands in the order of worth: 0 weighs most. */
export const rankOf = ({ kind }: FuzzFinding): number => kinds.indexOf(kind)
