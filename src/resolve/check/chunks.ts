// Owns splitting an edited text into chunks of whole statements. A chunk is parsed once, and again only if it or its context changes.
import type { Menu } from '../../../grammar/names.ts'
import { Variable } from '../../syntax/variables.ts'
import { Source, type Span } from '../../text/source.ts'
import { cutsOf, uncut, type TextDifference } from './cuts.ts'
import { parseTolerant, type TolerantReading } from './tolerant.ts'

/** The minimum length of a chunk, in bytes: an edit costs as much as parsing and checking one chunk. */
const minChunkBytes = 2000

/** A range of top-level statements, parsed as if nothing followed. Offsets and lines are relative to the chunk. */
export interface StatementChunk {
  readonly source: Source
  readonly reading: TolerantReading
  /** The current menu and the declared variables at its start. */
  readonly menu: Menu
  readonly declared: readonly Variable[]
  /** Whether it is the end of the text. */
  readonly isLast: boolean
}

/** A chunk with its position in the text: the offset of its first byte and the number of its first line. */
export interface Placed {
  readonly chunk: StatementChunk
  readonly from: number
  readonly line: number
}

/** The chunks of successive versions of one text. */
export class Chunks {
  readonly #root: Menu
  readonly #start: Menu
  readonly #least: number
  /** The top-level variables, one for each kind and name, shared by all chunks. */
  readonly #variables = new Map<string, Variable>()
  #text = ''
  #cuts = uncut
  #placed: readonly Placed[] = []

  constructor(root: Menu, start: Menu = root, least = minChunkBytes) {
    this.#root = root
    this.#start = start
    this.#least = least
  }

  /** Returns the chunks of a new version of the text. Unchanged chunks cost little; only changed chunks are parsed. */
  update(text: string): readonly Placed[] {
    const change = changeOf(text, this.#text)
    const cuts = cutsOf(text, this.#least, this.#cuts, change)
    const known = new Earlier(this.#placed, change)
    const placed: Placed[] = []
    let menu = this.#start
    let declared: readonly Variable[] = []
    let line = 1
    let from = 0
    let awaited: string | undefined
    for (let at = 0; from < text.length || placed.length === 0; at++) {
      let to = cuts.cuts[at]?.at ?? text.length
      if (to < text.length && awaited !== undefined && !awaited.includes(text[to] ?? '')) continue
      awaited = undefined
      const chunkTo = (end: number): StatementChunk => {
        const place = { menu, declared, isLast: end === text.length }
        return known.find(text, { from, to: end }, place) ?? this.#read(text.slice(from, end), place)
      }
      let chunk = chunkTo(to)
      // No line of it is at fault for what is open: everything behind is inside a block.
      if (cuts.cuts[at]?.guessed === 'bracket' && isLonger(chunk)) chunk = chunkTo((to = text.length))
      const { awaits } = chunk.reading
      if (!chunk.isLast && awaits !== undefined && !awaits.includes(text[to] ?? '')) {
        awaited = awaits
        continue
      }
      placed.push({ chunk, from, line })
      ;({ menu } = chunk.reading.parsed.script)
      ;({ declared } = chunk.reading)
      line += chunk.source.lines - 1
      from = to
    }
    this.#text = text
    this.#cuts = cuts
    this.#placed = placed
    return placed
  }

  #read(text: string, place: ChunkContext): StatementChunk {
    const { menu, declared, isLast } = place
    const source = new Source(text)
    const variable = (kind: 'local' | 'global', name: string): Variable => this.#variable(kind, name)
    const reading = parseTolerant(source, this.#root, { menu, declared, variable })
    // Parsing continues in the next chunk.
    return { ...place, source, reading: isLast || reading.awaits === undefined ? reading : { ...reading, gaveUpAt: undefined } }
  }

  #variable(kind: 'local' | 'global', name: string): Variable {
    const key = `${kind} ${name}`
    const known = this.#variables.get(key) ?? new Variable(kind, name)
    this.#variables.set(key, known)
    return known
  }
}

/** Whether a chunk was parsed with missing braces appended. */
const isLonger = ({ source, reading }: StatementChunk): boolean => reading.text.length > source.text.length

/** What a chunk depends on besides its text. */
type ChunkContext = Pick<StatementChunk, 'menu' | 'declared' | 'isLast'>

/** The chunks of the previous version of the text, to be reused. */
class Earlier {
  readonly #change: TextDifference
  readonly #placed: readonly Placed[]
  readonly #starts: ReadonlyMap<number, StatementChunk>
  #texts: Map<string, StatementChunk[]> | undefined

  constructor(placed: readonly Placed[], change: TextDifference) {
    this.#change = change
    this.#placed = placed
    this.#starts = new Map(placed.map(({ chunk, from }) => [from, chunk]))
  }

  /** An old chunk equal to a range of the new text in the same context. Outside of the change this does not compare the text. */
  find(text: string, { from, to }: Span, { menu, declared, isLast }: ChunkContext): StatementChunk | undefined {
    const fits = (one: StatementChunk | undefined): boolean =>
      one !== undefined &&
      one.menu === menu &&
      isSame(one.declared, declared) &&
      (one.isLast === isLast || one.reading.awaits === undefined)
    const { same, tail, moved } = this.#change
    const before = to <= same ? from : from >= text.length - tail ? from - moved : undefined
    const there = before === undefined ? undefined : this.#starts.get(before)
    if (there?.source.text.length === to - from && fits(there)) return there
    return this.#byText(text.slice(from, to)).find(fits)
  }

  /** The old chunks with a text, among those that the change touches. The others are found by their position. */
  #byText(text: string): readonly StatementChunk[] {
    if (this.#texts === undefined) {
      this.#texts = new Map()
      const { same, tail, length } = this.#change
      for (const { chunk, from } of this.#placed) {
        if (from + chunk.source.text.length <= same || from >= length - tail) continue
        const beside = this.#texts.get(chunk.source.text)
        if (beside === undefined) this.#texts.set(chunk.source.text, [chunk])
        else beside.push(chunk)
      }
    }
    return this.#texts.get(text) ?? []
  }
}

const isSame = (a: readonly Variable[], b: readonly Variable[]): boolean =>
  a === b || (a.length === b.length && a.every((one, at) => one === b[at]))

function changeOf(text: string, old: string): TextDifference {
  const same = sharedStart(text, old)
  return { same, tail: sharedEnd(text, old, same), moved: text.length - old.length, length: old.length }
}

/** The length of the common prefix, in bytes. */
function sharedStart(a: string, b: string): number {
  return longest(Math.min(a.length, b.length), (from, to) => a.slice(from, to) === b.slice(from, to))
}

/** The length of the common suffix, in bytes, excluding the first `start` bytes. */
function sharedEnd(a: string, b: string, start: number): number {
  const at = (text: string, from: number, to: number): string => text.slice(text.length - to, text.length - from)
  return longest(Math.min(a.length, b.length) - start, (from, to) => at(a, from, to) === at(b, from, to))
}

/**
 * Returns the greatest length, up to `most`, for which `holds` is true of everything below it (binary search). Each step compares only the
 * range behind what is already known to hold; otherwise it would read the text up to the change again.
 */
function longest(most: number, holds: (from: number, to: number) => boolean): number {
  let low = 0
  let high = most
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(low, middle)) low = middle
    else high = middle - 1
  }
  return low
}
