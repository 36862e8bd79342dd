// Owns the rows of one menu: their ids, their order, their names, and the undoing of what was done to them.
import type { Row, Rows } from '../schema/menu.ts'
import { nothing, type Value } from '../value/value.ts'
import { show } from '../value/show.ts'
import type { Journal } from './journal.ts'

/** A row in a store. Only its store writes to it. */
export class Item implements Row {
  readonly id: number
  readonly values: Map<string, Value>
  attachment: unknown = undefined
  /** Removed by the command that is running; no longer found. */
  gone = false
  constructor(id: number, values: Map<string, Value>) {
    this.id = id
    this.values = values
  }
}

/**
 * The rows of one menu in order. Finding by id and by name, adding and removing cost the same however many rows there are;
 * placing and moving cost as much as there are rows. Ids start at 1 and are never given twice.
 */
export class Store implements Rows {
  readonly path: string
  readonly #journal: Journal
  readonly #named: string | undefined
  #items = new Map<number, Item>()
  #names = new Map<string, Item[]>()
  #order: Item[] | undefined
  #next = 1
  #size = 0

  /** `named` is the property that names rows, `next` the first id to be given. */
  constructor(path: string, journal: Journal, named: string | undefined, next = 1) {
    this.#next = next
    this.path = path
    this.#journal = journal
    this.#named = named
  }

  get size(): number {
    return this.#size
  }

  /** The id that the next row will get. */
  get nextId(): number {
    return this.#next
  }

  /** All rows in order. The array is not to be changed; it is made anew after a change of the order. */
  get items(): readonly Item[] {
    this.#order ??= [...this.#items.values()].filter((item) => !item.gone)
    return this.#order
  }

  byId(id: number): Item | undefined {
    const item = this.#items.get(id)
    return item?.gone === true ? undefined : item
  }

  /** The first row of that name. */
  byName(name: string): Item | undefined {
    return this.#names.get(name)?.[0]
  }

  /** Adds a row at the end, or in front of another. `id` is only given where a saved device is read back. */
  add(values: Map<string, Value>, before?: Item, id = this.#next): Item {
    const item = new Item(id, values)
    const next = this.#next
    this.#next = Math.max(next, id + 1)
    this.#enter(item)
    if (before !== undefined) this.#place(item, before)
    this.#journal.note(() => {
      this.#leave(item)
      this.#next = next
    })
    return item
  }

  /** Sets a value, or clears it (undefined). */
  set(item: Item, property: string, value: Value | undefined): void {
    const old = item.values.get(property)
    if (property === this.#named) this.#rename(item, old, value)
    if (value === undefined) item.values.delete(property)
    else item.values.set(property, value)
    this.#journal.note(() => {
      if (property === this.#named) this.#rename(item, value, old)
      if (old === undefined) item.values.delete(property)
      else item.values.set(property, old)
    })
  }

  attach(item: Item, attachment: unknown): void {
    const old = item.attachment
    item.attachment = attachment
    this.#journal.note(() => {
      item.attachment = old
    })
  }

  /** Removes a row; does nothing where it is gone. It keeps its place until the command has succeeded, so that undoing is exact. */
  remove(item: Item): void {
    if (item.gone || this.#items.get(item.id) !== item) return
    this.#vanish(item, true)
    this.#journal.note(() => this.#vanish(item, false))
    this.#journal.settle(() => this.#items.delete(item.id))
  }

  /** Moves rows in front of another, or to the end (undefined). */
  move(moving: readonly Item[], before: Item | undefined): void {
    const old = this.#items
    const moved = new Set(moving)
    const next = new Map<number, Item>()
    const put = (item: Item): unknown => next.set(item.id, item)
    for (const item of old.values()) {
      if (item === before) moving.forEach(put)
      if (!moved.has(item)) put(item)
    }
    if (before === undefined || moved.has(before)) moving.forEach(put)
    this.#items = next
    this.#order = undefined
    this.#journal.note(() => {
      this.#items = old
      this.#order = undefined
    })
  }

  #place(item: Item, before: Item): void {
    const next = new Map<number, Item>()
    for (const [id, other] of this.#items) {
      if (other === before) next.set(item.id, item)
      if (other !== item) next.set(id, other)
    }
    this.#items = next
    this.#order = undefined
  }

  #enter(item: Item): void {
    this.#items.set(item.id, item)
    this.#order?.push(item)
    this.#size++
    if (this.#named !== undefined) this.#rename(item, undefined, item.values.get(this.#named))
  }

  #leave(item: Item): void {
    this.#vanish(item, true)
    this.#items.delete(item.id)
  }

  #vanish(item: Item, gone: boolean): void {
    item.gone = gone
    this.#size += gone ? -1 : 1
    if (gone && this.#order?.at(-1) === item) this.#order.pop()
    else this.#order = undefined
    const name = this.#named === undefined ? undefined : item.values.get(this.#named)
    if (name !== undefined) this.#rename(item, gone ? name : undefined, gone ? undefined : name)
  }

  #rename(item: Item, old: Value | undefined, now: Value | undefined): void {
    if (old !== undefined && old !== nothing) {
      const name = show(old)
      const rest = this.#names.get(name)?.filter((other) => other !== item) ?? []
      if (rest.length > 0) this.#names.set(name, rest)
      else this.#names.delete(name)
    }
    if (now !== undefined && now !== nothing) {
      const name = show(now)
      const others = this.#names.get(name)
      if (others === undefined) this.#names.set(name, [item])
      else others.push(item)
    }
  }
}
