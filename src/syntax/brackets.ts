// Owns which brackets and strings (also code in strings) are open at an offset of a text that may not parse.
import { continuation, endOfLine, isBlank, isLineEnd } from './blanks.ts'

/** An opening sign (`{`, `[`, `(`, `"`) and its byte offset; for `$(` and `$[` in a string that of the bracket. */
export interface Opener {
  readonly sign: string
  readonly offset: number
}

/** The opener of each closer. */
const closes: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(' }

/**
 * Scans unparsed text from an offset on for open brackets and strings. It resolves no names: it does not distinguish code from an array
 * behind `{`, and it finds no errors.
 * - A `#` opens a comment where a command may start: at the start of a line, behind `;`, `{` and `[`.
 * - A backslash escapes the next byte, or continues the line, with the blank and comment lines behind it.
 * - `$(` and `$[` in a string open code, which may contain strings: `"a $[:put "b"]"`. `$"any name"` is a name.
 * - A closer closes the innermost matching opener and everything opened behind it; a parser refuses such a text.
 */
export class Brackets {
  readonly #text: string
  #at: number
  #open: Opener[] = []
  /** The places of each sign in `#open`, the innermost last. */
  readonly #places: Readonly<Record<string, number[]>> = { '{': [], '[': [], '(': [], '"': [] }
  #stray: string[] = []
  #startsCommand = true
  #continued = false
  #lineStart = -1

  constructor(text: string, from = 0) {
    this.#text = text
    this.#at = from
  }

  /** The open signs, the outermost first. */
  get open(): readonly Opener[] {
    return this.#open
  }

  /** The closers that match no opener, in order. */
  get stray(): readonly string[] {
    return this.#stray
  }

  /** Whether the text ends in a backslash that continues it. */
  get continued(): boolean {
    return this.#continued
  }

  /** The start of the last line whose preceding line end is not part of a string or a continuation; -1 before the first one. */
  get lineStart(): number {
    return this.#lineStart
  }

  /** Scans up to `end`. */
  read(end: number): this {
    const to = Math.min(end, this.#text.length)
    while (this.#at < to) {
      if (this.#open.at(-1)?.sign === '"') this.#inString()
      else this.#inCode()
    }
    return this
  }

  /** Continues at the start of a later line, as if the text between it and the last place read were missing. */
  skip(to: number): void {
    this.#at = to
    this.#lineStart = to
    this.#startsCommand = true
    this.#continued = false
  }

  /** Reads the next part of the innermost string. */
  #inString(): void {
    const text = this.#text
    const at = this.#at
    const sign = text[at]
    if (sign === '\\') {
      this.#continued = at + 1 === text.length
      this.#at += 2
    } else if (sign === '"') {
      this.#cut(this.#open.length - 1)
      this.#startsCommand = false
      this.#at++
    } else if (sign === '$' && (text[at + 1] === '(' || text[at + 1] === '[')) {
      this.#at++
      this.#opened()
    } else this.#at = sign === '$' ? this.#behindName() : at + 1
  }

  /** Reads the next sign outside a string. */
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

  /** Records the opener at the current offset. */
  #opened(): void {
    const sign = this.#text[this.#at]!
    this.#places[sign]!.push(this.#open.length)
    this.#open.push({ sign, offset: this.#at++ })
    this.#startsCommand = sign === '{' || sign === '['
  }

  /** Closes the innermost `opener`; without one, records a stray closer. */
  #closed(sign: string, opener: string): void {
    // A closer inside `$( )` or `$[ ]` of a string closes nothing outside the string.
    const string = this.#places['"']!.at(-1) ?? -1
    const fits = this.#places[opener]!.at(-1) ?? -1
    if (fits > string) this.#cut(fits)
    else this.#stray.push(sign)
  }

  /** Closes all but the outermost `count` open signs. */
  #cut(count: number): void {
    while (this.#open.length > count) this.#places[this.#open.pop()!.sign]!.pop()
  }

  /** The offset behind the current `$` and the quoted name that may follow it. */
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

/** The signs that are open at `end`, the outermost first. Takes time linear in the text before it. */
export const openAt = (text: string, end = text.length): readonly Opener[] => new Brackets(text).read(end).open

/**
 * The prefix of a console's continuation prompt `... `: all open signs, then a backslash if the entry ends in one. '' for a complete entry.
 */
export function unfinished(entry: string): string {
  const { open, stray, continued } = new Brackets(entry).read(entry.length)
  // An unmatched closer is left to the parser, which refuses it.
  return stray.length > 0 ? '' : open.map(({ sign }) => sign).join('') + (continued ? '\\' : '')
}

/**
 * The start of the line behind the statement at `from` whose end is past `past`; the length of the text if it ends there. Undefined if that
 * cannot be determined: a bracket is not closed, or a closer has no opener.
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
