// Owns the arithmetic and the literals of the type num: signed 64-bit integers, stored as a `number` if safe, else as a `bigint`.
import { Failure } from '../diagnostic/failure.ts'
import { pay, unit } from './limits.ts'

/** A num: a `number` if it is a safe integer, else a `bigint` within signed 64 bits. */
export type Num = number | bigint

const safe = Number.MAX_SAFE_INTEGER
/** The largest number of the language: it has 64 bits, with sign. */
const maxInteger = 9223372036854775807n

/** Wraps `n` modulo 2^64 to a signed num. Arithmetic wraps (L129); only literals saturate. */
export function wrap(n: bigint): Num {
  const wrapped = BigInt.asIntN(64, n)
  return wrapped >= -9007199254740991n && wrapped <= 9007199254740991n ? Number(wrapped) : wrapped
}

/** The sum, wrapped to 64 bits. */
export function add(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (sum <= safe && sum >= -safe) return sum
  }
  return wrap(BigInt(a) + BigInt(b))
}

/** The difference, wrapped to 64 bits. */
export function subtract(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (difference <= safe && difference >= -safe) return difference
  }
  return wrap(BigInt(a) - BigInt(b))
}

/** The product, wrapped to 64 bits. */
export function multiply(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    // The addition turns -0 into 0, which a num does not distinguish.
    if (product <= safe && product >= -safe) return product + 0
  }
  return wrap(BigInt(a) * BigInt(b))
}

/** The failure of a division by 0 (the message is inferred). */
const divisionByZero = (): Failure => new Failure('division by zero', { cause: { kind: 'division-by-zero' } })

/** Returns a divisor unchanged. Throws a Failure `division by zero` for 0. */
export function divisor(by: bigint): bigint {
  if (by === 0n) throw divisionByZero()
  return by
}

/**
 * Truncates toward zero. The quotient of two safe integers is never rounded up to the next whole number. Throws a Failure `division by
 * zero`.
 */
export function divide(a: Num, b: Num): Num {
  if (b === 0) throw divisionByZero()
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b) + 0
  return wrap(BigInt(a) / BigInt(b))
}

/** The remainder, with the sign of the dividend. Throws a Failure `division by zero`. */
export function modulo(a: Num, b: Num): Num {
  if (b === 0) throw divisionByZero()
  if (typeof a === 'number' && typeof b === 'number') return (a % b) + 0
  return wrap(BigInt(a) % BigInt(b))
}

/** The number with the opposite sign, wrapped to 64 bits: the lowest number is unchanged. */
export function negate(a: Num): Num {
  return typeof a === 'number' ? 0 - a : wrap(-a)
}

/** The bits that are set in both numbers. */
export function bitAnd(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b) return a & b
  return wrap(BigInt(a) & BigInt(b))
}

/** The bits that are set in one number or both. */
export function bitOr(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b) return a | b
  return wrap(BigInt(a) | BigInt(b))
}

/** The bits that are set in one number only. */
export function bitXor(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b) return a ^ b
  return wrap(BigInt(a) ^ BigInt(b))
}

/** All bits inverted. */
export function bitNot(a: Num): Num {
  return subtract(-1, a)
}

/** Shifts left; the count is taken modulo 64, as 64-bit processors do (inferred). */
export function shiftLeft(a: Num, count: Num): Num {
  const by = shiftCount(count)
  if (typeof a === 'number' && by < 32) {
    const shifted = a * 2 ** by
    if (shifted <= safe && shifted >= -safe) return shifted
  }
  return wrap(BigInt(a) << BigInt(by))
}

/** Shifts right and keeps the sign; count as in `shiftLeft`. */
export function shiftRight(a: Num, count: Num): Num {
  const by = shiftCount(count)
  if (typeof a === 'number' && (a | 0) === a) return a >> Math.min(by, 31)
  return wrap(BigInt(a) >> BigInt(by))
}

const shiftCount = (count: Num): number =>
  typeof count === 'number' && count >= 0 && count < 64 ? count : Number(BigInt.asUintN(6, BigInt(count)))

/** Negative, 0 or positive if `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: Num, b: Num): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Parses a whole text to a num: decimal (also with leading zeros, changelog of 3.23) or `0x` hexadecimal, optionally with `-`. Returns
 * undefined for all other text (`0x`, `0xg`, `0X10`, `+1`). Larger numbers become +-9223372036854775807 (C042, J060).
 */
export function readNumber(text: string): Num | undefined {
  if (text.length >= unit) pay(4 * text.length)
  const negative = text.charCodeAt(0) === 45
  const start = negative ? 1 : 0
  const hex = text.charCodeAt(start) === 48 && text.charCodeAt(start + 1) === 120
  const from = hex ? start + 2 : start
  if (from >= text.length) return undefined
  const base = hex ? 16 : 10
  let value = 0
  for (let at = from; at < text.length; at++) {
    const digit = digitOf(text.charCodeAt(at))
    if (digit >= base) return undefined
    value = value * base + digit
  }
  if (value <= safe) return negative ? 0 - value : value
  // A double is exact enough to decide on saturation: converting thousands of digits to a BigInt takes seconds.
  const exact = value > 1e19 ? maxInteger : BigInt(text.slice(start))
  const saturated = exact > maxInteger ? maxInteger : exact
  return wrap(negative ? -saturated : saturated)
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  if (code >= 97 && code <= 102) return code - 87
  if (code >= 65 && code <= 70) return code - 55
  return 99
}
