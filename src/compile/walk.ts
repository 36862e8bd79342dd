// Owns the iteration order of `:foreach`: positions, with the key and value of each.
import { ArrayValue, isEmpty, nil, type Value } from '../value/value.ts'

/**
 * The iterations over a value: one per element of an array, in printing order, with its key (a num in the list part, text else). Any other
 * value is one iteration with the value as its key and nil as its value (7.23.3); nil and nothing have none. The array is that of the
 * start: it is marked as shared, so that a write copies it.
 */
export class Walk {
  readonly length: number
  readonly #items: readonly Value[]
  readonly #array: ArrayValue | undefined
  #keys: readonly string[] | undefined

  constructor(value: Value) {
    this.#array = value instanceof ArrayValue ? value.share() : undefined
    this.#items = this.#array?.items ?? [value]
    this.length = this.#array?.length ?? (isEmpty(value) ? 0 : 1)
  }

  key(at: number): Value {
    if (this.#array === undefined) return this.#items[at] ?? nil
    return at < this.#items.length ? at : this.#keyAt(at)
  }

  /** `one`: whether a single name receives the value. */
  value(at: number, one: boolean): Value {
    if (at >= this.#items.length) return this.#array?.at(this.#keyAt(at)) ?? nil
    return this.#array !== undefined || one ? (this.#items[at] ?? nil) : nil
  }

  #keyAt(at: number): string {
    this.#keys ??= this.#array?.keys() ?? []
    return this.#keys[at - this.#items.length] ?? ''
  }
}
