// Owns reading the head of a statement (its sign and path): the offsets of its words, as a shape that equally written heads share.
import type { Command, Menu } from './names.ts'
import { HeadShape, type Sign } from '../src/syntax/head.ts'

/** Records the words of the path that is being read. It is reused for each path: `start`, `add` for each word, then `shape`. */
export class HeadReader {
  /** The offset of the first word. */
  from = 0
  private sign: Sign = ''
  private lead = 0
  /** Start and end of each word, relative to `from`; the first `edgeCount` numbers are in use. */
  private readonly edges: number[] = []
  private edgeCount = 0
  /** The last shape per command, and per menu for unknown words: most heads are written alike. */
  private readonly shapes = new Map<Command | Menu, HeadShape>()

  /** Starts a path whose first word is at `from`, `lead` bytes behind its sign. */
  start(from: number, sign: Sign, lead: number): void {
    this.from = from
    this.sign = sign
    this.lead = lead
    this.edgeCount = 0
  }

  /** Adds a word of the path, by its offsets. */
  add(from: number, to: number): void {
    const { edges, edgeCount } = this
    edges[edgeCount] = from - this.from
    edges[edgeCount + 1] = to - this.from
    this.edgeCount = edgeCount + 2
  }

  /** Returns the shape of the path; the last shape of `key` is reused if it is equal. */
  shape(key: Command | Menu): HeadShape {
    const { sign, lead, edges, edgeCount } = this
    const known = this.shapes.get(key)
    if (known?.fits(sign, lead, edges, edgeCount) === true) return known
    const made = new HeadShape(sign, lead, edges.slice(0, edgeCount))
    this.shapes.set(key, made)
    return made
  }

  /** Drops all shapes: their keys belong to a catalog. */
  forget(): void {
    this.shapes.clear()
  }
}
