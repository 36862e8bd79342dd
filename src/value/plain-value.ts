// Owns the conversion between script values and plain JavaScript values, for programs that use offbox.
import { fromBytes, toBytes } from '../text/bytes.ts'
import { quote, show } from './show.ts'
import { ArrayValue, isEmpty, type Value } from './value.ts'

/** A value that a program passes in: text, numbers, `true` and `false`, arrays of them. */
export type PlainInput = string | number | bigint | boolean | readonly PlainInput[]

/**
 * A value that a program receives. Text, times (`1h`), addresses and ids (`*1F`) are strings as `:put` prints them; whole numbers are
 * numbers, or bigints beyond 2^53; an array is an array, or an object if it has keys (a row: `{ '.id': '*1', name: 'lan' }`); nil and
 * nothing are undefined.
 */
export type PlainValue = string | number | bigint | boolean | undefined | readonly PlainValue[] | { readonly [key: string]: PlainValue }

/**
 * Converts a JavaScript value to a script value. Throws a TypeError for a number that is not whole or does not fit in 64 bits: the language
 * has none.
 */
export function fromPlain(given: PlainInput): Value {
  switch (typeof given) {
    case 'string':
      return toBytes(given)
    case 'boolean':
      return given
    case 'number':
    case 'bigint': {
      if (typeof given === 'number' && !Number.isSafeInteger(given)) throw new TypeError(`${given} is not a whole number: pass it as text`)
      const wide = BigInt(given)
      if (BigInt.asIntN(64, wide) !== wide) throw new TypeError(`${given} does not fit in 64 bits`)
      return Number.isSafeInteger(Number(wide)) ? Number(wide) : wide
    }
    default:
      return new ArrayValue(given.map(fromPlain))
  }
}

/** A text as RouterOS source: quoted, with special characters escaped. */
export const quoteText = (text: string): string => quote(toBytes(text))

/** Converts a script value to plain JavaScript. */
export function toPlain(value: Value): PlainValue {
  if (isEmpty(value)) return undefined
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value
  if (!(value instanceof ArrayValue)) return fromBytes(show(value))
  if (value.keyedSize === 0) return value.items.map(toPlain)
  // Built from entries, so that a key like `__proto__` becomes a plain member.
  return Object.fromEntries([...value.entries()].map(([key, member]) => [fromBytes(String(key)), toPlain(member)]))
}
