// Owns the iteration of `:foreach` over a value: the key and the element at each position.
import { ArrayValue, isEmpty, nil, type Value } from '../value/value.ts'

/**
 * The iterations over a value. An array has one per element, in printing order, with its key: the index (a num) of an unkeyed element, else
 * the text. Any other value has one iteration, with the value as its key and nil as its element (7.23.3); nil and nothing have none. Writes
 * to the array do not change the iteration: it is marked as shared, so that writers copy it.
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

  /** The key at a position. */
  key(at: number): Value {
    if (this.#array === undefined) return this.#items[at] ?? nil
    return at < this.#items.length ? at : this.#keyAt(at)
  }

  /** The element at a position. `one`: whether `:foreach` has a single name; a value that is no array is then the element itself. */
  value(at: number, one: boolean): Value {
    if (at >= this.#items.length) return this.#array?.at(this.#keyAt(at)) ?? nil
    return this.#array !== undefined || one ? (this.#items[at] ?? nil) : nil
  }

  #keyAt(at: number): string {
    this.#keys ??= this.#array?.keys() ?? []
    return this.#keys[at - this.#items.length] ?? ''
  }
}
