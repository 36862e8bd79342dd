// Owns the errors of a parse: the refusal that stops it, and late errors, which are accepted and raised at run time.
import type { Argument, Command, Menu, Slot } from './names.ts'
import type { RefusalCode, Refused, PlacedWord } from '../src/diagnostic/refused.ts'

/**
 * What was expected at a place, for hints and completion: a name of a menu; an argument of a command (or its end); the value of an
 * argument; the value compared with a property; a closing sign; an operand; the name of a declared variable; the end of the statement.
 * Undefined if only Chevrotain could name it, or nothing was possible.
 */
export type Expected =
  | { readonly menu: Menu }
  | { readonly command: Command }
  | { readonly argument: Argument; readonly slot: Slot; readonly command: Command | undefined }
  | { readonly property: string; readonly of: Menu }
  | { readonly closer: '}' | ']' | ')' | '"' }
  | { readonly operand: true }
  /** `visible`: the names that are declared there. */
  | { readonly variable: true; readonly visible?: () => Iterable<string> }
  | { readonly end: true }

/** An error that stops a parse. */
export type StopCode = Exclude<RefusalCode, LateCode>
/** An error of an accepted text, raised at run time. */
export type LateCode = 'bad-command-name' | 'bad-parameter'

const words: Readonly<Record<StopCode, string>> = {
  'syntax-error': 'syntax error',
  'expected-end-of-command': 'expected end of command',
  'expected-command-name': 'expected command name',
  'missing-closing-brace': 'missing closing brace',
  'bad-string': 'syntax error',
  'missing-value': 'missing value',
  'nested-too-deeply': 'nested too deeply',
}

/** Optional details of a refusal. `message` is set only if the code alone does not determine it. */
export interface RefusalOptions {
  readonly expected?: Expected | undefined
  readonly about?: PlacedWord | undefined
  readonly message?: string | undefined
}

/**
 * Why and where a text is refused: the device's message and a byte offset in the text (0 to its length). Returned as a result, so it is not
 * an Error.
 */
export class Refusal implements Refused {
  readonly code: StopCode
  readonly message: string
  readonly offset: number
  /** The offset of the outermost statement that failed to parse. All text before it was accepted. */
  readonly statement: number
  /** What was expected at `about.from`, or at `offset` if `about` is undefined. */
  readonly expected: Expected | undefined
  readonly about: PlacedWord | undefined
  constructor(code: StopCode, offset: number, statement: number, { expected, about, message }: RefusalOptions = {}) {
    this.code = code
    this.message = message ?? words[code]
    this.offset = offset
    this.statement = statement
    this.expected = expected
    this.about = about
  }
}

/** Whether the parse stopped at a value that its argument does not accept. */
export const isOfValue = ({ expected, about }: Refusal): boolean => expected !== undefined && 'argument' in expected && about !== undefined

const lateWords: Readonly<Record<LateCode, string>> = { 'bad-command-name': 'bad command name', 'bad-parameter': 'bad parameter' }

/** An unknown name that is accepted and raised when the script reaches it. It spans `from` to `to` of the text. */
export class LateError implements Refused {
  readonly code: LateCode
  readonly about: PlacedWord
  readonly to: number
  readonly expected: Expected
  constructor(code: LateCode, about: PlacedWord, to: number, expected: Expected) {
    this.code = code
    this.about = about
    this.to = to
    this.expected = expected
  }
  get from(): number {
    return this.about.from
  }
  get message(): string {
    return `${lateWords[this.code]} ${this.about.word}`
  }
  /** The offset in the device's message: the start of a command, but the end of a parameter's name. */
  get offset(): number {
    return this.code === 'bad-parameter' ? this.to : this.about.from
  }
}
