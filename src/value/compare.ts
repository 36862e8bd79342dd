// Owns equality and order of values.
import { Failure } from '../diagnostic/failure.ts'
import { guardDepth, guardElements, pay } from './limits.ts'
import { compareNumbers, readNumber, type Num } from './numbers.ts'
import { ArrayValue, Id, Ip, Ip6, Ip6Prefix, IpPrefix, Nil, Nothing, Op, Code, Time, nil, nothing, type Value } from './value.ts'

/** What differs between releases. `arrays`: 7.23.3 refuses to order arrays (H017), 7.24rc4 does it. */
export interface OrderRules {
  readonly arrays: 'refused' | 'ordered'
}

/** The rules of 7.23 and before. */
export const defaultOrder: OrderRules = { arrays: 'refused' }

/**
 * The long name of a value's type in messages. Verified: string, array, nothing, and `ipv6 prefix` for an ip6 (K009);
 * the others follow them.
 */
export function longName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'number':
    case 'bigint':
      return 'integer number' // unverified
    case 'boolean':
      return 'boolean' // unverified
    default:
      return longNames.get(value.constructor) ?? 'nothing'
  }
}

const longNames = new Map<unknown, string>([
  [ArrayValue, 'array'],
  [Nothing, 'nothing'],
  [Ip6, 'ipv6 prefix'],
  [Ip6Prefix, 'ipv6 prefix'],
  // unverified from here
  [Nil, 'nil'],
  [Time, 'time interval'],
  [Ip, 'ip address'],
  [IpPrefix, 'ip prefix'],
  [Id, 'internal number'],
  [Code, 'code'],
  [Op, 'operation'],
])

/**
 * Whether two values are equal. Numeric text equals its number (`5="5"`), other text equals nothing but the same text;
 * nil and nothing equal each other and nothing else (CLOG 6.18, I010); arrays are compared whole, keys included.
 */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return true
  switch (typeof a) {
    case 'string':
      return (typeof b === 'number' || typeof b === 'bigint') && readNumber(a) === b
    case 'number':
    case 'bigint':
      return typeof b === 'string' && readNumber(b) === a
    case 'boolean':
      return false
    default:
      if (a instanceof ArrayValue) return b instanceof ArrayValue && equalArrays(a, b, 0, { steps: 0 })
      return typeof b === 'object' && equalObjects(a, b)
  }
}

function equalObjects(a: Exclude<Value, string | Num | boolean>, b: Exclude<Value, string | Num | boolean>): boolean {
  if (a instanceof Time) return b instanceof Time && a.ns === b.ns
  if (a instanceof Ip) return b instanceof Ip && a.address === b.address
  if (a instanceof IpPrefix) return b instanceof IpPrefix && a.address === b.address && a.length === b.length
  if (a instanceof Ip6) return b instanceof Ip6 && a.address === b.address
  if (a instanceof Ip6Prefix) return b instanceof Ip6Prefix && a.address === b.address && a.length === b.length
  if (a instanceof Id) return b instanceof Id && a.id === b.id
  if (a === nil || a === nothing) return b === nil || b === nothing
  return false
}

/** Comparing one element, in units of `pay`. */
const workPerElement = 32

/** Two arrays all through. `walk` counts elements: arrays that hold the same arrays twice are larger than the memory they take. */
function equalArrays(a: ArrayValue, b: ArrayValue, depth: number, walk: { steps: number }): boolean {
  guardDepth(depth)
  if (a === b) return true
  if (a.items.length !== b.items.length || a.keyedSize !== b.keyedSize) return false
  guardElements((walk.steps += a.length))
  pay(workPerElement * a.length)
  for (let at = 0; at < a.items.length; at++) if (!equalElements(a.items[at]!, b.items[at]!, depth, walk)) return false
  for (const key of a.keys()) {
    const other = b.at(key)
    if (other === undefined || !equalElements(a.at(key)!, other, depth, walk)) return false
  }
  return true
}

const equalElements = (a: Value, b: Value, depth: number, walk: { steps: number }): boolean =>
  a instanceof ArrayValue && b instanceof ArrayValue ? equalArrays(a, b, depth + 1, walk) : equals(a, b)

export type OrderSign = '<' | '>' | '<=' | '>='

const words: Readonly<Record<OrderSign, string>> = {
  '<': 'less than',
  '>': 'more than',
  '<=': 'less than or equal to', // unverified
  '>=': 'more than or equal to', // unverified
}

/**
 * The order of two values by `sign`; raises `cannot compare if array is more than array` and the like for types without order (two texts
 * among them). With nil or nothing on one side: never less and never more, and the empty side is `<=` the other (rows I011, I012, D116,
 * D174; sources disagree, see language.md section 2).
 */
export function order(a: Value, b: Value, sign: OrderSign, rules: OrderRules = defaultOrder): boolean {
  if (typeof a === 'number' && typeof b === 'number') return holds(a < b ? -1 : a > b ? 1 : 0, sign)
  const emptyLeft = a === nil || a === nothing
  const emptyRight = b === nil || b === nothing
  if (emptyLeft !== emptyRight) return emptyLeft ? sign === '<=' : sign === '>='
  if (emptyLeft && (sign === '<=' || sign === '>=')) return true
  const compared = compare(a, b, rules)
  if (compared === undefined) {
    const cause = { kind: longName(a) === 'string' ? 'no-order-of-text' : 'no-order' } as const
    throw new Failure(`cannot compare if ${longName(a)} is ${words[sign]} ${longName(b)}`, { cause })
  }
  return holds(compared, sign)
}

function holds(compared: number, sign: OrderSign): boolean {
  switch (sign) {
    case '<':
      return compared < 0
    case '>':
      return compared > 0
    case '<=':
      return compared <= 0
    case '>=':
      return compared >= 0
  }
}

/** Negative, 0 or positive; undefined where the types have no order. */
function compare(a: Value, b: Value, rules: OrderRules): number | undefined {
  const left = numberIn(a)
  const right = numberIn(b)
  // Numeric text counts beside a num (`$1 > 5`), but two texts are not ordered.
  if (left !== undefined && right !== undefined)
    return typeof a === 'string' && typeof b === 'string' ? undefined : compareNumbers(left, right)
  if (a instanceof Time && b instanceof Time) return a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0
  if (a instanceof Ip && b instanceof Ip) return a.address - b.address
  if (a instanceof Ip6 && b instanceof Ip6) return a.address < b.address ? -1 : a.address > b.address ? 1 : 0
  if (a instanceof Id && b instanceof Id) return a.id - b.id
  if (a instanceof ArrayValue && b instanceof ArrayValue && rules.arrays === 'ordered') return compareArrays(a, b, rules)
  return undefined
}

function numberIn(value: Value): Num | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? value : typeof value === 'string' ? readNumber(value) : undefined
}

/** Element by element, then by length: `{2;1} > {1;2;3}` is true on 7.24rc4; more is not known. */
function compareArrays(a: ArrayValue, b: ArrayValue, rules: OrderRules): number | undefined {
  for (let at = 0; at < a.items.length && at < b.items.length; at++) {
    const left = a.items[at]!
    const right = b.items[at]!
    if (equals(left, right)) continue
    return left instanceof ArrayValue || right instanceof ArrayValue ? undefined : compare(left, right, rules)
  }
  return a.length - b.length
}
