// Owns the rows of one menu: adding, changing, moving and removing them, and undoing that.
import type { Row, Rows } from '../../schema/menu.ts'
import type { Value } from '../../value/value.ts'
import { Indexes, type DefaultOf } from './indexes.ts'
import type { Journal, Reversible } from './journal.ts'
import { Room } from '../limits.ts'
import type { Changes } from './changes.ts'
import { RowNames } from './names.ts'
import { RowOrder } from './order.ts'

/** A row in a store. Only its store writes it. */
export class StoredRow implements Row {
  readonly id: number
  readonly values: Map<string, Value>
  /** Its index among the rows of a new device, from 0; undefined for an added row. */
  readonly factory: number | undefined
  attachment: unknown = undefined
  staged: Map<string, Value> | undefined = undefined
  /** Values that the device itself made when the row was added, by property: nothing states them, so they are no differences. */
  generated: ReadonlyMap<string, Value> | undefined = undefined
  /** Whether it was removed by the running command; it is no longer found. */
  gone = false
  constructor(id: number, values: Map<string, Value>, factory?: number) {
    this.id = id
    this.values = values
    this.factory = factory
  }
}

/** Ids from here on belong to the device's own rows (`*FFFFFFFE`, `*2018xxxx` of connected routes): they do not raise the next id. */
const reserved = 0x2000_0000

/** The position of a new row; for rows loaded or of a new device also their identity. */
export interface Placing {
  /** The row that follows it; at the end where absent. */
  readonly before?: StoredRow | undefined
  /** Its id; the next one where absent. */
  readonly id?: number | undefined
  readonly factory?: number | undefined
  /** Values that the device itself made, by property. */
  readonly generated?: ReadonlyMap<string, Value> | undefined
}

/** The least number of rows for which an index is used. */
const minIndexedRows = 16

/**
 * The rows of one menu in order. Finding by id and by name, adding and removing take constant time; placing and moving take time linear in
 * the rows. Ids start at 1 and are never reused.
 */
export class Store implements Rows {
  readonly path: string
  readonly #journal: Journal
  readonly #named: string | undefined
  readonly #order = new RowOrder<StoredRow>()
  readonly #names = new RowNames<StoredRow>()
  readonly #indexes = new Indexes<StoredRow>()
  #next = 1
  readonly #room: Room
  readonly #changes: Changes | undefined

  /** `named` is the property that names rows, `next` the next id; `room` and `changes` are shared by all menus of a device. */
  constructor(path: string, journal: Journal, named: string | undefined, next = 1, room = new Room(), changes?: Changes) {
    this.#changes = changes
    this.#next = next
    this.#room = room
    this.path = path
    this.#journal = journal
    this.#named = named
  }

  get size(): number {
    return this.#order.size
  }

  /** The id of the next row. */
  get nextId(): number {
    return this.#next
  }

  /** All rows in order. The array must not be changed; it is rebuilt after a change of the order. */
  get items(): readonly StoredRow[] {
    return this.#order.all
  }

  byId(id: number): StoredRow | undefined {
    return this.#order.byId(id)
  }

  /** Returns the first row of that name. */
  byName(name: string): StoredRow | undefined {
    return this.#names.first(name)
  }

  /** The names of all rows. */
  names(): readonly string[] {
    return this.#names.all()
  }

  /**
   * Returns the other rows whose values of `properties` equal those of `values`; `defaultOf` returns a property's value where it is not
   * set, and has to be the same at every call. Takes constant time.
   */
  sharing(
    properties: readonly string[],
    values: ReadonlyMap<string, Value>,
    except?: Row,
    defaultOf: DefaultOf = () => undefined,
  ): readonly StoredRow[] {
    return [...this.#indexes.sharing(properties, values, defaultOf, () => this.items)].filter((row) => row !== except)
  }

  /**
   * Returns candidates in order that include all rows whose stored value of a property equals this one; undefined where testing all rows is
   * as cheap, or the index cannot decide.
   */
  candidates(property: string, value: Value): readonly StoredRow[] | undefined {
    if (this.size < minIndexedRows) return undefined
    const rows = this.#indexes.candidates(property, value, () => this.items)
    return rows === undefined || 2 * rows.size > this.size ? undefined : this.#order.sorted(rows)
  }

  /** Adds a row. Throws a limit's Failure where there is no room. */
  add(values: Map<string, Value>, { before, id = this.#next, factory, generated }: Placing = {}): StoredRow {
    // The rows of a new device are added whatever the limit.
    if (factory === undefined) this.#room.take()
    const row = new StoredRow(id, values, factory)
    row.generated = generated
    const next = this.#next
    if (id < reserved) this.#next = Math.max(next, id + 1)
    this.#enter(row)
    if (before !== undefined) this.#place(row, before)
    this.#journal.note({
      undo: () => {
        this.#leave(row)
        this.#next = next
      },
      reverse: () => this.remove(row),
      path: this.path,
      row,
      does: 'add',
    })
    return row
  }

