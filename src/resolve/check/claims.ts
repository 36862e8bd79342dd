// Owns claims of names: for each name the first line of a script that uses it, so that rules find a second use.

/** The first line that claimed each name. */
export class Claims {
  readonly #groups = new Map<string, Map<string | number, number>>()
  #last = ''
  #lines = new Map<string | number, number>()

  /** Implements `claim` of `Defined`. */
  take(group: string, name: string | number, line: number): number | undefined {
    if (group !== this.#last) {
      this.#lines = this.#groups.get(group) ?? new Map<string | number, number>()
      this.#groups.set(group, this.#lines)
      this.#last = group
    }
    const first = this.#lines.get(name)
    if (first === undefined) this.#lines.set(name, line)
    return first
  }
}
