// Owns the cached analysis of a chunk: its scripts, resolved words, tokens and rows.
import type { Menu } from '../../grammar/names.ts'
import type { StatementChunk } from '../resolve/check/chunks.ts'
import { embeddedIn, fromSurrounding, toSurrounding } from '../resolve/check/embedded.ts'
import { isScriptName } from '../resolve/check/rules/script-name.ts'
import { parseTolerant } from '../resolve/check/tolerant.ts'
import { holdsCode } from '../schema/places.ts'
import { descend } from '../syntax/descent.ts'
import { Source, type Span } from '../text/source.ts'
import type { Part } from './part.ts'
import { resolvedUsesOf, type Uses } from './uses.ts'

/** The maximum depth of code in strings inside code in strings. */
const maxCodeNesting = 4

/** A chunk of a text. It is immutable, so its analysis is kept while the rest of the text is edited. */
export class ChunkView {
  readonly chunk: StatementChunk
  readonly #root: Menu
  #parts: readonly Part[] | undefined
  #uses: Uses | undefined

  constructor(chunk: StatementChunk, root: Menu) {
    this.chunk = chunk
    this.#root = root
  }

  /** The source text. */
  get text(): string {
    return this.chunk.source.text
  }

  /** Its own script, then those in its strings. */
  get parts(): readonly Part[] {
    if (this.#parts !== undefined) return this.#parts
    const { source, reading, menu, declared } = this.chunk
    const parts: Part[] = []
    const { length } = source.text
    const own: Part = {
      text: reading.text,
      written: source.text,
      body: reading.parsed.script.body,
      comments: reading.parsed.script.comments,
      menu,
      declared,
      isQuoted: false,
      toChunk: ({ from, to }) => ({ from: Math.min(from, length), to: Math.min(to, length) }),
      fromChunk: (offset) => offset,
    }
    this.#gather(own, 0, parts)
    return (this.#parts = parts)
  }

  get uses(): Uses {
    return (this.#uses ??= resolvedUsesOf(this.parts))
  }

  #gather(part: Part, depth: number, parts: Part[]): void {
    parts.push(part)
    if (depth === maxCodeNesting) return
    descend(part.body, (at) => {
      if (at.kind !== 'invocation') return
      for (const { argument, value } of at.given) {
        if (value === undefined || (value.kind !== 'quoted' && value.kind !== 'raw') || !holdsCode(argument.name)) continue
        const inner = embeddedIn(value, part.text)
        if (inner === undefined || inner.text.trim() === '' || isScriptName(inner.text)) continue
        const { parsed, text } = parseTolerant(new Source(inner.text), this.#root)
        const embedded: Part = {
          text,
          written: inner.text,
          body: parsed.script.body,
          comments: parsed.script.comments,
          menu: this.#root,
          declared: [],
          isQuoted: part.isQuoted || value.kind === 'quoted',
          toChunk: (span: Span) => part.toChunk(toSurrounding(inner.mapping, span)),
          fromChunk(offset) {
            const around = part.fromChunk(offset)
            return around === undefined ? undefined : fromSurrounding(inner.mapping, around)
          },
        }
        this.#gather(embedded, depth + 1, parts)
      }
    })
  }
}

/** Caches the result of a function per chunk. */
export function oncePerChunk<T extends object>(make: (view: ChunkView) => T): (view: ChunkView) => T {
  const made = new WeakMap<ChunkView, T>()
  return (view) => {
    const known = made.get(view) ?? make(view)
    made.set(view, known)
    return known
  }
}
