// Owns finding rows of a store by what they have, without asking all of them. An index is made when it is asked for twice, and follows
// what is written from then on.
import { pay } from '../../value/limits.ts'
import { readBool } from '../../value/literal.ts'
import { readNumber } from '../../value/numbers.ts'
import { show } from '../../value/show.ts'
import { Id, Ip, Ip6, Ip6Prefix, IpPrefix, nothing, Time, type Value } from '../../value/value.ts'

/** A row, as indexes see it. */
interface Indexed {
  readonly values: ReadonlyMap<string, Value>
}

/** What a property reads as where it was not set. */
export type Usual = (property: string) => Value | undefined

/** Rows by what they have under some properties. */
class Index<T extends Indexed> {
  readonly properties: readonly string[]
  readonly #key: (values: ReadonlyMap<string, Value>) => string
  /** Most keys are those of one row, which stands there itself. */
  readonly #rows = new Map<string, T | Set<T>>()

  constructor(properties: readonly string[], key: (values: ReadonlyMap<string, Value>) => string) {
    this.properties = properties
    this.#key = key
  }

  /** The rows whose key is that of these values. */
  like(values: ReadonlyMap<string, Value>): ReadonlySet<T> {
    const rows = this.#rows.get(this.#key(values))
    return rows === undefined ? none : rows instanceof Set ? rows : new Set([rows])
  }

  enter(item: T): void {
    const key = this.#key(item.values)
    const rows = this.#rows.get(key)
    if (rows === undefined) this.#rows.set(key, item)
    else if (rows instanceof Set) rows.add(item)
    else if (rows !== item) this.#rows.set(key, new Set([rows, item]))
  }

  leave(item: T): void {
    const key = this.#key(item.values)
    const rows = this.#rows.get(key)
    if (rows === item) this.#rows.delete(key)
    else if (rows instanceof Set && rows.delete(item) && rows.size === 0) this.#rows.delete(key)
  }
}

const none: ReadonlySet<never> = new Set<never>()

/** Entering one row, in units of `pay`. */
const workPerRow = 640

/** The indexes of one store. */
export class Indexes<T extends Indexed> {
  readonly #all = new Map<string, Index<T>>()
  /** Properties that were asked for once. */
  readonly #asked = new Set<string>()

  /** A row came, or its values are written: with `property`, only that one. */
  enter(item: T, property?: string): void {
    for (const index of this.#all.values()) if (property === undefined || index.properties.includes(property)) index.enter(item)
  }

  /** A row goes, or its values are about to be written. */
  leave(item: T, property?: string): void {
    for (const index of this.#all.values()) if (property === undefined || index.properties.includes(property)) index.leave(item)
  }

  /** The rows that show the same under some properties as `values`. `usual` is the same at every call; `rows` are all there are. */
  sharing(properties: readonly string[], values: ReadonlyMap<string, Value>, usual: Usual, rows: () => readonly T[]): ReadonlySet<T> {
    const shown = (of: ReadonlyMap<string, Value>, name: string): string => show(of.get(name) ?? usual(name) ?? nothing)
    const [only = '', second] = properties
    const key =
      second === undefined
        ? (of: ReadonlyMap<string, Value>): string => shown(of, only)
        : (of: ReadonlyMap<string, Value>): string => properties.map((name) => shown(of, name)).join('\n')
    return this.#index(second === undefined ? only : properties.join(' '), properties, key, rows).like(values)
  }

  /**
   * Rows among which are all whose kept value under a property equals this one; undefined where that is not known: for lists and what is
   * empty, and where it is first asked for.
   */
  having(property: string, value: Value, rows: () => readonly T[]): ReadonlySet<T> | undefined {
    if (likeness(value) === undefined) return undefined
    if (!this.#asked.has(property)) {
      this.#asked.add(property)
      return undefined
    }
    const key = (of: ReadonlyMap<string, Value>): string => likeness(of.get(property)) ?? ''
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
    for (const item of all) made.enter(item)
    this.#all.set(name, made)
    return made
  }
}

/** The same for all values that `equals` says are equal; undefined for lists, what is empty and what no row keeps. */
export function likeness(value: Value | undefined): string | undefined {
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
