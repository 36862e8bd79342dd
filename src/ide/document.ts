// Owns an open text: its chunks with what is known of each, and where they stand.
import type { Menu } from '../../grammar/names.ts'
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import type { Checker } from '../resolve/check/checker.ts'
import { Chunks, type Chunk } from '../resolve/check/chunks.ts'
import type { Knowledge } from '../resolve/check/knowledge.ts'
import { readOn, type TolerantReading } from '../resolve/check/tolerant.ts'
import type { Source, Span } from '../text/source.ts'
import type { Part } from './part.ts'
import { View } from './view.ts'

/** A chunk where it stands: the offset of its first byte and the number of its first line. */
export interface PlacedView {
  readonly view: View
  readonly from: number
  readonly line: number
}

/** A place of a text in the innermost script around it. */
export interface Spot {
  readonly part: Part
  /** The offset in the part. */
  readonly at: number
  /** Where a stretch of the part stands in the text. */
  readonly outward: (span: Span) => Span
}

/** What the versions of a text share. */
interface Lineage {
  readonly root: Menu
  readonly chunks: Chunks
  readonly views: WeakMap<Chunk, View>
}

/** A text that does not change; an edit makes another one. All offsets are bytes. */
export class Document {
  /** What tells it from others: its URI. */
  readonly name: string
  readonly source: Source
  readonly knowledge: Knowledge
  readonly #checker: Checker
  readonly #lineage: Lineage
  #findings: readonly Diagnostic[] | undefined
  #reading: TolerantReading | undefined
  #views: readonly PlacedView[] | undefined

  /** `before` is an earlier version of it: what did not change is known from there. */
  constructor(source: Source, checker: Checker, before?: Document) {
    this.name = source.name
    this.source = source
    this.#checker = checker
    this.knowledge = checker.knowledgeOf(source)
    const { root } = this.knowledge.catalog
    this.#lineage =
      before !== undefined && before.#lineage.root === root ? before.#lineage : { root, chunks: new Chunks(root), views: new WeakMap() }
  }

  get root(): Menu {
    return this.#lineage.root
  }

  get findings(): readonly Diagnostic[] {
    return (this.#findings ??= this.#checker.check(this.source))
  }

  /** The text read as a whole. */
  get reading(): TolerantReading {
    return (this.#reading ??= readOn(this.source, this.root))
  }

  get views(): readonly PlacedView[] {
    const { chunks, views, root } = this.#lineage
    return (this.#views ??= chunks.update(this.source.text).map(({ chunk, from, line }) => {
      const view = views.get(chunk) ?? new View(chunk, root)
      views.set(chunk, view)
      return { view, from, line }
    }))
  }

  /** The chunk that holds an offset; the one before it where it stands between two and `before` is said. */
  viewAt(offset: number): PlacedView {
    const { views } = this
    let low = 0
    let high = views.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((views[middle]?.from ?? Infinity) <= offset) low = middle
      else high = middle
    }
    const found = views[low]
    if (found === undefined) throw new Error('a text has a chunk')
    return found
  }

  /** The innermost script around an offset. */
  spotAt(offset: number): Spot {
    const { view, from } = this.viewAt(offset)
    let found: Spot | undefined
    for (const part of view.parts) {
      const at = part.inward(offset - from)
      if (at !== undefined) found = { part, at, outward: (span) => moved(part.outward(span), from) }
    }
    if (found === undefined) throw new Error('a chunk is a script')
    return found
  }
}

/** Something of a chunk that starts at `by`, in offsets of the text. */
export const moved = <T extends Span>(one: T, by: number): T => (by === 0 ? one : { ...one, from: one.from + by, to: one.to + by })
