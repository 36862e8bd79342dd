// Owns splitting an edited text into chunks of whole statements, each parsed once while nothing before it changes.
import type { Menu } from '../../../grammar/names.ts'
import { Brackets } from '../../syntax/brackets.ts'
import { Variable } from '../../syntax/tree.ts'
import { Source, type Span } from '../../text/source.ts'
import { readOn, type TolerantReading } from './tolerant.ts'

/** The minimum length of a chunk, in bytes: an edit costs as much as parsing and checking one chunk. */
const usual = 2000

/**
 * The maximum length of a chunk, in bytes, before a quote is considered unclosed: then the text is cut behind its line. A check of the
 * whole text parses to the end and then blanks that line.
 */
export const maxChunkBytes = 64_000

/** How far behind such a line the text is scanned for a cut, in bytes. */
const foresight = 8_000

/** An offset between two chunks. `guessed`: depends on the text up to `maxChunkBytes` behind it. */
interface Cut {
  readonly at: number
  readonly guessed: boolean
}

/** A range of top-level statements, parsed as if nothing followed. Offsets and lines are relative to the chunk. */
export interface Chunk {
  readonly source: Source
  readonly reading: TolerantReading
  /** The current menu and the declared variables at its start. */
  readonly menu: Menu
  readonly declared: readonly Variable[]
  /** Whether it is the end of the text. */
  readonly isLast: boolean
}

/** A chunk in its place: the offset of its first byte and the number of its first line. */
export interface Placed {
  readonly chunk: Chunk
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
  #cuts: readonly Cut[] = []
  #placed: readonly Placed[] = []

  constructor(root: Menu, start: Menu = root, least = usual) {
    this.#root = root
    this.#start = start
    this.#least = least
  }

