// Owns the types of values that scripts compute with, and the names that `:typeof` returns for them.
import { byBytes } from '../text/sorted.ts'
import { builtArray, builtText, guardElements, guardText, pay } from './limits.ts'

/** The result of a command without a value, of a failed conversion, or of a failed search. A singleton: compare with `===`. */
export class Nil {
  declare private readonly brand: 'nil'
}
/** The only value of its class. */
export const nil = new Nil()

/** The value of an unset variable, a missing element or an undeclared name. A singleton: compare with `===`. */
export class Nothing {
  declare private readonly brand: 'nothing'
}
/** The only value of its class. */
export const nothing = new Nothing()

/** A duration or a point in time, in nanoseconds, within signed 64 bits. */
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

/** The internal id of a row, printed `*1F`. */
export class Id {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
}

/** A code value (`:parse`, the second element of a function). `form` returns its `:put` form; `body` is set by compile/. */
export class Code {
  readonly form: () => string
  /** The compiled body, called by the machine, or the Failure of a refused text. Only compile/ knows its type. */
  readonly body: unknown
  constructor(form: () => string, body: unknown) {
    this.form = form
    this.body = body
  }
}

/** A deferred expression (`(>...)`): code that uses the variables of the frame in which it was created. */
export class Op {
  /** Returns the text that `:put` prints. */
  readonly form: () => string
  /** The compiled expression with its frame. Only compile/ knows its type. */
  readonly body: unknown
  constructor(form: () => string, body: unknown) {
    this.form = form
    this.body = body
  }
}

/** The cost of inserting one key in order, in units of `pay`. */
const workPerKey = 512

/** The size from which on the capacity of an array doubles; a power of two. */
const doublingFrom = 32

/**
 * An array: unkeyed elements in order, then keyed ones sorted by their keys' bytes. Copied on write: call `shared` when storing an array
 * in a second place, and `owned` before writing.
 */
export class ArrayValue {
  /** The unkeyed elements. Only the owner may change them. */
  readonly items: Value[]
  #keyed: Map<string, Value> | undefined
  #sorted: string[] | undefined
  #shared = false

  constructor(items: Value[] = [], keyed?: Map<string, Value>) {
    this.items = items
    this.#keyed = keyed !== undefined && keyed.size > 0 ? keyed : undefined
  }

  /** For node's console: `ArrayValue { items: [...], keyed: {...} }`. */
  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return `ArrayValue ${inspect({ items: this.items, keyed: Object.fromEntries(this.#keyed ?? []) }, options)}`
  }

  /** The number of elements, keyed ones included. */
  get length(): number {
    return this.items.length + (this.#keyed?.size ?? 0)
  }

  /** The number of keyed elements. */
  get keyedSize(): number {
    return this.#keyed?.size ?? 0
  }

  /** Keys of the keyed elements, sorted by bytes. Sorting is deferred until the keys are read. */
  keys(): readonly string[] {
    if (this.#keyed === undefined) return []
    if (this.#sorted === undefined) {
      pay(workPerKey * this.#keyed.size)
      this.#sorted = [...this.#keyed.keys()].sort(byBytes)
    }
    return this.#sorted
  }

  /** The element of a text key, or undefined. */
  at(key: string): Value | undefined {
    return this.#keyed?.get(key)
  }

  /** All elements in order, with their keys: a number for unkeyed ones, text for the others. */
  *entries(): IterableIterator<[number | string, Value]> {
    for (let at = 0; at < this.items.length; at++) yield [at, this.items[at]!]
    for (const key of this.keys()) yield [key, this.#keyed!.get(key)!]
  }

  /** Whether it is immutable from now on: writers must copy it. */
  get isShared(): boolean {
    return this.#shared
  }

  /** Marks the array as shared, so that writers copy it first. */
  share(): this {
    this.#shared = true
    return this
  }

  /** This array if it is not shared, else a copy whose nested arrays are marked shared. */
  owned(): ArrayValue {
    if (!this.#shared) return this
    for (const value of this.items) if (value instanceof ArrayValue) value.share()
    if (this.#keyed !== undefined) for (const value of this.#keyed.values()) if (value instanceof ArrayValue) value.share()
    builtArray(this.length)
    return new ArrayValue([...this.items], this.#keyed && new Map(this.#keyed))
  }

  /** Appends an unkeyed element in place (see `put`). */
  append(value: Value): void {
    const { items } = this
    const { length } = items
    guardElements(length)
    if (length >= doublingFrom && (length & (length - 1)) === 0) {
      // V8 grows capacity by half each time and copies; setting the length reserves capacity that remains when the length is reset.
      items.length = 2 * length
      items.length = length
    }
    items.push(value)
  }

  /** Adds an element to an array under construction: unkeyed where `key` is undefined. */
  addMember(key: string | undefined, value: Value): void {
    if (key === undefined) this.items.push(value)
    else this.put(key, value)
  }

  /** Sets a keyed element in place. The caller must own the array. Throws an uncatchable Failure if it has too many. */
  put(key: string, value: Value): void {
    const keyed = (this.#keyed ??= new Map<string, Value>())
    const { size } = keyed
    keyed.set(key, value)
    if (keyed.size === size) return
    guardElements(size)
    this.#sorted = undefined
  }

  /** Removes a keyed element in place. The caller must own the array. */
  delete(key: string): void {
    if (this.#keyed?.delete(key)) this.#sorted = undefined
  }
}

/** Whether a value is nil or nothing. */
export const isEmpty = (value: unknown): value is Nil | Nothing => value === nil || value === nothing

/** Marks a value that is about to be stored in a second place: writers must copy a shared array first. Other values are immutable. */
export function shared<V extends Value | undefined>(value: V): V {
  if (typeof value === 'object' && value instanceof ArrayValue) value.share()
  return value
}

/**
 * A value of the language. A num is a `number` if it is a safe integer, else a `bigint`, always within signed 64 bits (numbers.ts). A
 * str holds one byte per character.
 */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | Nil
  | Nothing
  | Time
  | Ip
  | IpPrefix
  | Ip6
  | Ip6Prefix
  | Id
  | ArrayValue
  | Code
  | Op

/** The name of a type, as `:typeof` returns it. */
export type TypeName =
  | 'str'
  | 'num'
  | 'bool'
  | 'nil'
  | 'nothing'
  | 'time'
  | 'ip'
  | 'ip-prefix'
  | 'ip6'
  | 'ip6-prefix'
  | 'id'
  | 'array'
  | 'code'
  | 'op'

/** Returns a value that a command built, after counting it against the limits if it is large. */
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
