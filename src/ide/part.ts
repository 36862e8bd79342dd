// Owns what one script of a text is: the text's own, or code in a string of it.
import type { Body } from '../syntax/tree.ts'
import type { Span } from '../text/source.ts'

/** A script of a text: the text itself, or code in a string of it. Offsets of its tree count in `text`. */
export interface Part {
  readonly text: string
  readonly body: Body
  readonly comments: readonly Span[]
  /** Where a stretch of it stands in the whole text. */
  readonly outward: (span: Span) => Span
}
