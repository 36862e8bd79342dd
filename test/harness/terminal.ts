// Owns a small model of a terminal (ECMA-48, with xterm's deferred wrap at the last column): the screen after some bytes.

/** A terminal of a given size. It throws an error for unknown sequences. */
export class TerminalModel {
  readonly width: number
  readonly height: number
  #rows: string[][]
  #scrolled: string[] = []
  #row = 0
  #column = 0
  /** Whether a character was written to the last column, so that the next one wraps. */
  #waits = false

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.#rows = Array.from({ length: height }, () => [])
  }

  get cursor(): { readonly row: number; readonly column: number } {
    return { row: this.#row, column: this.#column }
  }

  /** The rows up to the last non-empty one, without blanks at their ends. */
  get text(): string {
    return this.#rows.map(written).join('\n').trimEnd()
  }

  /** The rows that were scrolled off at the top. */
  get scrolled(): readonly string[] {
    return this.#scrolled
  }

  write(bytes: string): void {
    for (let at = 0; at < bytes.length;) {
      const sequence = /^\x1b\[(\??[\d;]*)([A-Za-z])/.exec(bytes.slice(at))
      if (sequence !== null) {
        this.#control(sequence[2] ?? '', sequence[1] ?? '')
        at += sequence[0].length
        continue
      }
      const sign = String.fromCodePoint(bytes.codePointAt(at) ?? 0)
      this.#sign(sign)
      at += sign.length
    }
  }

  #sign(sign: string): void {
    if (sign === '\r') this.#to(this.#row, 0)
    else if (sign === '\n') this.#down()
    else if (sign < ' ' || sign === '\x7f') throw new Error(`a terminal was sent ${JSON.stringify(sign)}`)
    else {
      if (this.#waits) {
        this.#column = 0
        this.#down()
      }
      this.#line[this.#column] = sign
      this.#waits = this.#column === this.width - 1
      if (!this.#waits) this.#column += 1
    }
  }

  get #line(): string[] {
    return this.#rows[this.#row] ?? []
  }

  #to(row: number, column: number): void {
    this.#row = Math.max(0, Math.min(this.height - 1, row))
    this.#column = Math.max(0, Math.min(this.width - 1, column))
    this.#waits = false
  }

  #down(): void {
    this.#waits = false
    if (this.#row < this.height - 1) this.#row += 1
    else {
      this.#scrolled.push(written(this.#rows[0] ?? []))
      this.#rows = [...this.#rows.slice(1), []]
    }
  }

  #control(letter: string, numbers: string): void {
    const count = Number(numbers) || 1
    if (letter === 'm' || numbers.startsWith('?')) return
    if (letter === 'A') this.#to(this.#row - count, this.#column)
    else if (letter === 'B') this.#to(this.#row + count, this.#column)
    else if (letter === 'C') this.#to(this.#row, this.#column + count)
    else if (letter === 'H') this.#to(0, 0)
    else if (letter === 'K') this.#line.length = Math.min(this.#line.length, this.#column)
    else if (letter === 'J') {
      if (numbers === '2') this.#rows = this.#rows.map(() => [])
      else {
        this.#line.length = Math.min(this.#line.length, this.#column)
        this.#rows = this.#rows.map((row, at) => (at > this.#row ? [] : row))
      }
    } else throw new Error(`a terminal was sent CSI ${numbers}${letter}`)
  }
}

const written = (row: readonly string[]): string =>
  Array.from(row, (sign) => sign ?? ' ')
    .join('')
    .trimEnd()
