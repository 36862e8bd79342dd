// Owns an open text: its chunks with their cached analysis, and their positions.
import type { Menu } from '../../grammar/names.ts'
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import type { Checker } from '../resolve/check/checker.ts'
import { Chunks, type StatementChunk } from '../resolve/check/chunks.ts'
import type { Knowledge } from '../resolve/check/knowledge.ts'
import { parseTolerant, type TolerantReading } from '../resolve/check/tolerant.ts'
import { shifted, type Source, type Span } from '../text/source.ts'
import type { Part } from './part.ts'
import { ChunkView } from './view.ts'

/** A chunk in its place: the offset of its first byte and the number of its first line. */
export interface PlacedView {
  readonly view: ChunkView
  readonly from: number
  readonly line: number
}

/** A place in a text, in the innermost script around it. */
export interface ScriptPlace {
  readonly part: Part
  /** The offset in the part. */
  readonly at: number
  /** Maps a range of the part to the text. */
  readonly toText: (span: Span) => Span
}

/** The state shared by the versions of a text. */
interface Lineage {
  readonly root: Menu
  readonly chunks: Chunks
  readonly views: WeakMap<StatementChunk, ChunkView>
}

/** An immutable text; an edit creates a new one. All offsets are in bytes. */
export class Document {
  /** Its identity: its URI. */
  readonly name: string
  readonly source: Source
  readonly knowledge: Knowledge
  readonly #checker: Checker
  readonly #lineage: Lineage
  #findings: readonly Diagnostic[] | undefined
  #reading: TolerantReading | undefined
  #views: readonly PlacedView[] | undefined

  /** `before` is an earlier version, whose unchanged parts are reused. */
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

  /** The result of parsing the whole text. */
  get reading(): TolerantReading {
    return (this.#reading ??= parseTolerant(this.source, this.root))
  }

  get views(): readonly PlacedView[] {
    const { chunks, views, root } = this.#lineage
    return (this.#views ??= chunks.update(this.source.text).map(({ chunk, from, line }) => {
      const view = views.get(chunk) ?? new ChunkView(chunk, root)
      views.set(chunk, view)
      return { view, from, line }
    }))
  }

  /** The chunk that contains an offset. */
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
  placeAt(offset: number): ScriptPlace {
    const { view, from } = this.viewAt(offset)
    let found: ScriptPlace | undefined
    for (const part of view.parts) {
      const at = part.fromChunk(offset - from)
      if (at !== undefined) found = { part, at, toText: (span) => shifted(part.toChunk(span), from) }
    }
    if (found === undefined) throw new Error('a chunk is a script')
    return found
  }
}
