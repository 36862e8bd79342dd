// Owns what one script of a text is: a stretch of the text's own statements, or code in a string of it.
import type { Menu } from '../../grammar/names.ts'
import type { Body, Variable } from '../syntax/tree.ts'
import type { Span } from '../text/source.ts'

/** A script of a text: some of the text's own statements, or code in a string of them. Offsets of its tree count in `text`. */
export interface Part {
  /** As it was read: what is to blame is blanked. */
  readonly text: string
  /** As it is written. */
  readonly written: string
  readonly body: Body
  readonly comments: readonly Span[]
  /** The current menu and the declared names at its start. */
  readonly menu: Menu
  readonly declared: readonly Variable[]
  /** Whether it stands in quotes: what is put into it is escaped. */
  readonly isQuoted: boolean
  /** Where a stretch of it stands in the chunk. */
  readonly outward: (span: Span) => Span
  /** The offset in it of one of the chunk; undefined for one outside. */
  readonly inward: (offset: number) => number | undefined
}
