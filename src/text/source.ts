// Owns a script's text and the places in it: byte offsets, lines, columns as a device counts them.
import { lastAtMost } from './sorted.ts'

/** A place as a device prints it: 1-based line and 1-based byte column; a tab moves to the next multiple of 8. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A half-open stretch of a source, in bytes from its start. */
export interface Span {
  readonly from: number
  readonly to: number
}

const tabStop = 8

/** A named text. `text` holds one byte per character (see bytes.ts); offsets count these bytes from 0. */
export class Source {
  readonly text: string
  /** What messages call it: a path, `<stdin>`, or '' for text that has no name. */
  readonly name: string
  /** The number of its first line: 1, but for a stretch that stands in a larger text. */
  readonly firstLine: number
  /** Where each line starts, ascending; the first one starts at 0. */
  #starts: readonly number[] | undefined
  #tabs: readonly BehindTab[] | undefined
  /** The line that was last found, from 0. */
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

  /** How many lines it has; one more than it has newlines. */
  get lines(): number {
    return this.#lineStarts.length
  }

  /** The offset at which a line (1-based) starts; 0 for what comes before the first line, the length of the text behind the last one. */
  lineStart(line: number): number {
    const at = line - this.firstLine
    return at < 0 ? 0 : (this.#lineStarts[at] ?? this.text.length)
  }

  /** The line (1-based) that holds the byte at `offset`; the offset one past the end belongs to the last line. */
  lineAt(offset: number): number {
    const starts = this.#lineStarts
    // Whoever asks for one place after the other mostly asks for the same line or the next one.
    const near = this.#near
    const low = starts[near]! <= offset ? near : 0
    const high = (starts[low + 2] ?? Infinity) > offset ? Math.min(low + 2, starts.length) : starts.length
    this.#near = lastAtMost(starts, offset, low, high)
    return this.#near + this.firstLine
  }

  /**
   * The place of the byte at `offset`.
   * Evidence: two rows of the device verdicts have tabs before the place; both fit the next multiple of 8, none fits plain bytes.
   */
  placeAt(offset: number): Place {
    const line = this.lineAt(offset)
    const start = this.lineStart(line)
    const { at, column } = this.#tabBefore(offset, start)
    return { line, column: column + Math.max(0, offset - at) }
  }

  /** The byte (from the line's start) that a device's column names: the first one at or past it. The inverse of `placeAt` within a line. */
  offsetIn(line: number, column: number): number {
    const start = this.lineStart(line)
    const end = start + this.lineText(line).length
    // Columns grow with offsets: the offset is between the two that are halved.
    let low = start
    let high = end
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.placeAt(middle).column < column) low = middle + 1
      else high = middle
    }
    return low - start
  }

  /** What stands behind the last tab before an offset of the line that starts at `start`; the line's start where it has none. */
  #tabBefore(offset: number, start: number): { readonly at: number; readonly column: number } {
    const tabs = (this.#tabs ??= tabsOf(this.text))
    const last = countBefore(tabs, offset) - 1
    const tab = tabs[last]
    return tab === undefined || tab.at <= start ? { at: start, column: 1 } : tab
  }

  /** The bytes of a line (1-based) without its line end; '' where there is no such line. */
  lineText(line: number): string {
    const next = this.#lineStarts[line - this.firstLine + 1] ?? this.text.length + 1
    const text = this.text.slice(this.lineStart(line), next - 1)
    return text.endsWith('\r') ? text.slice(0, -1) : text
  }
}

/** What stands behind a tab: its offset in the text and its column. */
interface BehindTab {
  readonly at: number
  readonly column: number
}

/** What stands behind each tab, ascending. */
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

/** How many of them start at an offset or before it. */
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
