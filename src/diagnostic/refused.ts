// Owns the type of a refused text: a code, the device's message and a byte offset. Code that does not know the grammar uses it.
import type { Source } from '../text/source.ts'

/** Why a device refuses a text. The first seven codes refuse the whole script; the last two are raised when it runs the statement. */
export type RefusalCode =
  | 'syntax-error'
  | 'expected-end-of-command'
  | 'expected-command-name'
  | 'missing-closing-brace'
  | 'bad-string'
  | 'missing-value'
  | 'nested-too-deeply'
  | 'bad-command-name'
  | 'bad-parameter'

/** A word of the text and its byte offset. */
export interface PlacedWord {
  readonly word: string
  readonly from: number
}

/** A refusal or a late error. The grammar's `Refusal.expected` has what was expected there. */
export interface Refused {
  readonly code: RefusalCode
  /** The device's message without a place: `bad command name app`. */
  readonly message: string
  /** The byte offset in the device's message. */
  readonly offset: number
  /** The wrong word, if a name or a value stopped the parse. */
  readonly about: PlacedWord | undefined
}

/** The device's message with its place: `syntax error (line 1 column 5)`. Offsets count in `source`. */
export function refusalText(source: Source, { message, offset }: Pick<Refused, 'message' | 'offset'>): string {
  const { line, column } = source.placeAt(offset)
  return `${message} (line ${line} column ${column})`
}
