// Owns a text that is edited: cut into chunks of whole statements, each read once while nothing before it changes.
import type { Menu } from '../../../grammar/names.ts'
import { Variable } from '../../syntax/tree.ts'
import { Source, type Span } from '../../text/source.ts'
import { cutAnew, uncut, type Change } from './cuts.ts'
import { readOn, type TolerantReading } from './tolerant.ts'

/** How long a chunk is at least, in bytes: an edit costs what reading and checking one costs. */
const usual = 2000

/** Some outermost statements of a text, read as if nothing stood behind them. Its offsets and lines are its own. */
export interface Chunk {
  readonly source: Source
  readonly reading: TolerantReading
  /** The current menu and the declared names at its start. */
  readonly menu: Menu
  readonly declared: readonly Variable[]
  /** Whether it is the end of the text. */
  readonly isLast: boolean
}

/** A chunk where it stands: the offset of its first byte and the number of its first line. */
export interface Placed {
  readonly chunk: Chunk
  readonly from: number
  readonly line: number
}

/** The versions of one text, one after the other. */
export class Chunks {
  readonly #root: Menu
  readonly #start: Menu
  readonly #least: number
  /** The variables of the script's own level: one for each kind and name, so that chunks agree on who is who. */
  readonly #variables = new Map<string, Variable>()
  #text = ''
  #cuts = uncut
  #placed: readonly Placed[] = []

  constructor(root: Menu, start: Menu = root, least = usual) {
    this.#root = root
    this.#start = start
    this.#least = least
  }

  /** The chunks of a text, which stands in place of the last one. Costs what is read anew, and little for each chunk that stays. */
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
      let to = cuts.cuts[at]?.at ?? text.length
      if (to < text.length && awaited !== undefined && !awaited.includes(text[to] ?? '')) continue
      awaited = undefined
      const chunkTo = (end: number): Chunk => {
        const place = { menu, declared, isLast: end === text.length }
        return known.find(text, { from, to: end }, place) ?? this.#read(text.slice(from, end), place)
      }
      let chunk = chunkTo(to)
      // No line of it is to blame for what is open: all that follows stands in a block.
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

  #read(text: string, place: Standing): Chunk {
    const { menu, declared, isLast } = place
    const source = new Source(text)
    const variable = (kind: 'local' | 'global', name: string): Variable => this.#variable(kind, name)
    const reading = readOn(source, this.#root, { menu, declared, variable })
    // Reading goes on in the next chunk.
    return { ...place, source, reading: isLast || reading.awaits === undefined ? reading : { ...reading, given: undefined } }
  }

  #variable(kind: 'local' | 'global', name: string): Variable {
    const key = `${kind} ${name}`
    const known = this.#variables.get(key) ?? new Variable(kind, name)
    this.#variables.set(key, known)
    return known
  }
}

/** Whether a text is read with braces behind it that it lacks. */
const isLonger = ({ source, reading }: Chunk): boolean => reading.text.length > source.text.length

/** What a chunk depends on beside its text. */
type Standing = Pick<Chunk, 'menu' | 'declared' | 'isLast'>

/** The chunks of the text before. */
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

  /** One that says the same as a stretch of the new text that stands so: outside of the change without looking at its letters. */
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

function changeOf(text: string, old: string): Change {
  const same = sharedStart(text, old)
  return { same, tail: sharedEnd(text, old, same), moved: text.length - old.length, length: old.length }
}

/** How many bytes two texts share at their starts. */
function sharedStart(a: string, b: string): number {
  return longest(Math.min(a.length, b.length), (length) => a.slice(0, length) === b.slice(0, length))
}

/** How many bytes two texts share at their ends, without their first `start` ones. */
function sharedEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start
  return longest(most, (length) => length === 0 || a.slice(-length) === b.slice(-length))
}

/** The greatest length up to `most` that holds; each shorter one than one that holds does. */
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
