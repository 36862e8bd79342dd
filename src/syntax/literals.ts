// Owns the nodes of the bound tree that contain no other node: an unquoted word and a text in braces.
import type { Value } from '../value/value.ts'

/** An unquoted word, with its value as the argument reads it. `text` is the source text. */
export class Literal {
  readonly kind = 'literal'
  readonly from: number
  readonly to: number
  readonly text: string
  readonly value: Value
  constructor(from: number, to: number, text: string, value: Value) {
    this.from = from
    this.to = to
    this.text = text
    this.value = value
  }
}

/** `{...}` in a text slot: the source text between the braces. */
export class Raw {
  readonly kind = 'raw'
  readonly from: number
  readonly to: number
  readonly text: string
  constructor(from: number, to: number, text: string) {
    this.from = from
    this.to = to
    this.text = text
  }
}
