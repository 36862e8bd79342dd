// Owns tests of converting values from and to JavaScript.
import { describe, expect, it } from 'vitest'
import { fromPlain, toPlain, type PlainInput, type PlainValue } from '../../src/value/plain-value.ts'
import { ArrayValue, Id, Ip, IpPrefix, Time, nil, nothing, type Value } from '../../src/value/value.ts'
import { thrownBy } from '../harness/expected.ts'

describe('values from programs', () => {
  it.each<[PlainInput, Value]>([
    ['ü', '\xc3\xbc'],
    ['', ''],
    [true, true],
    [-7, -7],
    [7n, 7],
    [2n ** 60n, 2n ** 60n],
    [['*1', ['a', 2]], new ArrayValue(['*1', new ArrayValue(['a', 2])])],
  ])('%o', (given, value) => expect(fromPlain(given)).toEqual(value))

  it.each([1.5, NaN, Infinity, 2 ** 53, 2n ** 63n])('are refused if they are not numbers of the language: %s', (given) => {
    const why = typeof given === 'bigint' ? 'does not fit in 64 bits' : 'is not a whole number: pass it as text'
    expect(thrownBy(() => fromPlain(given))).toBe(`TypeError: ${given} ${why}`)
  })
})

describe('values for programs', () => {
  it.each<[Value, PlainValue]>([
    ['\xc3\xbc', 'ü'],
    [nil, undefined],
    [nothing, undefined],
    [false, false],
    [0, 0],
    [2n ** 60n, 2n ** 60n],
    [new Time(90_000_000_000n), '00:01:30'],
    [new Ip(0x0a000001), '10.0.0.1'],
    [new IpPrefix(0x0a000001, 24), '10.0.0.1/24'],
    [new Id(0x1f), '*1F'],
    [new ArrayValue(), []],
    [new ArrayValue([1, new ArrayValue(['a'])]), [1, ['a']]],
    [new ArrayValue([5], new Map([['\xc3\xbc', new Id(1)]])), { 0: 5, ü: '*1' }],
  ])('%o', (value, plain) => expect(toPlain(value)).toEqual(plain))

  it('may have any keys', () => {
    const plain = toPlain(new ArrayValue([], new Map([['__proto__', 'x']])))
    expect(Object.entries(plain ?? {})).toEqual([['__proto__', 'x']])
  })
})
