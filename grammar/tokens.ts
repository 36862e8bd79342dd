// Owns the token kinds: the pattern of each, and the bytes that may start it.
import { createToken, EOF, Lexer, type IToken, type TokenType } from 'chevrotain'
import type { Span } from '../src/text/source.ts'

/** Returns the end (exclusive) of a token that starts at `at`, or -1 if there is none. */
type Match = (text: string, at: number) => number

/** A token kind: Chevrotain's type, the bytes that may start it (undefined: any), and its matcher. */
export interface TokenKind {
  readonly type: TokenType
  readonly first: string | undefined
  readonly match: Match
}

const lower = 'abcdefghijklmnopqrstuvwxyz'
const upper = lower.toUpperCase()
const digits = '0123456789'
const alphanumeric = lower + upper + digits

/** Makes a token kind. */
const declare = (name: string, first: string | undefined, match: Match): TokenKind => ({
  type: createToken({ name, pattern: Lexer.NA }),
  first,
  match,
})
/** Makes the token kind of a fixed text. */
const sign = (name: string, text: string): TokenKind =>
  declare(name, text[0], text.length === 1 ? (_, at) => at + 1 : (source, at) => (source.startsWith(text, at) ? at + text.length : -1))
/** Makes a matcher of a regular expression. */
const sticky = (pattern: RegExp): Match => {
  const expression = new RegExp(pattern.source, 'y')
  return (text, at) => {
    expression.lastIndex = at
    return expression.test(text) ? expression.lastIndex : -1
  }
}

/** A table by byte: `bytes` marks the given characters, `others` all except these. */
const bytes = (characters: string): readonly boolean[] =>
  Array.from({ length: 256 }, (_, byte) => characters.includes(String.fromCharCode(byte)))
const others = (characters: string): readonly boolean[] => bytes(characters).map((isOne) => !isOne)

/** The end of the longest run of some bytes. */
function endOfRun(text: string, at: number, isIn: readonly boolean[]): number {
  let end = at
  while (end < text.length && isIn[text.charCodeAt(end) & 255] === true) end++
  return end
}
/** A run of some bytes, at least one. Loops take half the time of a sticky pattern. */
const run =
  (isIn: readonly boolean[]): Match =>
  (text, at) => {
    const end = endOfRun(text, at, isIn)
    return end > at ? end : -1
  }

/** The patterns of words, for syntax highlighting without a parse: tokens of these kinds match the same (test/grammar/words.test.ts). */
export const patterns = {
  name: /[a-z0-9.-]+/,
  key: /[A-Za-z0-9.][A-Za-z0-9._-]*(?:(?<=[a-z])\/[a-z]+)?=/,
  identifier: /[A-Za-z0-9]+/,
  operator: /->|<%%|<<|>>|<=|>=|!=|&&|\|\||[-+*/%&^|.<>=~,]|(?:and|or|in)(?![A-Za-z0-9_.:/])/,
} as const

/** The end of a quoted string that opens at `at`, or -1 if it is not closed. `plain` also returns -1 at an unescaped `$`. */
const quoted =
  (plain: boolean): Match =>
  (text, at) => {
    for (let end = at + 1; end < text.length; end++) {
      const byte = text.charCodeAt(end)
      if (byte === 34) return end + 1
      if (byte === 92) end++
      else if (plain && byte === 36) return -1
    }
    return -1
  }

/** `$name` or `$"any name"`. */
const variable: Match = (text, at) => {
  if (text.charCodeAt(at + 1) === 34) return quoted(false)(text, at + 1)
  let end = at + 1
  while (isAlphanumeric(text.charCodeAt(end))) end++
  return end > at + 1 ? end : -1
}
const isAlphanumeric = (byte: number): boolean => (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90)

/** `{...}` with balanced braces. Braces in quoted strings do not count. */
const balanced: Match = (text, at) => {
  let depth = 0
  for (let end = at; end < text.length; end++) {
    const byte = text.charCodeAt(end)
    if (byte === 92) end++
    else if (byte === 34) {
      const close = quoted(false)(text, end)
      if (close === -1) return -1
      end = close - 1
    } else if (byte === 123) depth++
    else if (byte === 125 && --depth === 0) return end + 1
  }
  return -1
}

