// Owns the one error that stops a parse.
import type { Argument, Command, Menu } from './names.ts'

/** The word that is wrong, where it starts, and what it was looked up in: a menu's names, a command's arguments, an argument's values. */
export interface About {
  readonly word: string
  readonly from: number
  readonly among:
    { readonly menu: Menu } | { readonly command: Command } | { readonly argument: Argument; readonly command: Command | undefined }
}

/**
 * Why and where a text is refused: the device's message, and a byte offset from the start of the text (0 to its length). Not an Error:
 * it is an answer.
 */
export class Refusal {
  readonly message: string
  readonly offset: number
  /** Where the outermost statement that could not be read starts: all before it was accepted. */
  readonly statement: number
  /** Known where a name or a value stopped the parse. */
  readonly about: About | undefined
  constructor(message: string, offset: number, statement: number, about?: About) {
    this.message = message
    this.offset = offset
    this.statement = statement
    this.about = about
  }
}
