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
  /** What it comes from, where others come from the same: `$month`. */
  readonly cause?: string
  /** Of `endless`: it waits for something all the time. */
  readonly isWaiting?: boolean
}

/**
 * What two findings have in common that are one fault: kind and cause, else kind and place. Of a command that fails in several ways, the
 * first is told.
 */
export const keyOf = ({ kind, message, line, span, cause }: Finding): string => `${kind} ${cause ?? span?.from ?? line ?? message}`

/** Kinds in the order of their worth: what breaks what the script says of itself, what breaks things, what stops it, what may do so. */
const worth: readonly FindingKind[] = [
  'expect',
  'never',
  'removes',
  'half-applied',
  'error',
  'endless',
  'nothing',
  'second-run',
  'shadowed',
  'slow',
  'broken',
  'differs',
]

/** Smaller is told earlier. A loop that waits does so by design more often than not. */
export const rankOf = ({ kind, isWaiting }: Finding): number => (isWaiting === true ? worth.length : worth.indexOf(kind))
