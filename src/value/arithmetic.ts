// Owns `+ - * / %` and prefix `-` on values: which types may meet, and what comes of it.
import { Failure } from '../diagnostic/failure.ts'
import { longName } from './compare.ts'
import * as numbers from './numbers.ts'
import { readNumber, type Num } from './numbers.ts'
import { Ip, Ip6, Time, nil, nothing, type Value } from './value.ts'

// Each function starts with the case of two numbers, so that loops over counters stay on it.

/** num, time with time, ip with num. Empty operands count as 0; two empty ones give the left one back. */
export function add(a: Value, b: Value): Value {
  if (isNum(a) && isNum(b)) return numbers.add(a, b)
  const left = operand(a, b)
  const right = operand(b, a)
  if (isNum(left) && isNum(right)) return numbers.add(left, right)
  if (left instanceof Time && right instanceof Time) return timeOf(left.ns + right.ns)
  if (left instanceof Ip && isNum(right)) return ipOf(BigInt(left.address) + BigInt(right))
  if (isNum(left) && right instanceof Ip) return ipOf(BigInt(left) + BigInt(right.address))
  if (left instanceof Ip6 && isNum(right)) return new Ip6(BigInt.asUintN(128, left.address + BigInt(right))) // unverified
  if (isEmpty(left) && isEmpty(right)) return left
  throw new Failure(`cannot add ${longName(b)} to ${longName(a)}`) // unverified
}

/** num, time from time, num from ip (an ip), ip from ip (a num). */
export function subtract(a: Value, b: Value): Value {
  if (isNum(a) && isNum(b)) return numbers.subtract(a, b)
  const left = operand(a, b)
  const right = operand(b, a)
  if (isNum(left) && isNum(right)) return numbers.subtract(left, right)
  if (left instanceof Time && right instanceof Time) return timeOf(left.ns - right.ns)
  if (left instanceof Ip && right instanceof Ip) return left.address - right.address
  if (left instanceof Ip && isNum(right)) return ipOf(BigInt(left.address) - BigInt(right))
  if (left instanceof Ip6 && isNum(right)) return new Ip6(BigInt.asUintN(128, left.address - BigInt(right))) // unverified
  if (isEmpty(left) && isEmpty(right)) return left
  throw new Failure(`cannot subtract ${longName(b)} from ${longName(a)}`) // unverified
}

/** num, time by num. */
export function multiply(a: Value, b: Value): Value {
  if (isNum(a) && isNum(b)) return numbers.multiply(a, b)
  const left = operand(a, b)
  const right = operand(b, a)
  if (isNum(left) && isNum(right)) return numbers.multiply(left, right)
  if (left instanceof Time && isNum(right)) return timeOf(left.ns * BigInt(right))
  if (isNum(left) && right instanceof Time) return timeOf(BigInt(left) * right.ns)
  if (isEmpty(left) && isEmpty(right)) return left
  throw new Failure(`cannot multiply ${longName(a)} by ${longName(b)}`) // unverified
}

/** num, time by num (a time), time by time (how often it fits; unverified). */
export function divide(a: Value, b: Value): Value {
  if (isNum(a) && isNum(b)) return numbers.divide(a, b)
  const left = operand(a, b)
  const right = operand(b, a)
  if (isNum(left) && isNum(right)) return numbers.divide(left, right)
  if (left instanceof Time && isNum(right)) return timeOf(left.ns / divisor(BigInt(right)))
  if (left instanceof Time && right instanceof Time) return numbers.wrap(left.ns / divisor(right.ns))
  if (isEmpty(left) && isEmpty(right)) return left
  throw new Failure(`cannot divide ${longName(a)} by ${longName(b)}`) // unverified
}

/** num; what is left of a time (unverified). */
export function modulo(a: Value, b: Value): Value {
  if (isNum(a) && isNum(b)) return numbers.modulo(a, b)
  const left = operand(a, b)
  const right = operand(b, a)
  if (isNum(left) && isNum(right)) return numbers.modulo(left, right)
  if (left instanceof Time && right instanceof Time) return timeOf(left.ns % divisor(right.ns))
  if (isEmpty(left) && isEmpty(right)) return left
  throw new Failure(`cannot compute remainder of ${longName(a)} by ${longName(b)}`) // unverified
}

/** num and time; an empty value stays as it is. */
export function negate(a: Value): Value {
  if (isNum(a)) return numbers.negate(a)
  if (a instanceof Time) return timeOf(-a.ns)
  if (isEmpty(a)) return a
  const number = typeof a === 'string' ? readNumber(a) : undefined
  if (number !== undefined) return numbers.negate(number)
  throw new Failure(`cannot negate ${longName(a)}`) // unverified
}

const isNum = (value: Value): value is Num => typeof value === 'number' || typeof value === 'bigint'
const isEmpty = (value: Value): boolean => value === nil || value === nothing

/** A value as arithmetic takes it beside `other`: numeric text is its number, an empty value is 0 of the other's kind. */
function operand(value: Value, other: Value): Value {
  if (typeof value === 'string') return readNumber(value) ?? value
  // Rows D115, D166, D172: an operation of two empty values is no number and no failure.
  if (isEmpty(value) && !isEmpty(other)) return other instanceof Time ? new Time(0n) : 0
  return value
}

function divisor(n: bigint): bigint {
  if (n === 0n) throw new Failure('division by zero', { cause: { kind: 'division-by-zero' } }) // unverified
  return n
}

const timeOf = (ns: bigint): Time => new Time(BigInt.asIntN(64, ns))
const ipOf = (address: bigint): Ip => new Ip(Number(BigInt.asUintN(32, address)))
