// Owns what a trial finds.
import type { Source, Span } from '../../text/source.ts'
import { kinds, type FindingKind } from './rules.ts'

/** Something that is wrong, at a place of the script: `line` where only that is known. */
export interface Finding {
  readonly kind: FindingKind
  /** UTF-8 decoded. */
  readonly message: string
  readonly line?: number
  readonly span?: Span
  /** What else is to be known, a line each. */
  readonly details: readonly string[]
}

/** What may be several ends of one fault: it fails, it fails the second time, nothing stands where something was meant. */
const failures: ReadonlySet<FindingKind> = new Set(['error', 'second-run', 'nothing'])

/** The line of a finding; undefined where it has no place. */
export const lineOf = ({ line, span }: Finding, source: Source): number | undefined => (span === undefined ? line : source.lineAt(span.from))

/** What findings have in common that are one fault. Of a line that fails in several ways, one is told: the one that weighs most. */
export function keyOf(finding: Finding, source: Source): string {
  const line = lineOf(finding, source)
  if (line !== undefined && failures.has(finding.kind)) return `failure ${line}`
  return `${finding.kind} ${line ?? finding.message}`
}

/** Where a finding stands in the order of worth: 0 weighs most. */
export const rankOf = ({ kind }: Finding): number => kinds.indexOf(kind)
