// Owns tests of 64-bit arithmetic.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as numbers from '../../src/value/numbers.ts'
import { processorTime } from '../harness/processor.ts'
import { thrownBy } from '../harness/expected.ts'

const num = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.maxSafeInteger().map(BigInt),
    fc.integer().map(BigInt),
    fc.constantFrom(0n, 1n, -1n, 2n ** 53n, 2n ** 53n - 1n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n), 2n ** 31n, -(2n ** 31n)),
  )
  .map((n) => numbers.wrap(n))

const exact: [string, (a: numbers.Num, b: numbers.Num) => numbers.Num, (a: bigint, b: bigint) => bigint][] = [
  ['add', numbers.add, (a, b) => a + b],
  ['subtract', numbers.subtract, (a, b) => a - b],
  ['multiply', numbers.multiply, (a, b) => a * b],
  ['bitAnd', numbers.bitAnd, (a, b) => a & b],
  ['bitOr', numbers.bitOr, (a, b) => a | b],
  ['bitXor', numbers.bitXor, (a, b) => a ^ b],
  ['shiftLeft', numbers.shiftLeft, (a, b) => a << BigInt.asUintN(6, b)],
  ['shiftRight', numbers.shiftRight, (a, b) => a >> BigInt.asUintN(6, b)],
]

describe('arithmetic', () => {
  it.each(exact)('%s wraps to signed 64 bits', (_name, own, reference) => {
    fc.assert(
      fc.property(num, num, (a, b) => {
        const result = own(a, b)
        expect(BigInt(result)).toBe(BigInt.asIntN(64, reference(BigInt(a), BigInt(b))))
        expect(
          typeof result === 'number' ? Number.isSafeInteger(result) && !Object.is(result, -0) : !Number.isSafeInteger(Number(result)),
        ).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('divides toward zero, and the remainder has the sign of the dividend', () => {
    fc.assert(
      fc.property(num, num, (a, b) => {
        fc.pre(b !== 0)
        expect(BigInt(numbers.divide(a, b))).toBe(BigInt.asIntN(64, BigInt(a) / BigInt(b)))
        expect(BigInt(numbers.modulo(a, b))).toBe(BigInt(a) % BigInt(b))
        expect(Object.is(numbers.divide(a, b), -0) || Object.is(numbers.modulo(a, b), -0)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('negates and inverts', () => {
    fc.assert(
      fc.property(num, (a) => {
        expect(BigInt(numbers.negate(a))).toBe(BigInt.asIntN(64, -BigInt(a)))
        expect(BigInt(numbers.bitNot(a))).toBe(~BigInt(a))
      }),
    )
  })

  it('refuses to divide by zero', () => {
    expect(thrownBy(() => numbers.divide(1, 0))).toBe('Failure: division by zero')
    expect(thrownBy(() => numbers.modulo(1, 0))).toBe('Failure: division by zero')
  })

  it('runs a loop of additions without allocation', () => {
    const started = processorTime()
    let sum: numbers.Num = 0
    for (let turn = 0; turn < 10_000_000; turn++) sum = numbers.add(sum, turn)
    expect(sum).toBe(49_999_995_000_000)
    expect(processorTime() - started).toBeLessThan(2_000)
  })
})

describe('readNumber', () => {
  it('reads printed numbers', () => {
    fc.assert(
      fc.property(num, (a) => {
        fc.pre(BigInt(a) !== -(2n ** 63n))
        expect(numbers.readNumber(String(a))).toBe(a)
      }),
    )
  })

  it.each(['', '-', '0x', '0X1', '+1', '1 ', ' 1', '1.0', '1e3', '--1', 'x'])('%j is not a number', (text) =>
    expect(numbers.readNumber(text)).toBeUndefined(),
  )
  it('reads hexadecimal digits of both cases, and saturates', () => {
    expect(numbers.readNumber('0xFf')).toBe(255)
    expect(numbers.readNumber('0xffffffffffffffff')).toBe(9223372036854775807n)
    expect(numbers.readNumber('-0xffffffffffffffff')).toBe(-9223372036854775807n)
    expect(numbers.readNumber('-0')).toBe(0)
  })
})
