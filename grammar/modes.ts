// Owns the lexer modes: which token kinds are allowed at the parser's position, and what counts as blank there.
import * as t from './tokens.ts'
import type { TokenKind } from './tokens.ts'
import type { Slot } from './names.ts'

/**
 * What may separate tokens. `none`: nothing. `blanks`: spaces, tabs and continuations. `lines` (inside `{ }` arrays): newlines, too, and a
 * line that opens with `#` is a comment. `commands` (where a command may start): blanks, and `#` opens a comment anywhere.
 */
type Blanks = 'none' | 'blanks' | 'lines' | 'commands'

/** A lexer mode: the token kinds that are allowed at a position of the grammar, in order of preference, and what separates them. */
export class Mode {
  readonly name: string
  readonly blanks: Blanks
  /** Whether a word is first tried as a property of the condition's menu. */
  readonly properties: boolean
  readonly #kinds: readonly TokenKind[]
  /** Whether the tokens that end a command are allowed, newlines among them. */
  readonly #ends: boolean
  /** Token kinds by first byte, filled at first use. */
  readonly #table: (readonly TokenKind[] | undefined)[] = new Array<readonly TokenKind[] | undefined>(256).fill(undefined)

  constructor(name: string, kinds: readonly TokenKind[], blanks: Blanks, properties: boolean) {
    this.name = name
    this.#kinds = kinds
    this.blanks = blanks
    this.properties = properties
    this.#ends = enders.every((kind) => kinds.includes(kind))
  }

  /** Whether a token that ends a command and was read in the mode `before` would be read in this mode in the same way. */
  endsAs(before: Mode): boolean {
    return this.#ends && before.#ends && before.blanks === 'blanks' && this.blanks !== 'none'
  }

  /** The token kinds that may start with a byte, in order of preference. */
  opened(byte: number): readonly TokenKind[] {
    return this.#table[byte & 255] ?? this.#fill(byte & 255)
  }

  #fill(byte: number): readonly TokenKind[] {
    const sign = String.fromCharCode(byte)
    return (this.#table[byte] = this.#kinds.filter(({ first }) => first === undefined || first.includes(sign)))
  }
}

const enders = [t.NewLine, t.Semicolon, t.BraceClose, t.BracketClose]

const mode = (name: string, kinds: readonly TokenKind[], blanks: Blanks = 'blanks', properties = false): Mode =>
  new Mode(name, kinds, blanks, properties)

/** The tokens that may open a value in every slot without names. */
export const openers = [t.Var, t.Dollar, t.Text, t.StringOpen, t.BracketOpen, t.ParenOpen]
const starters = [
  t.NewLine,
  t.Semicolon,
  t.Colon,
  t.Slash,
  t.BraceOpen,
  t.BraceClose,
  t.BracketOpen,
  t.BracketClose,
  t.ParenOpen,
  t.Var,
  t.Dollar,
]

/** At the start of a command. `..` is a path step only if there is a parent menu. */
export const command = mode('command', [...starters, t.DotDot, t.Name], 'commands')
/** At the start of a command in the root menu, where `..` is a word like any other. */
export const commandAtRoot = mode('command at root', [...starters, t.Name], 'commands')
/** Behind a word of a path: only a slash without a blank before it. */
export const join = mode('join', [t.Slash], 'none')
/** The next word of a path. */
export const word = mode('word', [t.DotDot, t.Name, t.BraceOpen, ...enders])
/** Behind a complete statement: only the tokens that end a command. */
export const ender = mode('ender', enders)
/** Arguments of calls and of unknown commands. */
export const loose = mode('loose', [...enders, t.Key, ...openers, t.Word])
/** Behind `name=` in the arguments of calls and of unknown commands. */
export const looseValue = mode('loose value', [...enders, t.NamedOpen, ...openers, t.Word])