  /** The chunks of the new version of the text. The cost depends on what is parsed again, with little for each unchanged chunk. */
  update(text: string): readonly Placed[] {
    const change = changeOf(text, this.#text)
    const cuts = cutAnew(text, this.#least, this.#cuts, change)
    const known = new Earlier(this.#placed, change)
    const placed: Placed[] = []
    let menu = this.#start
    let declared: readonly Variable[] = []
    let line = 1
    let from = 0
    let awaited: string | undefined
    for (let at = 0; from < text.length || placed.length === 0; at++) {
      const to = cuts[at]?.at ?? text.length
      if (to < text.length && awaited !== undefined && !awaited.includes(text[to] ?? '')) continue
      awaited = undefined
      const place = { menu, declared, isLast: to === text.length }
      const chunk = known.find(text, { from, to }, place) ?? this.#read(text.slice(from, to), place)
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

  #read(text: string, place: Standing): Chunk {
    const { menu, declared, isLast } = place
    const source = new Source(text)
    const variable = (kind: 'local' | 'global', name: string): Variable => this.#variable(kind, name)
    const reading = readOn(source, this.#root, { menu, declared, variable })
    // Parsing continues in the next chunk.
    return { ...place, source, reading: isLast || reading.awaits === undefined ? reading : { ...reading, given: undefined } }
  }

  #variable(kind: 'local' | 'global', name: string): Variable {
    const key = `${kind} ${name}`
    const known = this.#variables.get(key) ?? new Variable(kind, name)
    this.#variables.set(key, known)
    return known
  }
}

/** What a chunk depends on besides its text. */
type Standing = Pick<Chunk, 'menu' | 'declared' | 'isLast'>

/** The chunks of the previous version. */
class Earlier {
  readonly #change: Change
  readonly #placed: readonly Placed[]
  readonly #starts: ReadonlyMap<number, Chunk>
  #texts: Map<string, Chunk[]> | undefined

  constructor(placed: readonly Placed[], change: Change) {
    this.#change = change
    this.#placed = placed
    this.#starts = new Map(placed.map(({ chunk, from }) => [from, chunk]))
  }

  /** An old chunk equal to a range of the new text in the same context. Outside of the change this does not compare the text. */
  find(text: string, { from, to }: Span, { menu, declared, isLast }: Standing): Chunk | undefined {
    const fits = (one: Chunk | undefined): boolean =>
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

  #byText(text: string): readonly Chunk[] {
    if (this.#texts === undefined) {
      this.#texts = new Map()
      for (const { chunk } of this.#placed) {
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

/** The minimum chunk length, and the previous cuts. */
interface Size {
  readonly least: number
  readonly isKnown: (at: number) => boolean
}

/**
 * The cuts of a text: line starts outside of brackets and strings, behind a line that is not a comment, at least `least` bytes behind the
 * previous cut, or at a previous cut of the `old` text. A cut depends only on the text before it (and, if guessed, on a little text behind
 * it): so old cuts before the first change stay valid, and so do those behind the last change once one of them is met again.
 */
function cutAnew(text: string, least: number, before: readonly Cut[], { same, tail, moved, length }: Change): readonly Cut[] {
  const changed = before.findIndex(({ at, guessed }) => at + (guessed ? maxChunkBytes + foresight : 0) > same)
  const kept = changed === -1 ? before : before.slice(0, changed)
  const from = kept.at(-1)?.at ?? 0
  const again = new Set(before.flatMap(({ at }) => (length - at <= tail ? [at] : [])))
  const isKnown = (at: number): boolean => again.has(at - moved)
  const fresh = [...kept]
  for (const cut of cutsFrom(text, from, { least, isKnown })) {
    fresh.push(cut)
    if (isKnown(cut.at))
      return [...fresh, ...before.filter(({ at }) => at > cut.at - moved).map(({ at, guessed }) => ({ at: at + moved, guessed }))]
  }
  return fresh
}

function* cutsFrom(text: string, from: number, size: Size): Iterable<Cut> {
  let last = from
  while (last < text.length) {
    const at = nextCut(text, last, size, last + maxChunkBytes)
    const guessed = typeof at !== 'number' && text.length - last > maxChunkBytes ? behindOpenQuote(text, last, size) : undefined
    const next = guessed ?? at ?? nextCut(text, last, size, Infinity)
    if (next === undefined || next === 'none') return
    yield { at: next, guessed: guessed !== undefined }
    last = next
  }
}

/** The next cut; undefined if there is none up to `most`, `none` if there can be no more. */
function nextCut(text: string, from: number, { least, isKnown }: Size, most: number): number | undefined | 'none' {
  const brackets = new Brackets(text, from)
  for (let end = text.indexOf('\n', from); end !== -1 && end + 1 < text.length; end = text.indexOf('\n', end + 1)) {
    const next = end + 1
    if (next > most) return undefined
    brackets.read(next)
    // A device reads nothing behind an unmatched `}`.
    if (brackets.stray.includes('}')) return 'none'
    if (next - from < least && !isKnown(next)) continue
    if (brackets.open.length === 0 && brackets.lineStart === next && !isComment(text, end)) return next
  }
  return 'none'
}

/** The number of lines with an open quote that are tried. */
const tried = 8

/** The end of the first line behind `from` that leaves a quote open and is soon followed by a possible cut; undefined if there is none. */
function behindOpenQuote(text: string, from: number, size: Size): number | undefined {
  const brackets = new Brackets(text, from)
  let left = tried
  for (let end = text.indexOf('\n', from); end !== -1 && end < from + maxChunkBytes && left > 0; end = text.indexOf('\n', end + 1)) {
    brackets.read(end + 1)
    if (brackets.open.length !== 1 || brackets.open[0]?.sign !== '"' || /\\\r?$/.test(text.slice(end - 2, end))) continue
    left--
    if (typeof nextCut(text, end + 1, size, end + foresight) === 'number') return end + 1
  }
  return undefined
}

/** Whether the line that ends at `end` is blank or a comment, which belongs to the following text. */
const isComment = (text: string, end: number): boolean => /^[ \t\r]*(#|$)/.test(text.slice(text.lastIndexOf('\n', end - 1) + 1, end))

/** The difference between a text and its previous version, in bytes. */
interface Change {
  /** The lengths of the common prefix and of the common suffix. */
  readonly same: number
  readonly tail: number
  /** By how much the end has moved. */
  readonly moved: number
  /** The length of the previous version. */
  readonly length: number
}

function changeOf(text: string, old: string): Change {
  const same = sharedStart(text, old)
  return { same, tail: sharedEnd(text, old, same), moved: text.length - old.length, length: old.length }
}

/** The length of the common prefix, in bytes. */
function sharedStart(a: string, b: string): number {
  return longest(Math.min(a.length, b.length), (length) => a.slice(0, length) === b.slice(0, length))
}

/** The length of the common suffix, in bytes, excluding the first `start` bytes. */
function sharedEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start
  return longest(most, (length) => length === 0 || a.slice(-length) === b.slice(-length))
}

/** The greatest length up to `most` for which a monotone predicate holds (binary search). */
function longest(most: number, holds: (length: number) => boolean): number {
  if (holds(most)) return most
  let low = 0
  let high = most
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}
