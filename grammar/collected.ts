// Owns lists of the tree without reserved capacity: V8 reserves 17 elements at the first push, and a tree holds very many lists.

/** A copy of a list without reserved capacity. */
export const trimmed = <T>(list: readonly T[]): readonly T[] => list.slice()

/**
 * A stack shared by nested lists: a rule remembers `count`, adds its parts, and takes them from that index. A list of its own for each
 * bracket would cost more.
 */
export class Collected<T> {
  readonly #all: T[] = []
  /** The number of parts so far. */
  count = 0

  add(part: T): void {
    this.#all[this.count++] = part
  }

  /** Removes the parts from the index `first` on and returns them. */
  take(first: number): readonly T[] {
    const own = this.#all.slice(first, this.count)
    // Setting the length of an array costs as much as all the rest.
    this.count = first
    return own
  }

  clear(): void {
    this.#all.length = 0
    this.count = 0
  }
}
