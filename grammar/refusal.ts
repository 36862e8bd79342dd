// Owns the one error that stops a parse.

/** Why and where a text is refused: the device's message, and a byte offset from the start of the text (0 to its length). Not an Error: it is an answer. */
export class Refusal {
  readonly message: string
  readonly offset: number
  constructor(message: string, offset: number) {
    this.message = message
    this.offset = offset
  }
}
