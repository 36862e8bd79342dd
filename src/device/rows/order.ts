// Owns the order of a store's rows, and finding them by id: a removed row keeps its position until it is dropped.
import { pay } from '../../value/limits.ts'

/** A row, as its order uses it. */
interface Ordered {
  readonly id: number
  /** Whether it was removed and may be restored; it is no longer found. */
  gone: boolean
}

/** The cost of placing one row, in units of `pay`. */
const workPerRow = 64

/** Whether a row stays behind added ones: it has one of the last ids. */
const isLast = ({ id }: Ordered): boolean => id >= 0xffff_fff0

/** Rows in order, by id. Entering, dropping and finding take constant time; placing and moving take time linear in the rows. */
export class RowOrder<T extends Ordered> {
  #rows = new Map<number, T>()
  #listed: T[] | undefined
  /** Whether rows are ordered by id: none was moved. */
  #isAscending = true
  #highest = 0
  #size = 0

  /** The number of rows, without removed ones. */
  get size(): number {
    return this.#size
  }

  /** All rows in order, without removed ones. The array must not be changed; it is rebuilt after a change of the order. */
  get all(): readonly T[] {
    if (this.#listed === undefined) {
      pay(workPerRow * this.#size)
      const there = [...this.#rows.values()].filter((row) => !row.gone)
      // `default-encryption` of /ppp/profile is *FFFFFFFE and stays the last row.
      this.#listed = there.some(isLast) ? [...there.filter((row) => !isLast(row)), ...there.filter(isLast)] : there
    }
    return this.#listed
  }

  byId(id: number): T | undefined {
    const row = this.#rows.get(id)
    return row?.gone === true ? undefined : row
  }

  /** Whether a row has a position here, removed or not. */
  hasPosition(row: T): boolean {
    return this.#rows.get(row.id) === row
  }

  /** Returns some of the rows in order. */
  sorted(rows: ReadonlySet<T>): readonly T[] {
    if (this.#isAscending) return [...rows].sort((a, b) => a.id - b.id)
    return rows.size < 2 ? [...rows] : this.all.filter((row) => rows.has(row))
  }

  /** Enters a row at the end. */
  enter(row: T): void {
    // If a removed row could still be restored, its id now belongs to the added row.
    if (this.#rows.get(row.id)?.gone === true) this.#rows.delete(row.id)
    this.#rows.set(row.id, row)
    if (row.id < this.#highest) this.#isAscending = false
    else this.#highest = row.id
    this.#listed?.push(row)
    this.#size++
  }

  /** Marks a row as removed, or as restored at its position. */
  setGone(row: T, gone: boolean): void {
    row.gone = gone
    this.#size += gone ? -1 : 1
    if (gone && this.#listed?.at(-1) === row) this.#listed.pop()
    else this.#listed = undefined
  }

  /**
   * Gives a removed row a position again: its own, or the last one where that is lost. `vanish` then marks it as restored. Returns false
   * where another row has its id.
   */
  restorePosition(row: T): boolean {
    const there = this.#rows.get(row.id)
    if (there !== undefined && there !== row) return false
    this.#rows.set(row.id, row)
    this.#isAscending = false
    return true
  }

  /** Frees the position and the id of a removed row. */
  drop(row: T): void {
    this.#rows.delete(row.id)
  }

  /** Places a row before another. */
  place(row: T, before: T): void {
    pay(workPerRow * this.#rows.size)
    const next = new Map<number, T>()
    for (const [id, other] of this.#rows) {
      if (other === before) next.set(row.id, row)
      if (other !== row) next.set(id, other)
    }
    this.#replace(next)
  }

  /** Moves rows before another, or to the end (undefined). Returns the order before, for `restore` and `arrange`. */
  move(moving: readonly T[], before: T | undefined): Map<number, T> {
    const moved = new Set(moving)
    pay(workPerRow * this.#rows.size)
    const next = new Map<number, T>()
    const put = (row: T): unknown => next.set(row.id, row)
    for (const row of this.#rows.values()) {
      if (row === before) moving.forEach(put)
      if (!moved.has(row)) put(row)
    }
    if (before === undefined || moved.has(before)) moving.forEach(put)
    return this.#replace(next)
  }

  /** Puts rows into a former order; rows added since come last. Returns the order before. */
  arrange(order: Iterable<T>): Map<number, T> {
    const next = new Map<number, T>()
    for (const row of [...order, ...this.#rows.values()]) if (this.#rows.get(row.id) === row) next.set(row.id, row)
    return this.#replace(next)
  }

  /** Undoes the last `move` or `arrange`, which returned this order. */
  restore(old: Map<number, T>): void {
    this.#rows = old
    this.#listed = undefined
  }

  #replace(next: Map<number, T>): Map<number, T> {
    const old = this.#rows
    this.#rows = next
    this.#listed = undefined
    this.#isAscending = false
    return old
  }
}
