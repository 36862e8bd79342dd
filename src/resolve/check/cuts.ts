// Owns where a text that is edited is cut: behind whole statements, also where a line before leaves a sign open.
import { Brackets } from '../../syntax/brackets.ts'

/**
 * How much of a text may stand in one chunk, in bytes, before a line of it is taken for one that leaves a quote open by mistake: the text
 * is cut where nothing is open without that line. A check of the whole text reads on to its end, and then blanks the line.
 */
export const maxChunkBytes = 64_000

/** The same for a line that leaves a bracket open. A `}` behind it that closes nothing else takes that back, however far away it is. */
const maxOpenBytes = 16_000

/** How far behind such a line the text is read to see whether it can be cut, in bytes. */
const foresight = 32_000

/** How many lines that leave a quote open are tried. */
const tried = 8

/** How many cuts behind a line that leaves a bracket open are taken back before there are none. */
const maxTakenBack = 8

/** An offset between two chunks. `guessed`: nothing is open there without a line that leaves such a sign open. */
interface Cut {
  readonly at: number
  readonly guessed: 'quote' | 'bracket' | undefined
}

/** The cuts of a text in order. `isStray`: behind the last one a `}` closes nothing, and a device reads nothing behind it. */
export interface Cuts {
  readonly cuts: readonly Cut[]
  readonly isStray: boolean
}

export const uncut: Cuts = { cuts: [], isStray: false }

/** How a text differs from the one before, in bytes. */
export interface Change {
  /** How much they share at their starts, and of the rest at their ends. */
  readonly same: number
  readonly tail: number
  /** How far the end has moved. */
  readonly moved: number
  /** How long the one before was. */
  readonly length: number
}

/**
 * Where a text can be cut: at line starts where nothing is open, behind a line that is no comment, `least` bytes behind the cut before, or
 * where the text was cut `before` its change. Whether it can be cut somewhere says only what stands before (and little behind a cut that is
 * guessed): so cuts before the first change hold, and so do those behind the last one as soon as one of them is met again.
 */
export function cutAnew(text: string, least: number, before: Cuts, { same, tail, moved, length }: Change): Cuts {
  const changed = before.cuts.findIndex(({ at, guessed }) => at + (guessed === undefined ? 0 : maxChunkBytes + foresight) > same)
  const found = changed === -1 ? [...before.cuts] : before.cuts.slice(0, changed)
  const old = new Set(before.cuts.map(({ at }) => at))
  const isInTail = (at: number): boolean => length - (at - moved) <= tail && old.has(at - moved)
  const cutter = new Cutter(text, least, (at) => (at <= same && old.has(at)) || isInTail(at))
  for (let takenBack = 0; ;) {
    const next = cutter.behind(found.at(-1)?.at ?? 0)
    let isStray = next === 'stray'
    if (typeof next === 'object') {
      found.push(next)
      if (!isInTail(next.at)) continue
      for (const { at, guessed } of before.cuts) if (at + moved > next.at) found.push({ at: at + moved, guessed })
      ;({ isStray } = before)
    }
    const isBracket = ({ guessed }: Cut): boolean => guessed === 'bracket'
    const wrong = !isStray ? -1 : ++takenBack < maxTakenBack ? found.findLastIndex(isBracket) : found.findIndex(isBracket)
    if (wrong === -1) return { cuts: found, isStray }
    found.length = wrong
    if (takenBack < maxTakenBack) cutter.balanced.add(found.at(-1)?.at ?? 0)
    else cutter.trusts = true
  }
}

/** What comes behind a cut where no other one does: the end of the text, or a `}` that closes nothing; `far`: none as far as was looked. */
type Missing = 'far' | 'stray' | 'end'

/** Finds the cuts of a text, one after the other. */
class Cutter {
  readonly #text: string
  readonly #least: number
  readonly #isKnown: (at: number) => boolean
  /** The cuts behind which what opens is closed at last. */
  readonly balanced = new Set<number>()
  /** Whether all brackets are taken for closed at last. */
  trusts = false

  /** `isKnown`: where it may be cut whatever stands between. */
  constructor(text: string, least: number, isKnown: (at: number) => boolean) {
    this.#text = text
    this.#least = least
    this.#isKnown = isKnown
  }

