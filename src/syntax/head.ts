// Owns the head of a statement as written: its sign and the positions of its path words.
import type { Span } from '../text/source.ts'

/** The sign before the first word of a path: `:put`, `/ip`, `add`. */
export type Sign = ':' | '/' | ''

/** The path that starts a statement, in offsets of the text. */
export interface Head {
  /** Its start: the sign, or the first word if there is no sign. */
  readonly from: number
  readonly sign: Sign
  /** The words of the path in order, including `..`; none for a lone `/`. The last word of a command's path is the command. */
  readonly words: readonly Span[]
}

/** A head with all positions relative to its first word, so that equally written heads share one object. */
export class HeadShape {
  readonly sign: Sign
  /** Bytes from the sign to the first word; 0 without a sign, and for a lone `/`. */
  readonly lead: number
  /** Start and end of each word: `0, 2, 3, 10` for `ip address`. */
  readonly edges: readonly number[]

  constructor(sign: Sign, lead: number, edges: readonly number[]) {
    this.sign = sign
    this.lead = lead
    this.edges = edges
  }

  /** The head whose first word (or lone `/`) is at `from`. */
  at(from: number): Head {
    const { sign, edges } = this
    const words: Span[] = []
    for (let at = 0; at + 1 < edges.length; at += 2) words.push({ from: from + (edges[at] ?? 0), to: from + (edges[at + 1] ?? 0) })
    return { from: from - this.lead, sign, words }
  }

  /** Whether a head with these parts has this shape. Only the first `count` numbers of `edges` are compared. */
  fits(sign: Sign, lead: number, edges: readonly number[], count: number): boolean {
    if (this.sign !== sign || this.lead !== lead || this.edges.length !== count) return false
    for (let at = 0; at < count; at++) if (this.edges[at] !== edges[at]) return false
    return true
  }
}
