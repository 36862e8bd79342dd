// Owns `& | ^ << >>` and prefix `~` on values: num, ip and ip6 by their bits.
import { Failure } from '../diagnostic/failure.ts'
import { longName } from './compare.ts'
import * as numbers from './numbers.ts'
import { readNumber, type Num } from './numbers.ts'
import { Ip, Ip6, nil, nothing, type Value } from './value.ts'

/** num with num, ip with ip, ip6 with ip6 (6.46). */
export function bitAnd(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return numbers.bitAnd(a, b)
  if (a instanceof Ip && b instanceof Ip) return new Ip((a.address & b.address) >>> 0)
  if (a instanceof Ip6 && b instanceof Ip6) return new Ip6(a.address & b.address)
  const pair = nums(a, b)
  if (pair !== undefined) return numbers.bitAnd(pair[0], pair[1])
  return refuse('and', a, b)
}

export function bitOr(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return numbers.bitOr(a, b)
  if (a instanceof Ip && b instanceof Ip) return new Ip((a.address | b.address) >>> 0)
  if (a instanceof Ip6 && b instanceof Ip6) return new Ip6(a.address | b.address)
  const pair = nums(a, b)
  if (pair !== undefined) return numbers.bitOr(pair[0], pair[1])
  return refuse('or', a, b)
}

export function bitXor(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return numbers.bitXor(a, b)
  if (a instanceof Ip && b instanceof Ip) return new Ip((a.address ^ b.address) >>> 0)
  if (a instanceof Ip6 && b instanceof Ip6) return new Ip6(a.address ^ b.address)
  const pair = nums(a, b)
  if (pair !== undefined) return numbers.bitXor(pair[0], pair[1])
  return refuse('xor', a, b)
}

/** A num or an ip by a num; what leaves an ip's 32 bits is lost. An ip6 cannot be shifted. */
export function shiftLeft(a: Value, b: Value): Value {
  if (a instanceof Ip) {
    const count = num(b)
    if (count !== undefined) return new Ip(Number(BigInt.asUintN(32, BigInt(a.address) << BigInt.asUintN(6, BigInt(count)))))
  }
  const pair = nums(a, b)
  if (pair !== undefined) return numbers.shiftLeft(pair[0], pair[1])
  return refuse('shift left', a, b)
}

export function shiftRight(a: Value, b: Value): Value {
  if (a instanceof Ip) {
    const count = num(b)
    if (count !== undefined) return new Ip(Number(BigInt(a.address) >> BigInt.asUintN(6, BigInt(count))))
  }
  const pair = nums(a, b)
  if (pair !== undefined) return numbers.shiftRight(pair[0], pair[1])
  return refuse('shift right', a, b)
}

/** Every bit turned; raises `cannot invert string` and the like for values without bits. */
export function invert(a: Value): Value {
  if (typeof a === 'number' || typeof a === 'bigint') return numbers.bitNot(a)
  if (a instanceof Ip) return new Ip(~a.address >>> 0)
  if (a instanceof Ip6) return new Ip6(BigInt.asUintN(128, ~a.address))
  throw new Failure(`cannot invert ${longName(a)}`, { cause: { kind: 'not-invertible' } })
}

function nums(a: Value, b: Value): readonly [Num, Num] | undefined {
  const left = num(a)
  const right = num(b)
  return left === undefined || right === undefined ? undefined : [left, right]
}

/** A num, numeric text as its number, an empty value as 0. */
function num(value: Value): Num | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'string') return readNumber(value)
  return value === nil || value === nothing ? 0 : undefined
}

/** The text is the device's for `and` (K009); the other words follow it. */
function refuse(word: string, a: Value, b: Value): never {
  throw new Failure(`cannot compute bitwise "${word}" of ${longName(a)} and ${longName(b)}`)
}
