// Owns the type of one script within a text: some of the text's own statements, or code in a string of it.
import type { Menu } from '../../grammar/names.ts'
import type { Body } from '../syntax/tree.ts'
import type { Variable } from '../syntax/variables.ts'
import type { Span } from '../text/source.ts'

/** A script within a text: some of its own statements, or code in a string of them. Offsets of its tree count in `text`. */
export interface Part {
  /** As parsed: with the lines at fault blanked. */
  readonly text: string
  /** As it is written. */
  readonly written: string
  readonly body: Body
  readonly comments: readonly Span[]
  /** The current menu and the declared names at its start. */
  readonly menu: Menu
  readonly declared: readonly Variable[]
  /** Whether it is in a quoted string, so that inserted text must be escaped. */
  readonly isQuoted: boolean
  /** Maps a range of it to the chunk. */
  readonly toChunk: (span: Span) => Span
  /** Maps an offset of the chunk to it; undefined outside of it. */
  readonly fromChunk: (offset: number) => number | undefined
}
