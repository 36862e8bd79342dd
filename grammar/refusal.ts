// Owns the one error that stops a parse.

/** Why and where a text is refused: the device's message, and a byte offset from the start of the text (0 to its length). Not an Error: it is an answer. */
export class Refusal {
  readonly message: string
  readonly offset: number
  /** Where the outermost statement that could not be read starts: all before it was accepted. */
  readonly statement: number
  constructor(message: string, offset: number, statement: number) {
    this.message = message
    this.offset = offset
    this.statement = statement
  }
}
