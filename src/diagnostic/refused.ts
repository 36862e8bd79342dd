// Owns what a refused text looks like to everybody above the grammar: a code, the device's words and the byte that they name.
import type { Source } from '../text/source.ts'

/**
 * Why a device stops reading a text. The first seven stop the whole script; the last two are accepted and fail when the script gets there.
 */
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

/** A word of the text, and the byte offset that it starts at. */
export interface Word {
  readonly word: string
  readonly from: number
}

/** A refusal or a late error. What could have stood there is known to the grammar (`Refusal.expected`). */
export interface Refused {
  readonly code: RefusalCode
  /** The device's words without a place: `bad command name app`. */
  readonly message: string
  /** The byte that the device names. */
  readonly offset: number
  /** The word that is wrong, where a name or a value stopped the parse. */
  readonly about: Word | undefined
}

/** The device's words with their place: `syntax error (line 1 column 5)`. `source` is the text that offsets count in. */
export function refusalText(source: Source, { message, offset }: Pick<Refused, 'message' | 'offset'>): string {
  const { line, column } = source.placeAt(offset)
  return `${message} (line ${line} column ${column})`
}
