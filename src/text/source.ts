// Owns a script's text and the places in it: byte offsets, lines, columns as a device counts them.

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
  /** The number of its first line: 1, or where a piece of a file stands in that file. */
  readonly firstLine: number
  #starts: number[] | undefined

  constructor(text: string, name = '', firstLine = 1) {
    this.text = text
    this.name = name
    this.firstLine = firstLine
  }

  /** Where each line starts, ascending; the first one starts at 0. */
  get lineStarts(): readonly number[] {
    if (this.#starts === undefined) {
      const starts = [0]
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1)
      this.#starts = starts
    }
    return this.#starts
  }

  /**
   * The line (1-based, in a piece counted in its file) that holds the byte at `offset`;
   * the offset one past the end belongs to the last line.
   */
  lineAt(offset: number): number {
    const starts = this.lineStarts
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + this.firstLine
  }

  /**
   * The place of the byte at `offset`.
   * Evidence: two rows of the device verdicts have tabs before the place; both fit the next multiple of 8, none fits plain bytes.
   */
  placeAt(offset: number): Place {
    const line = this.lineAt(offset)
    let column = 1
    for (let at = this.lineStarts[line - this.firstLine]!; at < offset; at++)
      column = this.text.charCodeAt(at) === 9 ? (Math.floor(column / tabStop) + 1) * tabStop : column + 1
    return { line, column }
  }

  /** The bytes of a line (as `lineAt` counts) without its line end. */
  lineText(line: number): string {
    const from = this.lineStarts[line - this.firstLine] ?? this.text.length
    const next = this.lineStarts[line - this.firstLine + 1] ?? this.text.length + 1
    return this.text.slice(from, next - 1).replace(/\r$/, '')
  }
}
