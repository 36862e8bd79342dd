// Owns the operators `.` and `,`: concatenation and array join.
import { ArrayVisit, builtArray, builtText, guardElements, guardText, pay } from './limits.ts'
import { toText } from './show.ts'
import { ArrayValue, isEmpty, shared, type Value } from './value.ts'

/** The operator `.` for two operands (see `concatenateAll`). */
export function concatenate(a: Value, b: Value): Value {
  if (a instanceof ArrayValue || b instanceof ArrayValue) return concatenateAll([a, b])
  const left = typeof a === 'string' ? a : toText(a)
  const right = typeof b === 'string' ? b : toText(b)
  const length = left.length + right.length
  guardText(length)
  builtText(length)
  return left + right
}

/**
 * The operator `.` for any number of operands, also used for interpolated strings: joins the texts of the operands. If an operand is an
 * array, the result is an array of all combinations of the unkeyed elements, nested ones included, the left operand varying slowest (J040,
 * J043, I041). Keyed elements are dropped: an array that has no others gives an empty array (J042). An array without any element counts as
 * empty text (J058).
 */
export function concatenateAll(operands: readonly Value[]): Value {
  let joined = ''
  let combined: string[] | undefined
  for (const operand of operands) {
    if (operand instanceof ArrayValue && operand.length > 0) {
      combined = pair(combined ?? [joined], leaves(operand, [], 0, new ArrayVisit()))
    } else {
      const piece = typeof operand === 'string' ? operand : toText(operand)
      if (combined !== undefined) combined = pair(combined, [piece])
      else {
        guardText(joined.length + piece.length)
        joined += piece
      }
    }
  }
  if (combined === undefined) builtText(joined.length)
  return combined === undefined ? joined : new ArrayValue(combined)
}

/** The cost of joining two texts, in units of `pay`. */
const workPerPair = 64

/** All combinations of two lists of texts, the left one varying slowest. */
function pair(leftTexts: readonly string[], rightTexts: readonly string[]): string[] {
  guardElements(leftTexts.length * rightTexts.length)
  const pairs: string[] = []
  let bytes = 0
  for (const leftText of leftTexts) {
    for (const back of rightTexts) {
      guardText((bytes += leftText.length + back.length))
      pairs.push(leftText + back)
      pay(workPerPair)
    }
  }
  builtText(bytes)
  builtArray(pairs.length)
  return pairs
}

/** The texts of all unkeyed elements, nested ones included. `visit` counts visits: an array may contain another one repeatedly. */
function leaves(array: ArrayValue, into: string[], depth: number, visit: ArrayVisit): string[] {
  visit.enter(array.items.length, depth)
  for (const item of array.items) {
    if (item instanceof ArrayValue) leaves(item, into, depth + 1, visit)
    else into.push(toText(item))
  }
  return into
}

/**
 * The operator `,`: joins operands to one array. An array adds its elements, another value is one element, nil and nothing add no element
 * (U005, D153). Of equal keys the last wins.
 */
export function join(operands: readonly Value[]): ArrayValue {
  const items: Value[] = []
  const keyed = new Map<string, Value>()
  for (const operand of operands) {
    if (operand instanceof ArrayValue) {
      guardElements(items.length + keyed.size + operand.length)
      for (const item of operand.items) items.push(shared(item))
      for (const key of operand.keys()) keyed.set(key, shared(operand.at(key)!))
    } else if (!isEmpty(operand)) items.push(operand)
  }
  builtArray(items.length + keyed.size)
  return new ArrayValue(items, keyed)
}
