// Owns what is open at a place of a text that may not parse: brackets, strings and code in strings, as the lexer reads them.
import { continuation, endOfLine, isBlank, isLineEnd } from './blanks.ts'

/** An opening sign (`{`, `[`, `(`, `"`) and the byte offset that it stands at; for `$(` and `$[` in a string that of the bracket. */
export interface Opener {
  readonly sign: string
  readonly offset: number
}

const closes: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(' }

/**
 * A scan of a text from an offset on. It knows no names, and so neither whether a `{` opens code or an array nor where a text is refused.
 *
 * - A `#` opens a comment where a command may start: at the start of a line, behind `;`, `{` and `[`.
 * - A backslash takes the byte behind it, or continues the line, with the blank and comment lines behind it.
 * - `$(` and `$[` in a string open code, in which strings may stand: `"a $[:put "b"]"`. `$"any name"` is a name.
 * - A closer closes the innermost sign that it fits, and with it what was opened behind that: a parser refuses such a text.
 */
export class Brackets {
  readonly #text: string
  #at: number
  #open: Opener[] = []
  #stray: string[] = []
  #startsCommand = true
  #continued = false
  #lineStart = -1

  constructor(text: string, from = 0) {
    this.#text = text
    this.#at = from
  }

  /** What is open, the outermost first. */
  get open(): readonly Opener[] {
    return this.#open
  }

  /** Closers that close nothing, in order. */
  get stray(): readonly string[] {
    return this.#stray
  }

  /** Whether the last sign is a backslash at the very end of the text, which continues it. */
  get continued(): boolean {
    return this.#continued
  }

  /** Where the last line starts behind a line end that is no part of a string or a continuation; -1 before the first one. */
  get lineStart(): number {
    return this.#lineStart
  }

  /** Reads on up to `end`. */
  read(end: number): this {
    const to = Math.min(end, this.#text.length)
    while (this.#at < to) {
      if (this.#open.at(-1)?.sign === '"') this.#inString()
      else this.#inCode()
    }
    return this
  }

  /** Goes on at the start of a line, as if nothing stood between it and the last place read. */
  skip(to: number): void {
    this.#at = to
    this.#lineStart = to
    this.#startsCommand = true
    this.#continued = false
  }

  #inString(): void {
    const text = this.#text
    const at = this.#at
    const sign = text[at]
    if (sign === '\\') {
      this.#continued = at + 1 === text.length
      this.#at += 2
    } else if (sign === '"') {
      this.#open.pop()
      this.#startsCommand = false
      this.#at++
    } else if (sign === '$' && (text[at + 1] === '(' || text[at + 1] === '[')) {
      this.#at++
      this.#opened()
    } else this.#at = sign === '$' ? this.#behindName() : at + 1
  }

  #inCode(): void {
    const text = this.#text
    const at = this.#at
    const byte = text.charCodeAt(at)
    const sign = text[at]!
    if (isLineEnd(byte) || sign === ';') {
      this.#startsCommand = true
      this.#at++
      if (sign === '\n') this.#lineStart = this.#at
    } else if (isBlank(byte)) this.#at++
    else if (sign === '#' && this.#startsCommand) this.#at = endOfLine(text, at)
    else if (sign === '\\') {
      const behind = continuation(text, at)
      this.#continued = at + 1 === text.length
      this.#at = behind === -1 ? at + 2 : behind
    } else if (sign === '"' || sign === '{' || sign === '[' || sign === '(') this.#opened()
    else {
      this.#startsCommand = false
      const opener = closes[sign]
      if (opener !== undefined) this.#closed(sign, opener)
      this.#at = sign === '$' ? this.#behindName() : at + 1
    }
  }

  #opened(): void {
    const sign = this.#text[this.#at]!
    this.#open.push({ sign, offset: this.#at++ })
    this.#startsCommand = sign === '{' || sign === '['
  }

  #closed(sign: string, opener: string): void {
    // What a string holds in `$( )` and `$[ ]` closes nothing around the string.
    const string = this.#open.findLastIndex((open) => open.sign === '"')
    const fits = this.#open.findLastIndex((open) => open.sign === opener)
    if (fits > string) this.#open.length = fits
    else this.#stray.push(sign)
  }

  /** Behind the `$` at hand, and behind the name that follows it in quotes. */
  #behindName(): number {
    const text = this.#text
    const behind = this.#at + 1
    if (text[behind] !== '"') return behind
    for (let at = behind + 1; at < text.length; at++) {
      if (text[at] === '"') return at + 1
      if (text[at] === '\\') at++
    }
    return behind
  }
}

/** The signs that are open at `end`, the outermost first. Costs what the text before it is long. */
export const openAt = (text: string, end = text.length): readonly Opener[] => new Brackets(text).read(end).open

/**
 * What a console lists in front of `... ` where an entry goes on in the next line: all open signs, then a backslash at its end. '' for a
 * whole one.
 */
export function unfinished(entry: string): string {
  const { open, stray, continued } = new Brackets(entry).read(entry.length)
  // One closer too many is the parser's to refuse.
  return stray.length > 0 ? '' : open.map(({ sign }) => sign).join('') + (continued ? '\\' : '')
}

/**
 * The start of the line behind the statement at `from` whose end stands past `past`; the length of the text where it ends there. undefined
 * where that cannot be told: what it opens is not closed, or something is closed that was never opened.
 */
export function endOfStatement(text: string, from: number, past: number): number | undefined {
  const brackets = new Brackets(text, from)
  for (let line = endOfLine(text, Math.max(from, past)); ; line = endOfLine(text, line + 1)) {
    brackets.read(line + 1)
    if (brackets.stray.length > 0) return undefined
    if (line >= text.length) return brackets.open.length === 0 ? text.length : undefined
    if (brackets.open.length === 0 && brackets.lineStart === line + 1) return line + 1
  }
}