/** A line end (LF, CR or CR LF), which ends a statement. */
export const NewLine = declare('NewLine', '\r\n', (text, at) => (text.startsWith('\r\n', at) ? at + 2 : at + 1))
/** `;`: ends a statement, or separates the members of an array. */
export const Semicolon = sign('Semicolon', ';')
/** `:` before a command of the root menu. */
export const Colon = sign('Colon', ':')
/** `/` before a path, or between its words. */
export const Slash = sign('Slash', '/')
/** `,` between the names of a `names` slot. */
export const Comma = sign('Comma', ',')
/** `{` of a scope or of a menu block. */
export const BraceOpen = sign('BraceOpen', '{')
/** `}` of a scope, a block or an array. */
export const BraceClose = sign('BraceClose', '}')
/** `[` of a bracket, whose statements give a value. */
export const BracketOpen = sign('BracketOpen', '[')
/** `]` of a bracket, also inside a string. */
export const BracketClose = sign('BracketClose', ']')
/** `(` of an expression. */
export const ParenOpen = sign('ParenOpen', '(')
/** `)` of an expression, also inside a string. */
export const ParenClose = sign('ParenClose', ')')
/** `{` of code, in a `code` slot. */
export const CodeOpen = sign('CodeOpen', '{')
/** `{` of an array, in an `array` slot or an expression. */
export const ArrayOpen = sign('ArrayOpen', '{')
/** `{...}` as a whole, in a `text` slot. */
export const RawText = declare('RawText', '{', balanced)

/** `..` in a path: the parent menu. */
export const DotDot = sign('DotDot', '..')
/** A word of a path. Also digits and dots: `1693515184` and `...` are unknown commands, not syntax errors. */
export const Name = declare('Name', lower + digits + '.-', run(bytes(lower + digits + '.-')))

/** Bytes that no bare word contains. */
const beyondWords = ' \t\n\v\f\r\u00a0;()[]{}"$=\\'
const inWords = run(others(beyondWords))
/** A word of an argument. It does not start with `'`: the device refuses `list='x'` at the quote. */
export const Word = declare('Word', undefined, (text, at) => (text.charCodeAt(at) === 39 ? -1 : inWords(text, at)))
/** `name=`; a leading dot repeats the previous prefix (`channel.frequency=1 .width=2`). A name may have one `/`: `rates-a/g=6Mbps`. */
export const Key = declare('Key', alphanumeric + '.', (text, at) => {
  let end = endOfRun(text, at, inKeys)
  if (text.charCodeAt(end) === 47 && isLower[text.charCodeAt(end - 1)] === true) end = endOfRun(text, end + 1, isLower)
  return text.charCodeAt(end) === 61 && text.charCodeAt(end - 1) !== 47 ? end + 1 : -1
})
const inKeys = bytes(alphanumeric + '._-')
const isLower = bytes(lower)
/** `!name`: an argument to unset. */
export const Unset = declare('Unset', '!', sticky(/![a-z0-9][a-z0-9.-]*(?:(?<=[a-z])\/[a-z]+)?(?=[\s;\]}]|$)/))
/** `$name` or `$"any name"`. */
export const Var = declare('Var', '$', variable)
/** A `$` without a name. It is refused; the rule `stray` decides at which byte. */
export const Dollar = sign('Dollar', '$')
/** A string without interpolation, quotes included. */
export const Text = declare('Text', '"', quoted(true))
/** The opening quote of a string with interpolation. */
export const StringOpen = sign('StringOpen', '"')
/** The quote of a string that starts with a variable, in the value of a loose argument: `name="$x"`. */
export const NamedOpen = declare('NamedOpen', '"', (text, at) => (text[at + 1] === '$' && variable(text, at + 1) !== -1 ? at + 1 : -1))
/** A declared or looked-up name. */
export const Ident = declare('Ident', alphanumeric, run(bytes(alphanumeric)))