  /** The cut behind the one at `last`. */
  behind(last: number): Cut | Missing {
    const text = this.#text
    const scan = new Scan(text, last)
    const may = (at: number): boolean => at - last >= this.#least || this.#isKnown(at)
    const ahead = this.balanced.has(last) ? 0 : text.length - last
    const known = (at: number | Missing): Cut | Missing => (typeof at === 'number' ? { at, guessed: undefined } : at)
    if (ahead > maxOpenBytes && !this.trusts) {
      const near = scan.next(may, last + maxOpenBytes)
      if (near !== 'far') return known(near)
      const guessed = this.#behindOpenBracket(last, scan.brackets)
      if (guessed !== undefined) return { at: guessed, guessed: 'bracket' }
    }
    if (ahead > maxChunkBytes) {
      const near = scan.next(may, last + maxChunkBytes)
      if (near !== 'far') return known(near)
      const guessed = this.#behindOpenQuote(last)
      if (guessed !== undefined) return { at: guessed, guessed: 'quote' }
    }
    return known(scan.next(may, Infinity))
  }

  /** A cut behind the line that opens the outermost bracket. */
  #behindOpenBracket(from: number, { open: [outermost] }: Brackets): number | undefined {
    if (outermost === undefined || outermost.sign === '"') return undefined
    const start = this.#text.lastIndexOf('\n', outermost.offset) + 1
    return start < from ? undefined : this.#without(from, start)
  }

  /** A cut behind the first line behind `from` that leaves a quote open, and without which the text can be cut soon. */
  #behindOpenQuote(from: number): number | undefined {
    const text = this.#text
    const brackets = new Brackets(text, from)
    let left = tried
    let start = from
    for (let end = text.indexOf('\n', from); end !== -1 && end < from + maxChunkBytes && left > 0; end = text.indexOf('\n', end + 1)) {
      const isLine = start === from || brackets.lineStart === start
      brackets.read(end + 1)
      if (isLine && brackets.open.at(-1)?.sign === '"') {
        left--
        const found = this.#without(from, start)
        if (found !== undefined) return found
      }
      start = end + 1
    }
    return undefined
  }

  /** A cut behind the line that starts at `start`, as if that line were not there: where nothing is open, and not deeper than the line. */
  #without(from: number, start: number): number | undefined {
    const text = this.#text
    const end = text.indexOf('\n', start)
    if (end === -1 || /\\\r?$/.test(text.slice(Math.max(start, end - 2), end))) return undefined
    const scan = new Scan(text, from)
    scan.brackets.read(start)
    if (scan.brackets.open.at(-1)?.sign === '"') return undefined
    scan.skip(end + 1)
    const most = indentAt(text, start)
    const may = (at: number): boolean => at - end > this.#least / 4 && indentAt(text, at) <= most
    const found = scan.next(may, end + foresight)
    return typeof found === 'number' ? found : undefined
  }
}

/** Reads a text line by line. */
class Scan {
  readonly #text: string
  readonly brackets: Brackets
  /** The end of the next line. */
  #end: number

  constructor(text: string, from: number) {
    this.#text = text
    this.brackets = new Brackets(text, from)
    this.#end = text.indexOf('\n', from)
  }

  /** Goes on at the start of a line, as if what stands between it and the last place read were not there. */
  skip(to: number): void {
    this.brackets.skip(to)
    this.#end = this.#text.indexOf('\n', to)
  }

  /** The next line start up to `most` where nothing is open, and that `may` be one. */
  next(may: (at: number) => boolean, most: number): number | Missing {
    const text = this.#text
    const { brackets } = this
    for (; this.#end !== -1 && this.#end + 1 < text.length; this.#end = text.indexOf('\n', this.#end + 1)) {
      const next = this.#end + 1
      if (next > most) return 'far'
      brackets.read(next)
      if (brackets.stray.includes('}')) return 'stray'
      if (brackets.open.length === 0 && brackets.lineStart === next && may(next) && !isComment(text, this.#end)) return next
    }
    return brackets.read(text.length).stray.includes('}') ? 'stray' : 'end'
  }
}

/** Whether the line that ends at `end` is blank or a comment, which belongs to what follows it. */
const isComment = (text: string, end: number): boolean => /^[ \t\r]*(#|$)/.test(text.slice(text.lastIndexOf('\n', end - 1) + 1, end))

function indentAt(text: string, start: number): number {
  let at = start
  while (text[at] === ' ' || text[at] === '\t') at++
  return at - start
}
