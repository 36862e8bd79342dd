// Owns the head of a statement as it is written: its sign, and where the words of its path stand.
import type { Span } from '../text/source.ts'

/** What stands before the first word of a path: `:put`, `/ip`, `add`. */
export type Sign = ':' | '/' | ''

/** The path that opens a statement, in offsets of the text. */
export interface Head {
  /** Where it starts: at its sign, or at its first word where it has none. */
  readonly from: number
  readonly sign: Sign
  /** The words of the path in order, `..` among them; none in a lone `/`. The last word of a command's path is the command's own. */
  readonly words: readonly Span[]
}

/** A head without its place: all distances are counted from its first word, so statements that are written alike share one. */
export class HeadShape {
  readonly sign: Sign
  /** Bytes from the sign to the first word; 0 without a sign, and for a lone `/`. */
  readonly lead: number
  /** Where each word starts and ends: `0, 2, 3, 10` for `ip address`. */
  readonly edges: readonly number[]

  constructor(sign: Sign, lead: number, edges: readonly number[]) {
    this.sign = sign
    this.lead = lead
    this.edges = edges
  }

  /** The head whose first word (a lone `/` itself) stands at `from`. */
  at(from: number): Head {
    const { sign, edges } = this
    const words: Span[] = []
    for (let at = 0; at + 1 < edges.length; at += 2) words.push({ from: from + (edges[at] ?? 0), to: from + (edges[at + 1] ?? 0) })
    return { from: from - this.lead, sign, words }
  }

  /** Whether a head with these parts has this shape; of `edges` the first `count` numbers count. */
  fits(sign: Sign, lead: number, edges: readonly number[], count: number): boolean {
    if (this.sign !== sign || this.lead !== lead || this.edges.length !== count) return false
    for (let at = 0; at < count; at++) if (this.edges[at] !== edges[at]) return false
    return true
  }
}
