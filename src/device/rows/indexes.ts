// Owns indexes of a store, which find rows by their values without testing all. An index is built at its second use, and kept up to date by
// later writes.
import { pay } from '../../value/limits.ts'
import { readBool } from '../../value/literal.ts'
import { readNumber } from '../../value/numbers.ts'
import { show } from '../../value/show.ts'
import { Id, Ip, Ip6, Ip6Prefix, IpPrefix, nothing, Time, type Value } from '../../value/value.ts'

/** A row, as indexes use it. */
interface Indexed {
  readonly values: ReadonlyMap<string, Value>
}

/** Returns the value of a property where it is not set. */
export type DefaultOf = (property: string) => Value | undefined

/** Rows by their values of some properties. */
class Index<T extends Indexed> {
  readonly properties: readonly string[]
  readonly #key: (values: ReadonlyMap<string, Value>) => string
  /** Most keys have one row, which is stored without a set. */
  readonly #rows = new Map<string, T | Set<T>>()

  constructor(properties: readonly string[], key: (values: ReadonlyMap<string, Value>) => string) {
    this.properties = properties
    this.#key = key
  }

  /** Returns the rows with the same key as these values. */
  like(values: ReadonlyMap<string, Value>): ReadonlySet<T> {
    const rows = this.#rows.get(this.#key(values))
    return rows === undefined ? none : rows instanceof Set ? rows : new Set([rows])
  }

  enter(row: T): void {
    const key = this.#key(row.values)
    const rows = this.#rows.get(key)
    if (rows === undefined) this.#rows.set(key, row)
    else if (rows instanceof Set) rows.add(row)
    else if (rows !== row) this.#rows.set(key, new Set([rows, row]))
  }

  leave(row: T): void {
    const key = this.#key(row.values)
    const rows = this.#rows.get(key)
    if (rows === row) this.#rows.delete(key)
    else if (rows instanceof Set && rows.delete(row) && rows.size === 0) this.#rows.delete(key)
  }
}

const none: ReadonlySet<never> = new Set<never>()

/** The cost of entering one row, in units of `pay`. */
const workPerRow = 640

/** The indexes of one store. */
export class Indexes<T extends Indexed> {
  readonly #all = new Map<string, Index<T>>()
  /** Properties that were looked up once. */
  readonly #asked = new Set<string>()

  /** Enters a row, added or just written: with `property`, only in indexes of that one. */
  enter(row: T, property?: string): void {
    for (const index of this.#all.values()) if (property === undefined || index.properties.includes(property)) index.enter(row)
  }

  /** Removes a row that is removed or about to be written. */
  leave(row: T, property?: string): void {
    for (const index of this.#all.values()) if (property === undefined || index.properties.includes(property)) index.leave(row)
  }

  /**
   * Returns the rows that show the same as `values` for some properties. `defaultOf` has to be the same at every call; `rows` returns all
   * rows.
   */
  sharing(
    properties: readonly string[],
    values: ReadonlyMap<string, Value>,
    defaultOf: DefaultOf,
    rows: () => readonly T[],
  ): ReadonlySet<T> {
    const shown = (of: ReadonlyMap<string, Value>, name: string): string => show(of.get(name) ?? defaultOf(name) ?? nothing)
    const [only = '', second] = properties
    const key =
      second === undefined
        ? (of: ReadonlyMap<string, Value>): string => shown(of, only)
        : (of: ReadonlyMap<string, Value>): string => properties.map((name) => shown(of, name)).join('\n')
    return this.#index(second === undefined ? only : properties.join(' '), properties, key, rows).like(values)
  }

  /**
   * Returns candidates that include all rows whose stored value of a property equals this one; undefined where that cannot be decided
   * (lists, empty values), and at the first lookup.
   */
  candidates(property: string, value: Value, rows: () => readonly T[]): ReadonlySet<T> | undefined {
    if (equalityKey(value) === undefined) return undefined
    if (!this.#asked.has(property)) {
      this.#asked.add(property)
      return undefined
    }
    const key = (of: ReadonlyMap<string, Value>): string => equalityKey(of.get(property)) ?? ''
    return this.#index(`=${property}`, [property], key, rows).like(new Map([[property, value]]))
  }

  #index(
    name: string,
    properties: readonly string[],
    key: (values: ReadonlyMap<string, Value>) => string,
    rows: () => readonly T[],
  ): Index<T> {
    const known = this.#all.get(name)
    if (known !== undefined) return known
    const made = new Index<T>(properties, key)
    const all = rows()
    pay(workPerRow * all.length)
    for (const row of all) made.enter(row)
    this.#all.set(name, made)
    return made
  }
}

/** Returns a key that is the same for all values equal by `equals`; undefined for lists, empty values and those that no row stores. */
function equalityKey(value: Value | undefined): string | undefined {
  switch (typeof value) {
    case 'string': {
      const read = readNumber(value) ?? readBool(value)
      return read === undefined ? `"${value}` : String(read)
    }
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    default:
      if (value instanceof Time) return `time ${value.ns}`
      if (value instanceof Ip) return `ip ${value.address}`
      if (value instanceof IpPrefix) return `prefix ${value.address}/${value.length}`
      if (value instanceof Ip6 || value instanceof Ip6Prefix) return 'ip6'
      return value instanceof Id ? `id ${value.id}` : undefined
  }
}