/** The token of `{` in each slot; undefined if the slot takes no braces. */
const braceOf: Record<Slot, TokenKind | undefined> = {
  value: undefined,
  array: t.ArrayOpen,
  code: t.CodeOpen,
  text: t.RawText,
  name: undefined,
  names: undefined,
  variable: undefined,
  condition: undefined,
}
/** The tokens that may open a value in a slot. */
const operandsOf = (slot: Slot): readonly TokenKind[] => {
  switch (slot) {
    case 'name':
    case 'names':
      return [t.Ident, t.Text]
    case 'variable':
      return [t.Ident, t.Var, t.Dollar, t.Text, t.ParenOpen]
    case 'value':
    case 'array':
    case 'code':
    case 'text':
    case 'condition': {
      const brace = braceOf[slot]
      return [...(brace === undefined ? [] : [brace]), ...openers, t.Word]
    }
  }
}
const bySlot = (make: (slot: Slot) => Mode): Record<Slot, Mode> => ({
  value: make('value'),
  array: make('array'),
  code: make('code'),
  text: make('text'),
  name: make('name'),
  names: make('names'),
  variable: make('variable'),
  condition: make('condition'),
})
/** At the start of an argument, by the slot of the next free position. */
export const argument = bySlot((slot) => mode(`argument ${slot}`, [...enders, t.Key, t.Unset, ...operandsOf(slot)]))
/** At the start of an argument when no position is free. */
export const noPlace = mode('argument', [...enders, t.Key, t.Unset, ...openers, t.Word])
/** Behind `name=`, by the argument's slot. */
export const value = bySlot((slot) => mode(`value ${slot}`, [...enders, ...operandsOf(slot)]))
/** Behind `proplist=`. */
export const namesValue = mode('value of names', [...enders, ...operandsOf('value')])
/** Behind a name in a `names` slot. */
export const comma = mode('comma', [t.Comma], 'none')

const operands = [t.Prefix, t.Bare, ...openers, t.ArrayOpen, t.ParenClose, ...enders]
const operators = [t.Operator, t.LatePrefix, t.Bare, ...openers, t.ArrayOpen, t.ParenClose, ...enders]
const withoutLines = (kinds: readonly TokenKind[]): readonly TokenKind[] => kinds.filter((kind) => kind !== t.NewLine)
const withoutArray = (kinds: readonly TokenKind[]): readonly TokenKind[] => kinds.filter((kind) => kind !== t.ArrayOpen)

/** The two modes of an expression: `operand` where an operand is required, `operator` behind one. */
export interface Lexicon {
  readonly operand: Mode
  readonly operator: Mode
}
/** Inside `( )`, where a newline is an error. */
export const paren: Lexicon = { operand: mode('operand', operands), operator: mode('operator', operators) }
/** Inside `{ }` of an array, where newlines are blank. */
export const array: Lexicon = {
  operand: mode('array operand', withoutLines(operands), 'lines'),
  operator: mode('array operator', withoutLines(operators), 'lines'),
}
/** At the start of an array member. */
export const member = mode('member', [t.ItemKey, ...withoutLines(operands)], 'lines')
/** In a condition: properties of the menu take precedence over all other names, and `{` is not allowed. */
export const where: Lexicon = {
  operand: mode('where operand', withoutArray(operands), 'blanks', true),
  operator: mode('where operator', withoutArray(operators), 'blanks', true),
}
/**
 * Modes in which only names are allowed: there the blanks behind a continuation end a word, while values continue across them (7.23.3).
 * Inferred: a published program of 1,500 lines writes `print\`, newline, blanks, `as-value` for two words, and `proplist=name\` before
 * `where`. A variable's name ends there in any mode.
 */
export const separating: ReadonlySet<Mode> = new Set([command, commandAtRoot, word, noPlace, namesValue, where.operand, where.operator])
/**
 * Modes behind `name=`: there a value ends at a continuation if an argument opens the next line, with or without blanks. The default
 * configuration that devices of 7.1 print does so (`mode=none\`, newline, `authentication-types=`), and exports show the rules that
 * `chain=input\`, newline, `comment=` of a page of the vendor's wiki made.
 */
export const behindKeys: ReadonlySet<Mode> = new Set([looseValue, namesValue, ...Object.values(value)])
/** Behind `property=` in a condition: the tokens of arguments. */
export const whereValue = mode('where value', [...enders, ...openers, t.Word])

/** Behind a `$` without a name: the operand that follows without a blank. */
export const dollar = mode('dollar', [t.Var, t.Dollar, t.BracketOpen, t.ParenOpen], 'none')

/** Inside a string with interpolation. */
export const string = mode('string', [t.SVar, t.DollarParen, t.DollarBracket, t.StringClose, t.Chunk], 'none')
