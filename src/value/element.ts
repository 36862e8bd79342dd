// Owns reading, setting and finding elements of arrays and bytes of texts, slices, and lengths.
import { equals } from './compare.ts'
import { builtArray, guardElements, pay } from './limits.ts'
import { readNumber } from './numbers.ts'
import { toText } from './show.ts'
import { ArrayValue, isEmpty, nil, nothing, type Value } from './value.ts'

/**
 * The operator `->`: the element of an array at a key. A num is the 0-based index of an unkeyed element, any other key is converted to
 * text. Returns `nothing` if the array has no such element, or if `value` is not an array.
 */
export function elementOf(value: Value, key: Value): Value {
  if (typeof value !== 'object' || !(value instanceof ArrayValue)) return nothing
  if (typeof key === 'number' && key >= 0) return value.items[key] ?? nothing
  return value.at(typeof key === 'string' ? key : toText(key)) ?? nothing
}

/**
 * Returns the array with one element set: in place (constant time) if it is not shared, else a copy. A non-array becomes an array. An index
 * beyond the end fills the gap with `nothing`; an undefined value removes the element. The caller must share a value that is also stored
 * elsewhere.
 */
export function setElement(array: Value, key: Value, value: Value | undefined): ArrayValue {
  const owned = array instanceof ArrayValue ? array.owned() : new ArrayValue()
  if (typeof key === 'number' && key >= 0) {
    if (value !== undefined) {
      guardElements(key)
      while (owned.items.length < key) owned.append(nothing)
      if (key === owned.items.length) owned.append(value)
      else owned.items[key] = value
    } else if (key < owned.items.length) owned.items.splice(key, 1)
    return owned
  }
  const name = typeof key === 'string' ? key : toText(key)
  if (value === undefined) owned.delete(name)
  else owned.put(name, value)
  return owned
}

/** The cost of visiting one element, in units of `pay`. */
const workPerElement = 16

/**
 * `:find`: the first match of `needle` behind the index `from`, or from the start without `from`. `from` is exclusive, so that a script can
 * pass the last result. Returns a byte offset in a text; in an array the index of an equal element, or its key; nil if there is none.
 */
export function findIn(value: Value, needle: Value, from: Value | undefined): Value {
  const start = Math.max(placeOf(from, -1) + 1, 0)
  if (value instanceof ArrayValue) {
    pay(workPerElement * value.length)
    for (let at = start; at < value.items.length; at++) if (equals(value.items[at]!, needle)) return at
    for (const key of value.keys()) if (equals(value.at(key)!, needle)) return key
    return nil
  }
  if (isEmpty(value)) return nil
  const searched = toText(value)
  const found = start > searched.length ? -1 : searched.indexOf(toText(needle), start)
  return found === -1 ? nil : found
}

/**
 * `:pick`: from `begin` to `end` (exclusive); one byte or element without `end`. Clipped to the value's range; nil if `begin` is outside,
 * and for a text if `end` is not greater than it (library tests, 6.49.17 and 7.21.5). An `end` of nil or nothing (a failed `:find`) counts
 * as 0. Elements count in printing order; a slice keeps keys.
 */
export function pickFrom(value: Value, begin: Value, end: Value | undefined): Value {
  const from = Math.max(placeOf(begin, 0), 0)
  if (value instanceof ArrayValue) return pickElements(value, from, end === undefined ? undefined : placeOf(end, 0))
  const cut = toText(value)
  const to = end === undefined ? from + 1 : placeOf(end, 0)
  return from >= cut.length || to <= from ? nil : cut.slice(from, to)
}

function pickElements(array: ArrayValue, from: number, end: number | undefined): Value {
  if (from >= array.length) return nil
  const held = array.items.length
  if (end === undefined) return from < held ? array.items[from]! : array.at(array.keys()[from - held]!)!
  const keyed = new Map<string, Value>()
  for (const key of array.keys().slice(Math.max(from - held, 0), Math.max(end - held, 0))) keyed.set(key, array.at(key)!)
  const picked = new ArrayValue(array.items.slice(from, Math.max(end, from)), keyed)
  builtArray(picked.length)
  for (const [, value] of picked.entries()) if (value instanceof ArrayValue) value.share()
  return picked
}

/** An index given as num or numeric text; `missing` for anything else. Clamped to safe integers. */
function placeOf(value: Value | undefined, missing: number): number {
  const place = typeof value === 'string' ? readNumber(value) : value
  if (typeof place === 'number') return place
  return typeof place === 'bigint' ? (place > 0n ? Number.MAX_SAFE_INTEGER : -1) : missing
}

/** `:len`: bytes of a text, elements of an array, 0 for nil and nothing, bytes of the printed form of anything else. */
export function lengthOf(value: Value): number {
  return value instanceof ArrayValue ? value.length : toText(value).length
}
