// Owns tests of operators: coercions, results, and refusals with their messages.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../src/diagnostic/failure.ts'
import { equals } from '../../src/value/compare.ts'
import { concatenateAll } from '../../src/value/concatenate.ts'
import { readLiteral } from '../../src/value/literal.ts'
import { isTruthy, makeOperators, operators } from '../../src/value/operators.ts'
import { PatternCache } from '../../src/value/pattern.ts'
import { show } from '../../src/value/show.ts'
import { ArrayValue, nil, nothing, typeOf, type Value } from '../../src/value/value.ts'
import { thrownBy } from '../harness/expected.ts'
import { existing } from '../harness/existing.ts'

const list = (...items: Value[]): ArrayValue => new ArrayValue(items)
const map = (keyed: Record<string, Value>, ...items: Value[]): ArrayValue => new ArrayValue(items, new Map(Object.entries(keyed)))
const binary = (sign: string, a: Value, b: Value): Value => existing(existing(operators.get(sign), sign).binary, 'binary')(a, b)
const prefixed = (sign: string, a: Value): Value => existing(existing(operators.get(sign), sign).prefix, 'prefix')(a)
const message = (run: () => unknown): string => {
  try {
    run()
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.message
    throw thrown
  }
  return 'no failure'
}

// Parses a value: `"x"` is text, `nothing` and `nil` are these values, everything else is an unquoted literal.
const value = (word: string): Value =>
  word === 'nothing' ? nothing : word === 'nil' ? nil : word.startsWith('"') ? word.slice(1, -1) : readLiteral(word)

// Evidence: rows K005, L053-L129 (tarikin, 7.21), J003, language.md section 2.
const results: [string, string, string, string, string][] = [
  ['10', '/', '3', 'num', '3'],
  ['-7', '/', '2', 'num', '-3'],
  ['-7', '%', '2', 'num', '-1'],
  ['9223372036854775807', '+', '1', 'num', '-9223372036854775808'],
  ['"5"', '+', '10', 'num', '15'],
  ['"6"', '+', '"2"', 'num', '8'],
  ['nothing', '+', '3', 'num', '3'],
  ['3', '-', 'nil', 'num', '3'],
  ['nothing', '*', 'nothing', 'nothing', ''],
  ['nothing', '%', 'nothing', 'nothing', ''],
  ['192.168.1.1', '+', '1', 'ip', '192.168.1.2'],
  ['0.0.0.0', '+', '2130706433', 'ip', '127.0.0.1'],
  ['192.168.1.10', '-', '192.168.1.1', 'num', '9'],
  ['192.168.1.100', '&', '255.255.255.0', 'ip', '192.168.1.0'],
  ['192.168.1.1', '^', '0.0.0.255', 'ip', '192.168.1.254'],
  ['192.168.88.77', '<<', '8', 'ip', '168.88.77.0'],
  ['2001:db8::1', '&', 'ffff::', 'ip6', '2001::'],
  ['0xFF', '^', '0x0F', 'num', '240'],
  ['1', '<<', '4', 'num', '16'],
  ['1d', '-', '1h', 'time', '23:00:00'],
  ['1h', '-', '2h', 'time', '-01:00:00'],
  ['23:00:00', '+', '2:00:00', 'time', '1d01:00:00'],
  ['2868w3d00:00:00', '-', '2864w1d00:00:00', 'time', '4w2d00:00:00'],
  ['1h', '*', '2', 'time', '02:00:00'],
  ['2h', '/', '2', 'time', '01:00:00'],
  ['1', '.', '2', 'str', '12'],
  ['true', '.', '"-suffix"', 'str', 'true-suffix'],
  ['"undef="', '.', 'nothing', 'str', 'undef='],
  ['5', '=', '"5"', 'bool', 'true'],
  ['true', '=', '1', 'bool', 'false'],
  ['nil', '=', '0', 'bool', 'false'],
  ['nothing', '=', 'nothing', 'bool', 'true'],
  ['nothing', '=', '1', 'bool', 'false'],
  ['nothing', '!=', '1', 'bool', 'true'],
  ['nothing', '<=', '1', 'bool', 'true'],
  ['nil', '<', '0', 'bool', 'false'],
  ['nil', '>', '0', 'bool', 'false'],
  ['"7"', '>', '5', 'bool', 'true'],
  ['nothing', '<', 'nothing', 'bool', 'false'],
  ['nil', '>', 'nothing', 'bool', 'false'],
  ['"true"', '=', 'true', 'bool', 'true'],
  ['false', '=', '"no"', 'bool', 'true'],
  ['"TRUE"', '=', 'true', 'bool', 'false'],
  ['5s', '>', '0', 'bool', 'true'],
  ['0s', '>', '0', 'bool', 'false'],
  ['2', '<', '5s', 'bool', 'true'],
  ['"0"', '<', '"16"', 'bool', 'true'],
  ['"2s"', '>', '"100ms"', 'bool', 'true'],
  ['"2s"', '<', '1m', 'bool', 'true'],
  ['"9s"', '/', '9', 'time', '00:00:01'],
  ['"0xF0"', '&', '"0x3C"', 'num', '48'],
  ['0.0.0.0', '+', '0.0.0.128', 'ip', '0.0.0.128'],
  ['nothing', 'and', '1', 'bool', 'false'],
  ['nil', 'or', '1', 'bool', 'true'],
  ['12:00:00', '>', '11:00:00', 'bool', 'true'],
  ['192.168.1.1', 'in', '192.168.0.0/16', 'bool', 'true'],
  ['1.1.1.1', 'in', '8.0.0.0/8', 'bool', 'false'],
  ['10.0.0.0/8', 'in', '10.1.0.0/16', 'bool', 'false'],
  ['fe80::1', 'in', 'fe80::/64', 'bool', 'true'],
  ['true', 'and', 'false', 'bool', 'false'],
  ['true', 'or', 'false', 'bool', 'true'],
  ['"hello"', '~', '"hel.*"', 'bool', 'true'],
]

