// Owns `:serialize to=json`: writes values as JSON text.
import { ArrayVisit, guardText, inPieces, pay } from '../limits.ts'
import { toText } from '../show.ts'
import { ArrayValue, isEmpty, type Value } from '../value.ts'

/** How values are written as JSON. */
export interface JsonStyle {
  /** `json.pretty`: one line per element, indented by four blanks per level. */
  readonly pretty: boolean
  /** `json.no-string-conversion`: numeric text stays text. */
  readonly keepStrings: boolean
}

/** The cost of one element, in units of `pay`. */
const workPerElement = 128

/**
 * The JSON text of a value. A text that is a number is written as a number with six decimals (J033, J034, L088) unless `keepStrings`; nil
 * and nothing are null; values of other types are strings of their printed text. An array with keyed elements is an object, in which
 * unkeyed elements have their index as key.
 */
export function writeJson(value: Value, style: JsonStyle): string {
  return write(value, style, 0, new ArrayVisit())
}

/** `visit` counts visits: an array may contain another one repeatedly. */
function write(value: Value, style: JsonStyle, depth: number, visit: ArrayVisit): string {
  if (value instanceof ArrayValue) return writeArray(value, style, depth, visit)
  switch (typeof value) {
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'string':
      return (style.keepStrings ? undefined : decimal(value)) ?? quoteJson(value)
    default:
      return isEmpty(value) ? 'null' : quoteJson(toText(value))
  }
}

function writeArray(array: ArrayValue, style: JsonStyle, depth: number, visit: ArrayVisit): string {
  visit.enter(array.length, depth)
  const object = array.keyedSize > 0
  const parts: string[] = []
  let bytes = 0
  for (const [key, element] of array.entries()) {
    const name = object ? `${quoteJson(String(key))}:${style.pretty ? ' ' : ''}` : ''
    const part = name + write(element, style, depth + 1, visit)
    guardText((bytes += part.length + 1))
    pay(workPerElement + part.length)
    parts.push(part)
  }
  const [open, close] = object ? '{}' : '[]'
  if (!style.pretty || parts.length === 0) return `${open}${parts.join(',')}${close}`
  const margin = `\n${' '.repeat(4 * depth)}`
  return `${open}${margin}    ${parts.join(`,${margin}    `)}${margin}${close}`
}

const numeric = /^-?[0-9]+(\.[0-9]+)?$/

/** Numeric text as C's `%f` prints it: the nearest double with six decimals. Undefined for other text. */
function decimal(written: string): string | undefined {
  if (!numeric.test(written)) return undefined
  const value = Number(written)
  if (!Number.isFinite(value)) return undefined
  // From 1e21 on toFixed uses exponents; such doubles are whole numbers.
  return Math.abs(value) < 1e21 ? value.toFixed(6) : `${BigInt(value)}.000000`
}

const shortEscapes = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** Bytes from 0x80 on stay unchanged: the text is UTF-8, like JSON. */
function quoteJson(bytes: string): string {
  const escaped = (byte: string): string => shortEscapes.get(byte) ?? `\\u${byte.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `"${inPieces(bytes, (piece) => piece.replace(/["\\\x00-\x1f]/g, escaped))}"`
}
