// Owns a script's text and places in it: byte offsets, lines, and columns as a device counts them.
import { lastAtMost } from './sorted.ts'

/** A place as a device prints it: 1-based line and 1-based byte column; a tab moves to the next multiple of 8. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A half-open range of a source, in bytes from its start. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A copy of an object whose range is moved by `by` bytes; converts offsets in a part of a text to offsets in the whole text. */
export const shifted = <T extends Span>(spanned: T, by: number): T =>
  by === 0 ? spanned : { ...spanned, from: spanned.from + by, to: spanned.to + by }

const tabStop = 8

/** A named text. `text` holds one byte per character (see bytes.ts); offsets count these bytes from 0. */
export class Source {
  readonly text: string
  /** Its name in messages: a path, `<stdin>`, or '' for unnamed text. */
  readonly name: string
  /** The number of its first line: 1, or more for a part of a larger text. */
  readonly firstLine: number
  /** The start of each line, ascending from 0. */
  #starts: readonly number[] | undefined
  #tabs: readonly BehindTab[] | undefined
  /** The index of the last line found. */
  #near = 0

  constructor(text: string, name = '', firstLine = 1) {
    this.text = text
    this.name = name
    this.firstLine = firstLine
  }

  get #lineStarts(): readonly number[] {
    if (this.#starts === undefined) {
      const starts = [0]
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1)
      this.#starts = starts
    }
    return this.#starts
  }

  /** The number of lines: one more than the number of newlines. */
  get lines(): number {
    return this.#lineStarts.length
  }

  /** The offset at which a line (1-based) starts; 0 before the first line, the length of the text behind the last one. */
  lineStart(line: number): number {
    const at = line - this.firstLine
    return at < 0 ? 0 : (this.#lineStarts[at] ?? this.text.length)
  }

  /** The line (1-based) that contains the byte at `offset`. The offset one past the end belongs to the last line. */
  lineAt(offset: number): number {
    const starts = this.#lineStarts
    // Fast path: successive calls are mostly about the same line or the next one.
    const near = this.#near
    const low = starts[near]! <= offset ? near : 0
    const high = (starts[low + 2] ?? Infinity) > offset ? Math.min(low + 2, starts.length) : starts.length
    this.#near = lastAtMost(starts, offset, low, high)
    return this.#near + this.firstLine
  }

  /**
   * The place of the byte at `offset`. Evidence: two rows of the device verdicts have tabs before the place; both match the next multiple
   * of 8, none matches plain bytes.
   */
  placeAt(offset: number): Place {
    const line = this.lineAt(offset)
    const start = this.lineStart(line)
    const { at, column } = this.#tabBefore(offset, start)
    return { line, column: column + Math.max(0, offset - at) }
  }

  /**
   * The inverse of `placeAt` within a line: the offset, counted from the start of the line, of the first byte whose column is at least
   * `column`.
   */
  offsetIn(line: number, column: number): number {
    const start = this.lineStart(line)
    const end = start + this.lineText(line).length
    // Columns ascend with offsets: bisection.
    let low = start
    let high = end
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.placeAt(middle).column < column) low = middle + 1
      else high = middle
    }
    return low - start
  }

  /** The position behind the last tab before an offset in the line that starts at `start`; the line's start if there is none. */
  #tabBefore(offset: number, start: number): { readonly at: number; readonly column: number } {
    const tabs = (this.#tabs ??= tabsOf(this.text))
    const last = countBefore(tabs, offset) - 1
    const tab = tabs[last]
    return tab === undefined || tab.at <= start ? { at: start, column: 1 } : tab
  }

  /** The bytes of a line (1-based) without its line end; '' for a line that does not exist. */
  lineText(line: number): string {
    const next = this.#lineStarts[line - this.firstLine + 1] ?? this.text.length + 1
    const text = this.text.slice(this.lineStart(line), next - 1)
    return text.endsWith('\r') ? text.slice(0, -1) : text
  }
}

/** The position behind a tab: its offset in the text and its column. */
interface BehindTab {
  readonly at: number
  readonly column: number
}

/** The position behind each tab, ascending. */
function tabsOf(text: string): readonly BehindTab[] {
  const tabs: BehindTab[] = []
  let from = 0
  let column = 1
  let end = text.indexOf('\n')
  for (let tab = text.indexOf('\t'); tab !== -1; tab = text.indexOf('\t', tab + 1)) {
    for (; end !== -1 && end < tab; end = text.indexOf('\n', end + 1)) [from, column] = [end + 1, 1]
    column = (Math.floor((column + tab - from) / tabStop) + 1) * tabStop
    from = tab + 1
    tabs.push({ at: from, column })
  }
  return tabs
}

/** The number of tabs whose position is at or before an offset. */
function countBefore(tabs: readonly BehindTab[], offset: number): number {
  let low = 0
  let high = tabs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tabs[middle]?.at ?? Infinity) <= offset) low = middle + 1
    else high = middle
  }
  return low
}
