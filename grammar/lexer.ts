// Owns reading the next token in the parser's current mode.
import { BACKSLASH, HASH, continuation, endOfLine, isBlank, isLineEnd } from '../src/syntax/blanks.ts'
import { Token, JoinedToken, End, Key, Property, Unfit, Var, mayBeSplit, type TokenKind } from './tokens.ts'
import { behindKeys, separating, type Mode } from './modes.ts'
import type { Span } from '../src/text/source.ts'
import { payTime } from '../src/value/limits.ts'

/** The maximum number of lines of one word. Without a bound, a word of a million lines would take quadratic time. */
const maxWordLines = 100

/** The cost of a token, its tree nodes and their closures, in units of `payTime`. */
const workPerToken = 1024

/** Reads the tokens of a text one at a time, from an offset to the end. */
export class Lexer {
  readonly text: string
  /** The offset of the next token search. */
  offset: number
  /** Set when a comment or continuation was skipped before a token. The consumer of the token resets it. */
  passed = false
  /** Whether a word is a property of the current condition's menu. */
  isProperty: (word: string) => boolean = () => false

  constructor(text: string, offset: number) {
    this.text = text
    this.offset = offset
  }

  /** The token at `offset` in `mode`: `Unfit` if none of the mode matches, `End` at the end of the text. Does not advance. */
  next(mode: Mode): Token {
    const { text } = this
    const from = this.skip(mode)
    payTime(workPerToken)
    const glued = from === this.offset
    if (from >= text.length) return new Token(End.type, text, text.length, text.length, glued)
    const byte = text.charCodeAt(from)
    if (mode.properties && Property.first!.includes(text[from]!)) {
      const to = Property.match(text, from)
      if (to !== -1 && this.isProperty(text.slice(from, to))) return new Token(Property.type, text, from, to, glued)
    }
    for (const kind of mode.opened(byte)) {
      const to = kind.match(text, from)
      if (to !== -1)
        return text.charCodeAt(to) === BACKSLASH ? this.joined(mode, kind, from, to, glued) : new Token(kind.type, text, from, to, glued)
    }
    return new Token(Unfit.type, text, from, from, glued)
  }

  /** Reads a word that is continued on the next line: `na\\`, newline, `me` is `name` (language reference, section 1). */
  private joined(mode: Mode, kind: TokenKind, from: number, to: number, glued: boolean): Token {
    const { text } = this
    let image = text.slice(from, to)
    let end = to
    let found = kind
    const gaps: Span[] = []
    for (
      let line = 1;
      line < maxWordLines && mayBeSplit.has(found) && text.charCodeAt(end) === BACKSLASH && isLineEnd(text.charCodeAt(end + 1));
      line++
    ) {
      const start = continuation(text, end)
      if ((separating.has(mode) || kind === Var) && isBlank(text.charCodeAt(start - 1))) break
      if (behindKeys.has(mode) && Key.match(text, start) !== -1) break
      const whole = image + text.slice(start, this.endOfPiece(start))
      const longer = mode.opened(whole.charCodeAt(0)).find((candidate) => candidate.match(whole, 0) !== -1) ?? found
      const length = longer.match(whole, 0)
      if (length <= image.length) break
      gaps.push({ from: end, to: start })
      this.passed = true
      end = start + length - image.length
      image = whole.slice(0, length)
      found = longer
    }
    return end === to ? new Token(kind.type, text, from, to, glued) : new JoinedToken(found.type, text, from, end, glued, image, gaps)
  }

  /** The end of the word's part on this line. */
  private endOfPiece(at: number): number {
    let end = at
    for (; end < this.text.length; end++) {
      const byte = this.text.charCodeAt(end)
      if (byte === BACKSLASH || isLineEnd(byte)) break
    }
    return end
  }

  /** The offset of the first byte at or after `offset` that is not blank in `mode`. */
  private skip(mode: Mode): number {
    const { text } = this
    let at = this.offset
    if (mode.blanks === 'none') return at
    for (;;) {
      const byte = text.charCodeAt(at)
      if (isBlank(byte)) at++
      else if (byte === BACKSLASH) {
        const after = continuation(text, at)
        if (after === -1) return at
        this.passed = true
        at = after
      } else if (mode.blanks === 'lines' && isLineEnd(byte)) {
        at++
        if (this.opensComment(at)) at = this.comment(at)
      } else if (byte === HASH && mode.blanks === 'commands') at = this.comment(at)
      else return at
    }
  }

  private comment(at: number): number {
    this.passed = true
    return endOfLine(this.text, at)
  }

  private opensComment(lineStart: number): boolean {
    let at = lineStart
    while (isBlank(this.text.charCodeAt(at))) at++
    return this.text.charCodeAt(at) === HASH
  }
}