describe('binary operators', () => {
  it.each(results)('%s %s %s is %s %s', (a, sign, b, type, printed) => {
    const result = binary(sign, value(a), value(b))
    expect([typeOf(result), show(result)]).toEqual([type, printed])
  })

  // Evidence: K009, H017, centrs (`cannot invert string`), language.md section 7.
  it('refuse other types with the messages of a device', () => {
    expect(message(() => binary('&', 'a', readLiteral('ffff:ffff:ffff:ffff::')))).toBe(
      'cannot compute bitwise "and" of string and ipv6 prefix',
    )
    expect(message(() => binary('>', list(2, 1), list(1, 2, 3)))).toBe('cannot compare if array is more than array')
    expect(message(() => binary('<=', 'a', '5x'))).toBe('cannot compare if string is less than or equal to string')
    expect(message(() => binary('<', 'a', 'b'))).toBe('cannot compare if string is less than string')
    expect(message(() => prefixed('~', 'b'))).toBe('cannot invert string')
  })

  it('refuse to compute with bool', () => {
    expect(message(() => binary('+', true, 1))).not.toBe('no failure')
    expect(message(() => binary('and', 'true', true))).not.toBe('no failure')
  })

  it('only throw a Failure', () => {
    const values: fc.Arbitrary<Value> = fc.oneof(
      fc.constantFrom<Value>(nil, nothing, true, 0, 1, -1, 2n ** 63n - 1n, '', '5', 'x', list(), list(1, 'a'), map({ k: 1 })),
      fc.constantFrom('1.1.1.1', '10.0.0.0/8', '::1', 'fe80::/64', '1h', '-1s', '*1').map(readLiteral),
    )
    const signs = [...operators.keys()].filter((sign) => existing(operators.get(sign), sign).binary !== undefined)
    fc.assert(
      fc.property(fc.constantFrom(...signs), values, values, (sign, a, b) => {
        message(() => binary(sign, a, b))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('prefix operators', () => {
  it('any is true except for nil and nothing', () => {
    const any = (a: Value): Value => prefixed('any', a)
    expect([any(false), any(nil), any(nothing), any('')]).toEqual([true, false, false, true])
  })
  it('are - and ~ and !', () => {
    expect(show(prefixed('-', readLiteral('1h')))).toBe('-01:00:00')
    expect(prefixed('~', 0)).toBe(-1)
    expect(show(prefixed('~', readLiteral('255.255.255.0')))).toBe('0.0.0.255')
    expect(prefixed('!', true)).toBe(false)
    expect(prefixed('!', nothing)).toBe(true)
    expect(prefixed('~', nothing)).toBe(nothing)
    expect(show(prefixed('-', '5s'))).toBe('-00:00:05')
    expect(message(() => prefixed('!', 'x'))).toBe('cannot compute boolean "not" of string')
  })
  it('a condition accepts values that have a truth value', () => {
    expect([true, 1, 0, nil, nothing, list(), list(1)].map(isTruthy)).toEqual([true, true, false, false, false, false, true])
    for (const none of ['true', readLiteral('5s'), readLiteral('1.1.1.1')])
      expect(message(() => isTruthy(none))).toBe('conditional not boolean')
  })
})

describe('.', () => {
  it('is applied to each element, with the left operand in the outer loop', () => {
    expect(show(binary('.', 'x=', list('a', 'b')))).toBe('x=a;x=b')
    expect(show(concatenateAll(['10.', list(1, 2), '.', list(3, 4)]))).toBe('10.1.3;10.1.4;10.2.3;10.2.4')
  })
  it('is applied to nested arrays (I041)', () => expect(show(binary('.', 'v: ', list(list('cccc', 'ddddd'))))).toBe('v: cccc;v: ddddd'))
  it('omits keyed elements (J042, J043)', () => {
    expect(show(concatenateAll(['some text ', map({ a: 1, b: 'txt' }), ' more']))).toBe('')
    expect(show(binary('.', map({ key1: 'text1' }, 'k'), '!'))).toBe('k!')
  })
  it('treats an empty array as empty text (J058)', () => expect(show(concatenateAll([list(), ' ', 'array', ' ', 0]))).toBe(' array 0'))
})

describe(',', () => {
  const join = existing(existing(operators.get(','), ',').variadic, 'variadic')
  it('flattens one level of arrays (U005)', () => {
    const joined = join([1, list(2), list(list(3, 4)), 5, list(), list(list(6, 7)), 8])
    expect(joined).toEqual(list(1, 2, list(3, 4), 5, list(6, 7), 8))
  })
  it('skips empty values (D153), and the last of equal keys counts', () => {
    expect(join([nothing, false])).toEqual(list(false))
    expect(show(join([map({ a: 1, b: 2 }), map({ b: 3 }), 4]))).toBe('4;a=1;b=3')
  })
})

describe('comparisons', () => {
  it('compare arrays as a whole', () => {
    expect(equals(map({ k: list(1, 2) }, 1), map({ k: list(1, 2) }, 1))).toBe(true)
    expect(equals(map({ k: 1 }), map({ j: 1 }))).toBe(false)
    expect(equals(list(1, 2), list(1))).toBe(false)
    expect(equals(list(nil), list(nothing))).toBe(true)
  })
  it('fail for arrays that are larger than the memory they occupy', () => {
    const grown = (first: ArrayValue): ArrayValue => Array.from({ length: 60 }).reduce<ArrayValue>((last) => list(last, last), first)
    expect(thrownBy(() => equals(grown(list()), grown(list())))).toBe('Failure: offbox: an array grows beyond 4194304 elements')
    expect(thrownBy(() => concatenateAll(['x', grown(list())]))).toBe('Failure: offbox: an array grows beyond 4194304 elements')
  })
  it('order arrays if the release does (7.24rc4)', () =>
    expect(
      makeOperators({ order: { arrays: 'ordered' }, patterns: undefined })
        .get('>')
        ?.binary?.(list(2, 1), list(1, 2, 3)),
    ).toBe(true))
  it('equality is symmetric', () => {
    const words = fc.constantFrom('5', '"5"', '0x5', '"0x5"', '1.1', 'true', '"true"', 'nil', 'nothing', '""', '1h', '*5').map(value)
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(equals(a, b)).toBe(equals(b, a))
      }),
    )
  })
})

it('a separate table uses the pattern cache passed to it', () => {
  const patterns = new PatternCache(2)
  const own = makeOperators({ order: { arrays: 'refused' }, patterns })
  expect(existing(existing(own.get('~'), '~').binary, 'binary')('abc', 'b+')).toBe(true)
  const kept = patterns.get('b+')
  expect(patterns.get('b+')).toBe(kept)
  patterns.get('c')
  patterns.get('d')
  expect(patterns.get('b+')).not.toBe(kept)
})
