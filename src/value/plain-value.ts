// Owns values as JavaScript has them, for programs: text decoded from UTF-8, arrays and objects, times and addresses as text.
import { fromBytes, toBytes } from '../text/bytes.ts'
import { quote, show } from './show.ts'
import { ArrayValue, nil, nothing, type Value } from './value.ts'

/** What programs give: text, numbers, `true` and `false`, lists of them. */
export type PlainInput = string | number | bigint | boolean | readonly PlainInput[]

/**
 * What programs get. Text, times (`1h`), addresses and ids (`*1F`) are strings as `:put` prints them; whole numbers are numbers, or bigints
 * beyond
 * 2^53; an array is a list, with keys an object (a row: `{ '.id': '*1', name: 'lan' }`); no value is undefined.
 */
export type PlainValue = string | number | bigint | boolean | undefined | readonly PlainValue[] | { readonly [key: string]: PlainValue }

/** The value that a script has for what a program gives. Throws a TypeError for a number that is not whole: the language has none. */
export function fromPlain(given: PlainInput): Value {
  switch (typeof given) {
    case 'string':
      return toBytes(given)
    case 'boolean':
      return given
    case 'number':
    case 'bigint': {
      if (typeof given === 'number' && !Number.isSafeInteger(given)) throw new TypeError(`${given} is no whole number: give it as text`)
      const wide = BigInt(given)
      if (BigInt.asIntN(64, wide) !== wide) throw new TypeError(`${given} does not fit in 64 bits`)
      return Number.isSafeInteger(Number(wide)) ? Number(wide) : wide
    }
    default:
      return new ArrayValue(given.map(fromPlain))
  }
}

/** A text as RouterOS source: between quotes, with every sign escaped that would be read otherwise. */
export const quoteText = (text: string): string => quote(toBytes(text))

/** A value as JavaScript has it. */
export function toPlain(value: Value): PlainValue {
  if (value === nil || value === nothing) return undefined
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value
  if (!(value instanceof ArrayValue)) return fromBytes(show(value))
  if (value.keyedSize === 0) return value.items.map(toPlain)
  // Made of entries, a key like `__proto__` is one of its own.
  return Object.fromEntries([...value.entries()].map(([key, member]) => [fromBytes(String(key)), toPlain(member)]))
}
