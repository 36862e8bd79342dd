// Owns converting values to text: the forms of `:put`, of `:tostr` and concatenation, and of `:environment print`.
import { formatIp, formatIp6 } from './address.ts'
import { ArrayVisit, builtText, guardText, inPieces, pay } from './limits.ts'
import { formatId } from './literal.ts'
import { formatTime } from './time.ts'
import { ArrayValue, Code, Id, Ip, Ip6, Ip6Prefix, IpPrefix, Op, Time, type Value } from './value.ts'

/**
 * The text that `:put` prints: elements of an array are joined with `;`, keyed ones are `key=value`, nested arrays are flattened (J039,
 * J048); code is its printed form.
 */
export function show(value: Value): string {
  return typeof value === 'string' ? value : value instanceof ArrayValue ? whole(value, show) : scalar(value, true)
}

/** The text of `:tostr`, the operator `.` and interpolation: like `show`, except that code is `(code)`. */
export function toText(value: Value): string {
  return typeof value === 'string' ? value : value instanceof ArrayValue ? whole(value, toText) : scalar(value, false)
}

/** The text that `:environment print` prints: arrays as `{1; k="t"}` with braces, blanks and quoted texts, other values like `text`. */
export function showNested(value: Value): string {
  return value instanceof ArrayValue ? nested(value, 0, new ArrayVisit()) : toText(value)
}

/** The text of a value that is no array. `opened`: whether code is shown as its printed form. */
function scalar(value: Exclude<Value, ArrayValue>, opened: boolean): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    default:
      if (value instanceof Time) return formatTime(value)
      if (value instanceof Ip) return formatIp(value.address)
      if (value instanceof IpPrefix) return `${formatIp(value.address)}/${value.length}`
      if (value instanceof Ip6) return formatIp6(value.address)
      if (value instanceof Ip6Prefix) return `${formatIp6(value.address)}/${value.length}`
      if (value instanceof Id) return formatId(value.id)
      if (value instanceof Code) return opened ? value.form() : '(code)'
      if (value instanceof Op) return value.form()
      return ''
  }
}

/** The text of an array, counted as a value that was built. */
function whole(array: ArrayValue, leaf: (value: Value) => string): string {
  const joined = join(array, leaf, 0, new ArrayVisit())
  builtText(joined.length)
  return joined
}

/** The cost of one element, in units of `pay`. */
const workPerElement = 64

/** Joins the elements of an array and of those nested in it. `visit` counts elements: an array may contain another one repeatedly. */
function join(array: ArrayValue, leaf: (value: Value) => string, depth: number, visit: ArrayVisit): string {
  visit.enter(array.length, depth)
  pay(workPerElement * array.length)
  let joined = ''
  let first = true
  const next = (value: Value): string => (value instanceof ArrayValue ? join(value, leaf, depth + 1, visit) : leaf(value))
  for (const value of array.items) {
    joined += first ? next(value) : `;${next(value)}`
    first = false
    guardText(joined.length)
  }
  for (const key of array.keys()) {
    joined += `${first ? '' : ';'}${key}=${next(array.at(key)!)}`
    first = false
    guardText(joined.length)
  }
  return joined
}

function nested(array: ArrayValue, depth: number, visit: ArrayVisit): string {
  visit.enter(array.length, depth)
  pay(workPerElement * array.length)
  let joined = '{'
  for (const [key, value] of array.entries()) {
    const shown = value instanceof ArrayValue ? nested(value, depth + 1, visit) : typeof value === 'string' ? quote(value) : toText(value)
    joined += `${joined.length === 1 ? '' : '; '}${typeof key === 'string' ? `${key}=` : ''}${shown}`
    guardText(joined.length)
  }
  return `${joined}}`
}

const escapes = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['$', '\\$'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** A byte as an escape of a quoted text: `\n`, else `\XX` in upper-case hexadecimal. */
export const escapedByte = (byte: string): string =>
  escapes.get(byte) ?? `\\${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** A text as the console quotes it: bytes that are not printable ASCII are escaped. */
export function quote(bytes: string): string {
  return `"${inPieces(bytes, (piece) => piece.replace(/["\\$]|[^ -~]/g, escapedByte))}"`
}
