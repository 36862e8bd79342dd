// Owns the type of a refused text: a code, the device's message and a byte offset. Code that does not know the grammar uses it.
import type { Place, Source } from '../text/source.ts'

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

/** A message with the place that a device adds to it. */
export interface PlacedMessage {
  readonly words: string
  readonly place: Place
}

/** The message of a refused text with its place. Offsets count in `source`. */
export const placedMessage = (source: Source, { message, offset }: Pick<Refused, 'message' | 'offset'>): PlacedMessage => ({
  words: message,
  place: source.placeAt(offset),
})

/** A message as a device prints it: `syntax error (line 1 column 5)`. */
export const placedText = ({ words, place: { line, column } }: PlacedMessage): string => `${words} (line ${line} column ${column})`

/** The place that a report shows beside a message; each part is undefined if the report has none. */
export type ShownPlace = { readonly [part in keyof Place]: Place[part] | undefined }

/** A message for a report that shows a place: without its own if that is the same; a different one is marked as the device's. */
export const textBeside = ({ words, place: { line, column } }: PlacedMessage, shown: ShownPlace): string =>
  line === shown.line && column === shown.column ? words : `${words} (device: line ${line} column ${column})`

/** The device's message with its place. Offsets count in `source`. */
export const refusalText = (source: Source, refused: Pick<Refused, 'message' | 'offset'>): string =>
  placedText(placedMessage(source, refused))
