// Owns the union of values that a script computes with, and the words that `:typeof` prints for them.
import { builtArray, builtText, guardElements, guardText, pay } from './limits.ts'

/** The value of a command without result, of a failed conversion, of a miss. A single object: compare with `===`. */
export class Nil {
  declare private readonly brand: 'nil'
}
export const nil = new Nil()

/** What an unset variable, a missing element or an undeclared name reads as. A single object: compare with `===`. */
export class Nothing {
  declare private readonly brand: 'nothing'
}
export const nothing = new Nothing()

/** A length or point of time, in nanoseconds, within signed 64 bits. */
export class Time {
  readonly ns: bigint
  constructor(ns: bigint) {
    this.ns = ns
  }
}

/** An IPv4 address as an unsigned 32-bit number. */
export class Ip {
  readonly address: number
  constructor(address: number) {
    this.address = address
  }
}

/** An IPv4 address with a prefix length; host bits are kept. */
export class IpPrefix {
  readonly address: number
  readonly length: number
  constructor(address: number, length: number) {
    this.address = address
    this.length = length
  }
}

/** An IPv6 address as an unsigned 128-bit number. */
export class Ip6 {
  readonly address: bigint
  constructor(address: bigint) {
    this.address = address
  }
}

/** An IPv6 prefix; host bits are zero. */
export class Ip6Prefix {
  readonly address: bigint
  readonly length: number
  constructor(address: bigint, length: number) {
    this.address = address
    this.length = length
  }
}

/** An internal item number, printed `*1F`. */
export class Id {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
}

/** A code value (`:parse`, the second element of a function). `form` prints it as `:put` does; `run` is set by compile. */
export class Code {
  readonly form: () => string
  /** The compiled body, called by the machine, or the Failure of a text that was refused; its shape is known to compile/ only. */
  readonly body: unknown
  constructor(form: () => string, body: unknown) {
    this.form = form
    this.body = body
  }
}

/** A deferred expression (`(>...)`): code that sees the variables of the place where it was made. */
export class Op {
  readonly form: () => string
  readonly body: unknown
  constructor(form: () => string, body: unknown) {
    this.form = form
    this.body = body
  }
}

/** Putting one key in its place, in units of `pay`. */
const workPerKey = 512

/** Elements from which on the room of an array doubles; a power of two. */
const roomy = 32

/**
 * An array: unkeyed elements in order, then keyed ones in the order of their keys' bytes.
 * Copied on write: whoever stores an array in a second place calls `share`, and whoever writes asks `owned` first.
 */
export class ArrayValue {
  readonly items: Value[]
  #keyed: Map<string, Value> | undefined
  #sorted: string[] | undefined
  #shared = false

  constructor(items: Value[] = [], keyed?: Map<string, Value>) {
    this.items = items
    this.#keyed = keyed !== undefined && keyed.size > 0 ? keyed : undefined
  }

  /** As node prints it: `ArrayValue { items: [...], keyed: {...} }`. */
  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return `ArrayValue ${inspect({ items: this.items, keyed: Object.fromEntries(this.#keyed ?? []) }, options)}`
  }

  /** How many elements, keyed ones included. */
  get length(): number {
    return this.items.length + (this.#keyed?.size ?? 0)
  }

  get keyedSize(): number {
    return this.#keyed?.size ?? 0
  }

  /** Keys of the keyed elements, sorted by bytes. Sorted when first asked for after a key was added. */
  keys(): readonly string[] {
    if (this.#keyed === undefined) return []
    if (this.#sorted === undefined) {
      pay(workPerKey * this.#keyed.size)
      this.#sorted = [...this.#keyed.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    }
    return this.#sorted
  }

  /** The element under a text key, or undefined. */
  at(key: string): Value | undefined {
    return this.#keyed?.get(key)
  }

  /** Every element in order, with its key: a number for unkeyed ones, text for the others. */
  *entries(): IterableIterator<[number | string, Value]> {
    for (let at = 0; at < this.items.length; at++) yield [at, this.items[at]!]
    for (const key of this.keys()) yield [key, this.#keyed!.get(key)!]
  }

  /** Whether it is never written to any more: who wants to write copies it. */
  get isShared(): boolean {
    return this.#shared
  }

  /** Marks that a second place holds this array, so that a write copies it first. */
  share(): this {
    this.#shared = true
    return this
  }

  /** This array if nobody else holds it, else a copy whose nested arrays are marked shared. */
  owned(): ArrayValue {
    if (!this.#shared) return this
    for (const value of this.items) if (value instanceof ArrayValue) value.share()
    if (this.#keyed !== undefined) for (const value of this.#keyed.values()) if (value instanceof ArrayValue) value.share()
    builtArray(this.length)
    return new ArrayValue([...this.items], this.#keyed && new Map(this.#keyed))
  }

  /** Adds an unkeyed element in place, behind the others; see `put`. */
  append(value: Value): void {
    const { items } = this
    const { length } = items
    guardElements(length)
    if (length >= roomy && (length & (length - 1)) === 0) {
      // V8 adds half of the room each time, and copies; what was given by a length it keeps when the length is taken back.
      items.length = 2 * length
      items.length = length
    }
    items.push(value)
  }

  /** Writes a keyed element in place. The caller owns the array. Throws an uncatchable Failure where it has too many. */
  put(key: string, value: Value): void {
    const keyed = (this.#keyed ??= new Map<string, Value>())
    const { size } = keyed
    keyed.set(key, value)
    if (keyed.size === size) return
    guardElements(size)
    this.#sorted = undefined
  }

  /** Removes a keyed element in place. The caller owns the array. */
  delete(key: string): void {
    if (this.#keyed?.delete(key)) this.#sorted = undefined
  }
}

/** num is `number` while it is a safe integer and `bigint` beyond, always within signed 64 bits (numbers.ts). str holds bytes. */
export type Value =
  string | number | bigint | boolean | Nil | Nothing | Time | Ip | IpPrefix | Ip6 | Ip6Prefix | Id | ArrayValue | Code | Op

export type TypeName =
  'str' | 'num' | 'bool' | 'nil' | 'nothing' | 'time' | 'ip' | 'ip-prefix' | 'ip6' | 'ip6-prefix' | 'id' | 'array' | 'code' | 'op'

/** A value that one command built, which may be large: it is counted against the limits. */
export function built<T extends Value>(value: T): T {
  if (typeof value === 'string') {
    guardText(value.length)
    builtText(value.length)
  } else if (value instanceof ArrayValue) builtArray(value.length)
  return value
}

/** The word that `:typeof` prints. */
export function typeOf(value: Value): TypeName {
  switch (typeof value) {
    case 'string':
      return 'str'
    case 'number':
    case 'bigint':
      return 'num'
    case 'boolean':
      return 'bool'
    default:
      return typeNames.get(value.constructor) ?? 'nothing'
  }
}

const typeNames = new Map<unknown, TypeName>([
  [Nil, 'nil'],
  [Nothing, 'nothing'],
  [Time, 'time'],
  [Ip, 'ip'],
  [IpPrefix, 'ip-prefix'],
  [Ip6, 'ip6'],
  [Ip6Prefix, 'ip6-prefix'],
  [Id, 'id'],
  [ArrayValue, 'array'],
  [Code, 'code'],
  [Op, 'op'],
])
