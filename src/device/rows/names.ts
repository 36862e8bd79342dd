// Owns finding the rows of a store by their names.
import { show } from '../../value/show.ts'
import { nothing, type Value } from '../../value/value.ts'

/** Rows by name. Several may share one; finding and renaming take constant time. */
export class RowNames<T> {
  readonly #rows = new Map<string, T[]>()

  /** Returns the first row of that name. */
  first(name: string): T | undefined {
    return this.#rows.get(name)?.[0]
  }

  /** All names. */
  all(): readonly string[] {
    return [...this.#rows.keys()]
  }

  /** Records that a row has another name; undefined and `nothing`: none. */
  rename(row: T, old: Value | undefined, now: Value | undefined): void {
    if (old !== undefined && old !== nothing) {
      const name = show(old)
      const rest = this.#rows.get(name)?.filter((other) => other !== row) ?? []
      if (rest.length > 0) this.#rows.set(name, rest)
      else this.#rows.delete(name)
    }
    if (now !== undefined && now !== nothing) {
      const name = show(now)
      const others = this.#rows.get(name)
      if (others === undefined) this.#rows.set(name, [row])
      else others.push(row)
    }
  }
}