/** A word of an expression: a number, time or address, else a variable. */
export const Bare = declare('Bare', alphanumeric + '_.:/', run(bytes(alphanumeric + '_.:/')))
/** A word of a condition. It includes `-` only if the whole word is a property of the menu (the lexer checks). */
export const Property = declare('Property', alphanumeric + '.', run(bytes(alphanumeric + '.-')))
/** `key=` at the start of an array member. */
export const ItemKey = declare('ItemKey', alphanumeric + './-"', (text, at) => {
  if (text.charCodeAt(at) !== 34) return bareItemKey(text, at)
  const end = quoted(true)(text, at)
  return end !== -1 && text.charCodeAt(end) === 61 ? end + 1 : -1
})
const bareItemKey: Match = (text, at) => {
  const end = endOfRun(text, at, inItemKeys)
  return end > at && text.charCodeAt(end) === 61 ? end + 1 : -1
}
const inItemKeys = bytes(alphanumeric + './-')

/** Prefix operators. `any` must be followed by the end of a word. */
export const Prefix = declare('Prefix', '!-~>a', sticky(/[!\-~>]|any(?![A-Za-z0-9_.:/])/))
/** Prefix operators that may also follow an operand, where they start the next one. */
export const LatePrefix = declare('LatePrefix', '!a', sticky(/!|any(?![A-Za-z0-9_.:/])/))
/** An operator between two operands. */
export const Operator = declare('Operator', '-<>!&|+*/%^.=~,aoi', sticky(patterns.operator))

/** The text of a string up to its next `$` or its end. */
export const Chunk = declare('Chunk', undefined, (text, at) => {
  let end = at
  for (; end < text.length; end++) {
    const byte = text.charCodeAt(end)
    if (byte === 34 || byte === 36) break
    if (byte === 92) end++
  }
  return end > at ? Math.min(end, text.length) : -1
})
/**
 * A variable in a string, also as `$$name`: the first `$` is followed by an operand, as in `$(...)` and `$[...]` (inferred from a suite
 * that fetches its own scripts by such an address on five devices of 6.49 to 7.21).
 */
export const SVar = declare('SVar', '$', (text, at) => variable(text, text[at + 1] === '$' ? at + 1 : at))
/** `$(` in a string: the value of an expression. */
export const DollarParen = sign('DollarParen', '$(')
/** `$[` in a string: the value of statements. */
export const DollarBracket = sign('DollarBracket', '$[')
/** The closing quote of a string with interpolation. */
export const StringClose = sign('StringClose', '"')

/** Word kinds, which may contain a continuation. */
export const mayBeSplit: ReadonlySet<TokenKind> = new Set([Name, Word, Key, Unset, Var, Ident, Bare, ItemKey])

/** Returned if no token of the mode matches. No rule accepts it. */
export const Unfit = declare('Unfit', undefined, (_, at) => at)
/** The end of the text. */
export const End: TokenKind = { type: EOF, first: undefined, match: (_, at) => at }

/** A token: its kind and its range of the text. `glued`: no blank precedes it. The image is sliced on demand. */
export class Token implements IToken {
  readonly tokenType: TokenType
  readonly tokenTypeIdx: number
  readonly startOffset: number
  readonly to: number
  readonly glued: boolean
  readonly source: string
  constructor(type: TokenType, source: string, from: number, to: number, glued: boolean) {
    this.tokenType = type
    this.tokenTypeIdx = type.tokenTypeIdx ?? 0
    this.source = source
    this.startOffset = from
    this.to = to
    this.glued = glued
  }
  get image(): string {
    return this.source.slice(this.startOffset, this.to)
  }
}

/** A word that is continued on the next line, so that its image differs from the text. */
export class JoinedToken extends Token {
  /** The ranges of the continuations in it. */
  readonly gaps: readonly Span[]
  readonly #image: string
  constructor(type: TokenType, source: string, from: number, to: number, glued: boolean, image: string, gaps: readonly Span[]) {
    super(type, source, from, to, glued)
    this.#image = image
    this.gaps = gaps
  }
  override get image(): string {
    return this.#image
  }
}
