// Owns the parser of patterns (POSIX extended regular expressions): it returns a tree of nodes.
import { limited, unmodelled, type Failure } from '../diagnostic/failure.ts'

/** A set of bytes: 256 flags. */
export type ByteSet = Uint8Array

/** An assertion, which consumes no byte: start or end of the text, word border or not, start or end of a word. */
export type Assertion = 'start' | 'end' | 'border' | 'no-border' | 'word-start' | 'word-end'

/** A node of a parsed pattern. */
export type PatternNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: ByteSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly parts: readonly PatternNode[] }
  /** `most` is Infinity for `*` and `+`. */
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly least: number; readonly most: number }

/** Thrown internally while parsing. An invalid pattern matches nothing. */
class Invalid {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

/** The maximum nesting depth of groups. */
const maxNesting = 250
/** The maximum length of a pattern, in bytes. */
const maxSourceBytes = 1 << 16
/** The maximum number of repetitions of an interval (`x{255}`), that of the C library. A larger one makes the pattern invalid. */
const maxRepeat = 255

/**
 * Parses a pattern to its tree, or to the reason why it is invalid. Extensions to POSIX: `\w \W \s \S \d \D` and `\t
 *  \r \f \a \e \xHH` outside brackets, borders `\b \B \< \>`, doubled repetitions. Evidence: J076 (`\D` matches `a`, so it is the class and
 * not a literal), S036 (no escapes inside brackets), J074 (`(?` invalid). musl's regcomp does all of this. Throws a Failure for back
 * references: not modelled.
 */
export function readPattern(source: string): PatternNode | { readonly kind: 'invalid'; readonly reason: string } {
  if (source.length > maxSourceBytes) throw tooLarge()
  try {
    return new Reader(source).read()
  } catch (thrown) {
    if (thrown instanceof Invalid) return { kind: 'invalid', reason: thrown.reason }
    throw thrown
  }
}

/** A recursive-descent parser of one pattern. */
class Reader {
  readonly #text: string
  /** The sets of single bytes, made once each. */
  readonly #singles = new Map<number, PatternNode>()
  #at = 0
  #depth = 0

  constructor(source: string) {
    this.#text = source
  }

  read(): PatternNode {
    return this.#choice()
  }

  #peek(): string {
    return this.#text.charAt(this.#at)
  }