  /** Sets a value, or clears it (undefined). */
  set(row: StoredRow, property: string, value: Value | undefined): void {
    const old = row.values.get(property)
    this.#write(row, property, value)
    this.#journal.note(new Store.#Written(this, row, property, old))
  }

  /** The record that a value was set: an object, since closures would make up most of the cost of setting one. */
  static readonly #Written = class implements Reversible {
    readonly #store: Store
    readonly row: StoredRow
    readonly property: string
    readonly before: Value | undefined

    constructor(store: Store, row: StoredRow, property: string, before: Value | undefined) {
      this.#store = store
      this.row = row
      this.property = property
      this.before = before
    }

    get path(): string {
      return this.#store.path
    }

    get does(): 'set' {
      return 'set'
    }

    undo(): void {
      this.#store.#write(this.row, this.property, this.before)
    }

    reverse(): void {
      this.#store.set(this.row, this.property, this.before)
    }
  }

  #write(row: StoredRow, property: string, value: Value | undefined): void {
    this.#changes?.note(this.path, row)
    this.#indexes.leave(row, property)
    if (property === this.#named) this.#names.rename(row, row.values.get(property), value)
    if (value === undefined) row.values.delete(property)
    else row.values.set(property, value)
    this.#indexes.enter(row, property)
  }

  attach(row: StoredRow, attachment: unknown): void {
    const old = row.attachment
    this.#changes?.note(this.path, row)
    row.attachment = attachment
    this.#journal.note({
      undo: () => {
        this.#changes?.note(this.path, row)
        row.attachment = old
      },
      reverse: () => this.attach(row, old),
    })
  }

  /** Removes a row; does nothing where it is gone. It keeps its position until the removal cannot be undone, so that undoing is exact. */
  remove(row: StoredRow): void {
    if (row.gone || !this.#order.hasPosition(row)) return
    this.#setGone(row, true)
    this.#journal.note({
      undo: () => this.#setGone(row, false),
      reverse: () => this.#restore(row),
      path: this.path,
      row,
      does: 'remove',
      forget: () => {
        if (row.gone && this.#order.hasPosition(row)) this.#order.drop(row)
      },
    })
  }

  /** Restores a removed row: at its position, or at the end where that is lost; not where another row has its id. */
  #restore(row: StoredRow): void {
    if (!row.gone || !this.#order.restorePosition(row)) return
    this.#changes?.note(this.path, undefined)
    this.#setGone(row, false)
    this.#journal.note({
      undo: () => this.#setGone(row, true),
      reverse: () => this.remove(row),
      path: this.path,
      row,
      does: 'add',
    })
  }

  /** Moves rows before another, or to the end (undefined). */
  move(moving: readonly StoredRow[], before: StoredRow | undefined): void {
    this.#reordered(this.#order.move(moving, before))
  }

  /** Restores a former order of rows; rows added since come last. */
  #arrange(order: Iterable<StoredRow>): void {
    this.#reordered(this.#order.arrange(order))
  }

  /** Records that rows are in another order than `old`. */
  #reordered(old: Map<number, StoredRow>): void {
    this.#changes?.note(this.path, undefined)
    const order = [...old.values()]
    this.#journal.note({
      undo: () => {
        this.#changes?.note(this.path, undefined)
        this.#order.restore(old)
      },
      reverse: () => this.#arrange(order),
    })
  }

  #place(row: StoredRow, before: StoredRow): void {
    this.#changes?.note(this.path, undefined)
    this.#order.place(row, before)
  }

  #enter(row: StoredRow): void {
    this.#changes?.note(this.path, row)
    this.#order.enter(row)
    this.#indexes.enter(row)
    if (this.#named !== undefined) this.#names.rename(row, undefined, row.values.get(this.#named))
  }

  #leave(row: StoredRow): void {
    this.#setGone(row, true)
    this.#order.drop(row)
  }

  #setGone(row: StoredRow, gone: boolean): void {
    this.#changes?.note(this.path, row)
    this.#order.setGone(row, gone)
    this.#room.add(gone ? -1 : 1)
    if (gone) this.#indexes.leave(row)
    else this.#indexes.enter(row)
    const name = this.#named === undefined ? undefined : row.values.get(this.#named)
    if (name !== undefined) this.#names.rename(row, gone ? name : undefined, gone ? undefined : name)
  }
}
