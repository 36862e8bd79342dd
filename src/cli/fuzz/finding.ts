// Owns what a trial finds.
import type { Span } from '../../text/source.ts'
import type { FindingKind } from './rules.ts'

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

/** What two findings have in common that are one fault: kind and place. Of a command that fails in several ways, the first is told. */
export const keyOf = ({ kind, message, line, span }: Finding): string => `${kind} ${span?.from ?? line ?? message}`