  #choice(): PatternNode {
    const parts = [this.#sequence()]
    while (this.#peek() === '|') {
      this.#at++
      parts.push(this.#sequence())
    }
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts }
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = []
    while (this.#at < this.#text.length) {
      const sign = this.#peek()
      if (sign === '|' || (sign === ')' && this.#depth > 0)) break
      parts.push(this.#repeated(this.#atom()))
    }
    return parts.length === 0 ? { kind: 'empty' } : parts.length === 1 ? parts[0]! : { kind: 'sequence', parts }
  }

  #repeated(atom: PatternNode): PatternNode {
    let part = atom
    for (let doubled = 0; ; doubled++) {
      const bounds = this.#bounds()
      if (bounds === undefined) return part
      if (doubled > maxNesting) throw tooLarge()
      part = { kind: 'repeat', part, least: bounds[0], most: bounds[1] }
    }
  }

  #bounds(): readonly [number, number] | undefined {
    switch (this.#peek()) {
      case '*':
        this.#at++
        return [0, Infinity]
      case '+':
        this.#at++
        return [1, Infinity]
      case '?':
        this.#at++
        return [0, 1]
      case '{':
        this.#at++
        return this.#interval()
      default:
        return undefined
    }
  }

  #interval(): readonly [number, number] {
    const least = this.#count()
    let most: number | undefined = least
    if (this.#peek() === ',') {
      this.#at++
      most = this.#count() ?? Infinity
    }
    if (least === undefined || most === undefined || this.#peek() !== '}' || most < least) throw new Invalid('invalid interval')
    if (least > maxRepeat || (most !== Infinity && most > maxRepeat)) throw new Invalid(`an interval repeats more than ${maxRepeat} times`)
    this.#at++
    return [least, most]
  }

  #count(): number | undefined {
    const from = this.#at
    while (isDigit(this.#peek())) this.#at++
    return this.#at === from ? undefined : Number(this.#text.slice(from, this.#at))
  }

  #atom(): PatternNode {
    const sign = this.#peek()
    this.#at++
    switch (sign) {
      case '(': {
        if (++this.#depth > maxNesting) throw tooLarge()
        const inner = this.#choice()
        if (this.#peek() !== ')') throw new Invalid('a group is not closed')
        this.#at++
        this.#depth--
        return inner
      }
      case '[':
        return { kind: 'set', set: this.#bracket() }
      case '\\':
        return this.#escape()
      case '.':
        return { kind: 'set', set: new Uint8Array(256).fill(1) }
      case '^':
        return { kind: 'assertion', assertion: 'start' }
      case '$':
        return { kind: 'assertion', assertion: 'end' }
      case '*':
      case '+':
      case '?':
      case '{':
        throw new Invalid('nothing to repeat')
      default:
        return this.#single(sign.charCodeAt(0))
    }
  }

  #escape(): PatternNode {
    if (this.#at >= this.#text.length) throw new Invalid('ends in a backslash')
    const letter = this.#peek()
    this.#at++
    const assertion = borders.get(letter)
    if (assertion !== undefined) return { kind: 'assertion', assertion }
    const byte = controls.get(letter)
    if (byte !== undefined) return this.#single(byte)
    const inside = shorthands.get(letter.toLowerCase())
    if (inside !== undefined) {
      const set = new Uint8Array(256)
      for (let code = 0; code < 256; code++) set[code] = inside(code) === (letter === letter.toLowerCase()) ? 1 : 0
      return { kind: 'set', set }
    }
    if (letter === 'x') return this.#single(this.#hexByte())
    if (letter >= '1' && letter <= '9') {
      const what = 'offbox: back references in a pattern'
      throw unmodelled(what, `${what} are not modelled`)
    }
    return this.#single(letter.charCodeAt(0))
  }

  #single(code: number): PatternNode {
    const known = this.#singles.get(code)
    if (known !== undefined) return known
    const set = new Uint8Array(256)
    set[code] = 1
    const node: PatternNode = { kind: 'set', set }
    this.#singles.set(code, node)
    return node
  }

  #hexByte(): number {
    const from = this.#at
    while (this.#at < from + 2 && /[0-9A-Fa-f]/.test(this.#peek())) this.#at++
    return this.#at === from ? 0 : parseInt(this.#text.slice(from, this.#at), 16)
  }

  /** Parses the set between `[` and `]`; a backslash in it is literal. */
  #bracket(): ByteSet {
    const set = new Uint8Array(256)
    const negated = this.#peek() === '^'
    if (negated) this.#at++
    const first = this.#at
    for (;;) {
      if (this.#at >= this.#text.length) throw new Invalid('a bracket is not closed')
      if (this.#peek() === ']' && this.#at > first) break
      if (this.#text.startsWith('[:', this.#at)) this.#className(set)
      else this.#range(set)
    }
    this.#at++
    return negated ? set.map((flag) => 1 - flag) : set
  }

  #className(set: ByteSet): void {
    const end = this.#text.indexOf(':]', this.#at + 2)
    const holds = end === -1 ? undefined : classes.get(this.#text.slice(this.#at + 2, end))
    if (holds === undefined) throw new Invalid('no such class of characters')
    for (let code = 0; code < 256; code++) if (holds(code)) set[code] = 1
    this.#at = end + 2
  }

  #range(set: ByteSet): void {
    const from = this.#member()
    let to = from
    if (this.#peek() === '-' && this.#at + 1 < this.#text.length && this.#text.charAt(this.#at + 1) !== ']') {
      this.#at++
      to = this.#member()
    }
    if (to < from) throw new Invalid('a range runs backwards')
    set.fill(1, from, to + 1)
  }

  #member(): number {
    if (this.#text.startsWith('[.', this.#at) || this.#text.startsWith('[=', this.#at) || this.#text.startsWith('[:', this.#at))
      throw new Invalid('collating elements are unknown')
    return this.#text.charCodeAt(this.#at++)
  }
}

/** The Failure for a pattern that needs too much memory. Ordinary patterns never do. */
export function tooLarge(): Failure {
  return limited('offbox: a pattern is too large')
}

const isDigit = (letter: string): boolean => letter >= '0' && letter <= '9' && letter !== ''
const digit = (code: number): boolean => code >= 48 && code <= 57
const upper = (code: number): boolean => code >= 65 && code <= 90
const lower = (code: number): boolean => code >= 97 && code <= 122
const alnum = (code: number): boolean => digit(code) || upper(code) || lower(code)
const space = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)
const graph = (code: number): boolean => code > 32 && code < 127

/** Whether a byte belongs to a word: a letter, a digit or `_`. */
export const isWord = (code: number): boolean => alnum(code) || code === 95

const classes = new Map<string, (code: number) => boolean>([
  ['alpha', (code) => upper(code) || lower(code)],
  ['digit', digit],
  ['alnum', alnum],
  ['upper', upper],
  ['lower', lower],
  ['space', space],
  ['blank', (code) => code === 32 || code === 9],
  ['punct', (code) => graph(code) && !alnum(code)],
  ['graph', graph],
  ['print', (code) => graph(code) || code === 32],
  ['cntrl', (code) => code < 32 || code === 127],
  ['xdigit', (code) => digit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102)],
])
const shorthands = new Map<string, (code: number) => boolean>([
  ['w', isWord],
  ['s', space],
  ['d', digit],
])
const borders = new Map<string, Assertion>([
  ['b', 'border'],
  ['B', 'no-border'],
  ['<', 'word-start'],
  ['>', 'word-end'],
])
const controls = new Map<string, number>([
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['f', 12],
  ['a', 7],
  ['e', 27],
])
