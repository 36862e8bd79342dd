// Owns finding the offsets at which an edited text is cut into chunks: behind whole statements, even if an earlier line leaves a bracket or
// a quote open.
import { Brackets } from '../../syntax/brackets.ts'

/**
 * The length of a chunk, in bytes, from which on a line is assumed to leave a quote open by mistake. The text is then cut at a line start
 * where nothing would be open without that line. (A check of the whole text reads to its end, and then blanks the line.)
 */
const maxChunkBytes = 64_000

/** The same length for a line that leaves a bracket open. A later `}` that closes nothing else revokes the cut, at any distance. */
const maxOpenBytes = 16_000

/** How far behind such a line the text is scanned for a cut, in bytes. */
const maxScanBytes = 32_000

/** The number of lines with an open quote that are tried. */
const maxOpenLines = 8

/** The number of cuts behind an open bracket that may be revoked; after that no bracket is assumed to be open by mistake. */
const maxTakenBack = 8

/** An offset between two chunks. */
interface Cut {
  readonly at: number
  /** The sign that is open there, left open by a line that is assumed to be wrong; undefined if nothing is open. */
  readonly guessed: 'quote' | 'bracket' | undefined
}

/** The cuts of a text. */
export interface Cuts {
  readonly cuts: readonly Cut[]
  /** Whether a `}` behind the last cut closes nothing. A device stops reading there. */
  readonly isStray: boolean
}

/** The cuts of a text that is one chunk. */
export const uncut: Cuts = { cuts: [], isStray: false }

/** The difference between a text and its previous version, in bytes. */
export interface TextDifference {
  /** The lengths of the common prefix and of the common suffix. */
  readonly same: number
  readonly tail: number
  /** By how much the end has moved. */
  readonly moved: number
  /** The length of the previous version. */
  readonly length: number
}

/**
 * Returns the cuts of a text: line starts where nothing is open, behind a line that is not a comment, at least `least` bytes behind the
 * previous cut, or at a cut of the text `before` its change. A cut depends only on the text before it (and, if guessed, on a little text
 * behind it): so old cuts before the first change stay valid, and so do those behind the last change once one of them is met again.
 */
export function cutsOf(text: string, least: number, before: Cuts, { same, tail, moved, length }: TextDifference): Cuts {
  const changed = before.cuts.findIndex(({ at, guessed }) => at + (guessed === undefined ? 0 : maxChunkBytes + maxScanBytes) > same)
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

/** Why there is no next cut: the end of the text, a `}` that closes nothing (`stray`), or none within the scanned distance (`far`). */
type Missing = 'far' | 'stray' | 'end'

/** Finds the cuts of a text one by one. */
class Cutter {
  readonly #text: string
  readonly #least: number
  readonly #isKnown: (at: number) => boolean
  /** The cuts behind which every bracket is known to be closed. */
  readonly balanced = new Set<number>()
  /** Whether every bracket is assumed to be closed. */
  trusts = false

  /** `isKnown`: offsets that are cuts at any distance from the previous one. */
  constructor(text: string, least: number, isKnown: (at: number) => boolean) {
    this.#text = text
    this.#least = least
    this.#isKnown = isKnown
  }

  /** Returns the next cut behind the one at `last`. */
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

  /** Returns a cut behind the line that opens the outermost bracket. */
  #behindOpenBracket(from: number, { open: [outermost] }: Brackets): number | undefined {
    if (outermost === undefined || outermost.sign === '"') return undefined
    const start = this.#text.lastIndexOf('\n', outermost.offset) + 1
    return start < from ? undefined : this.#without(from, start)
  }

  /** Returns a cut behind the first line that leaves a quote open and without which the text can be cut soon. */
  #behindOpenQuote(from: number): number | undefined {
    const text = this.#text
    const brackets = new Brackets(text, from)
    let left = maxOpenLines
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

  /** Returns a cut behind the line at `start`, scanned as if that line were absent: nothing is open there, and the indent is no deeper. */
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
    const found = scan.next(may, end + maxScanBytes)
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

  /** Continues at the start of a line, as if the text between it and the last scanned place were absent. */
  skip(to: number): void {
    this.brackets.skip(to)
    this.#end = this.#text.indexOf('\n', to)
  }

  /** Returns the next line start up to `most` where nothing is open and `may` holds. */
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

/** Whether the line that ends at `end` is blank or a comment, which belongs to the following text. */
const isComment = (text: string, end: number): boolean => /^[ \t\r]*(#|$)/.test(text.slice(text.lastIndexOf('\n', end - 1) + 1, end))

function indentAt(text: string, start: number): number {
  let at = start
  while (text[at] === ' ' || text[at] === '\t') at++
  return at - start
}
