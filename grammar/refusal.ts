// Owns the errors of a parse: the one that stops it, and those that are accepted and raised later.
import type { Argument, Command, Menu, Slot } from './names.ts'
import type { RefusalCode, Refused, Word } from '../src/diagnostic/refused.ts'

/**
 * What could have stood at a place, for hints and for completion: a name of a menu; an argument of a command (or its end); the value of an
 * argument; the value that a property is compared with; a sign that closes; an operand of an expression; the name of a variable that is
 * declared; the end of the statement. Undefined where only Chevrotain knows, or where nothing could.
 */
export type Expected =
  | { readonly menu: Menu }
  | { readonly command: Command }
  | { readonly argument: Argument; readonly slot: Slot; readonly command: Command | undefined }
  | { readonly property: string; readonly of: Menu }
  | { readonly closer: '}' | ']' | ')' | '"' }
  | { readonly operand: true }
  | { readonly variable: true }
  | { readonly end: true }

/** An error that stops a parse. */
export type StopCode = Exclude<RefusalCode, LateCode>
/** An error of a text that is accepted. */
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

/** What is known of a refusal beside its code and place. `message` only where the code alone does not choose it. */
export interface RefusalOptions {
  readonly expected?: Expected | undefined
  readonly about?: Word | undefined
  readonly message?: string | undefined
}

/**
 * Why and where a text is refused: the device's message, and a byte offset from the start of the text (0 to its length). Not an Error: it
 * is an answer.
 */
export class Refusal implements Refused {
  readonly code: StopCode
  readonly message: string
  readonly offset: number
  /** Where the outermost statement that could not be read starts: all before it was accepted. */
  readonly statement: number
  /** What could have stood at `about.from`, else at `offset`. */
  readonly expected: Expected | undefined
  readonly about: Word | undefined
  constructor(code: StopCode, offset: number, statement: number, { expected, about, message }: RefusalOptions = {}) {
    this.code = code
    this.message = message ?? words[code]
    this.offset = offset
    this.statement = statement
    this.expected = expected
    this.about = about
  }
}

/** Whether what stopped the parse is a value that its argument does not take. */
export const isOfValue = ({ expected, about }: Refusal): boolean => expected !== undefined && 'argument' in expected && about !== undefined

const lateWords: Readonly<Record<LateCode, string>> = { 'bad-command-name': 'bad command name', 'bad-parameter': 'bad parameter' }

/** A name that nothing has: accepted, and raised when the script gets there. It stands at `from` to `to` of the text. */
export class LateError implements Refused {
  readonly code: LateCode
  readonly about: Word
  readonly to: number
  readonly expected: Expected
  constructor(code: LateCode, about: Word, to: number, expected: Expected) {
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
  /** The device names a command at its start and a parameter behind its name. */
  get offset(): number {
    return this.code === 'bad-parameter' ? this.to : this.about.from
  }
}
