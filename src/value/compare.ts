// Owns the test whether two values are equal, and the names of types in messages.
import { ArrayVisit, guardDepth, pay } from './limits.ts'
import { readBool } from './literal.ts'
import { readNumber, type Num } from './numbers.ts'
import { ArrayValue, Id, Ip, Ip6, Ip6Prefix, IpPrefix, Nil, Nothing, Op, Code, Time, type Value, isEmpty } from './value.ts'

/**
 * The type name of a value in messages. Seen on devices: string, array, nothing, and `ipv6 prefix` for an ip6 (K009); the others are
 * inferred from them.
 */
export function longName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'number':
    case 'bigint':
      return 'integer number' // inferred
    case 'boolean':
      return 'boolean' // inferred
    default:
      return longNames.get(value.constructor) ?? 'nothing'
  }
}

const longNames = new Map<unknown, string>([
  [ArrayValue, 'array'],
  [Nothing, 'nothing'],
  [Ip6, 'ipv6 prefix'],
  [Ip6Prefix, 'ipv6 prefix'],
  // Inferred from here on.
  [Nil, 'nil'],
  [Time, 'time interval'],
  [Ip, 'ip address'],
  [IpPrefix, 'ip prefix'],
  [Id, 'internal number'],
  [Code, 'code'],
  [Op, 'operation'],
])

/**
 * Whether two values are equal; a fast path that agrees with the operator table.
 * - A text equals the number or bool that it is the text of: `5="5"`, `true="true"` (library test, 6.49.17 and 7.21.5).
 * - nil and `nothing` are equal to each other and to no other value (changelog of 6.18, I010).
 * - Arrays are equal if all elements and keys are.
 */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return true
  switch (typeof a) {
    case 'string':
      return typeof b === 'boolean' ? readBool(a) === b : (typeof b === 'number' || typeof b === 'bigint') && readNumber(a) === b
    case 'number':
    case 'bigint':
      return typeof b === 'string' && readNumber(b) === a
    case 'boolean':
      return typeof b === 'string' && readBool(b) === a
    default:
      if (a instanceof ArrayValue) return b instanceof ArrayValue && equalArrays(a, b, 0, new ArrayVisit())
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
  if (isEmpty(a)) return isEmpty(b)
  return false
}

/** The cost of comparing one element, in units of `pay`. */
const workPerElement = 32

/**
 * Compares two arrays recursively. `visit` counts elements: an array that contains another one repeatedly has more elements than memory
 * suggests.
 */
function equalArrays(a: ArrayValue, b: ArrayValue, depth: number, visit: ArrayVisit): boolean {
  guardDepth(depth)
  if (a === b) return true
  if (a.items.length !== b.items.length || a.keyedSize !== b.keyedSize) return false
  visit.enter(a.length, depth)
  pay(workPerElement * a.length)
  for (let at = 0; at < a.items.length; at++) if (!equalElements(a.items[at]!, b.items[at]!, depth, visit)) return false
  for (const key of a.keys()) {
    const other = b.at(key)
    if (other === undefined || !equalElements(a.at(key)!, other, depth, visit)) return false
  }
  return true
}

const equalElements = (a: Value, b: Value, depth: number, visit: ArrayVisit): boolean =>
  a instanceof ArrayValue && b instanceof ArrayValue ? equalArrays(a, b, depth + 1, visit) : equals(a, b)
