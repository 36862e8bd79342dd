// Owns tests of literals: the type of an unquoted word, and how it is printed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLiteral, readWord } from '../../src/value/literal.ts'
import { show } from '../../src/value/show.ts'
import { Ip, Ip6, Ip6Prefix, IpPrefix, Time, nothing, typeOf } from '../../src/value/value.ts'

// Evidence: scalar rows of CHR 7.23.2 (tikoci/centrs, addressShortcut, time, scalars).
const arguments_: [string, string, string][] = [
  ['1.1', 'ip', '1.0.0.1'],
  ['2.1.1', 'ip', '2.1.0.1'],
  ['3.141', 'ip', '3.0.0.141'],
  ['1.1.255', 'ip', '1.1.0.255'],
  ['1.1.256', 'str', '1.1.256'],
  // The vendor's forum, thread 103038.
  ['0.32.16.8', 'ip', '0.32.16.8'],
  ['32.16.8', 'ip', '32.16.0.8'],
  ['0.8', 'ip', '0.0.0.8'],
  ['008.008.008.008', 'str', '008.008.008.008'],
  ['8.008.008.008', 'str', '8.008.008.008'],
  ['0.008.008.008', 'str', '0.008.008.008'],
  ['10.00.0.1', 'str', '10.00.0.1'],
  ['256.0.0.1', 'str', '256.0.0.1'],
  ['1.65535', 'time', '00:00:01.655350'],
  ['1.256', 'time', '00:00:01.256'],
  ['256.1', 'time', '00:04:16.100'],
  ['3.14159', 'time', '00:00:03.141590'],
  ['.1', 'time', '00:00:00.100'],
  ['00:11:22', 'time', '00:11:22'],
  ['00:11:22:33:44:55', 'str', '00:11:22:33:44:55'],
  ['9:00', 'time', '09:00:00'],
  ['00:60:00', 'time', '01:00:00'],
  ['1h1h1h', 'time', '03:00:00'],
  ['1ms1s', 'time', '00:00:01.001'],
  ['1w1d', 'time', '1w1d00:00:00'],
  ['15250w', 'time', '15250w00:00:00'],
  ['15251w', 'str', '15251w'],
  ['100000w', 'str', '100000w'],
  ['3w4q', 'str', '3w4q'],
  ['0.1d1.2s', 'time', '02:24:01.200'],
  ['2d11h12', 'time', '2d11:00:12'],
  ['007', 'num', '7'],
  ['-0x10', 'num', '-16'],
  ['0X10', 'str', '0X10'],
  ['0x', 'str', '0x'],
  ['89148000006911111111', 'num', '9223372036854775807'],
  ['-9223372036854775808', 'num', '-9223372036854775807'],
  ['yes', 'bool', 'true'],
  ['TRUE', 'str', 'TRUE'],
  ['*1F', 'id', '*1F'],
  ['*', 'str', '*'],
  ['1.1/24', 'ip-prefix', '1.0.0.1/24'],
  ['1.1.1.1/99', 'str', '1.1.1.1/99'],
  ['::1/0', 'ip6-prefix', '::/0'],
  ['2001:DB8:0:0:1:0:0:1', 'ip6', '2001:db8::1:0:0:1'],
  ['::ffff:1.2.3.4', 'ip6', '::ffff:1.2.3.4'],
  ['', 'str', ''],
]

// Evidence: member rows of the same device: an unquoted word is not a text here; if it is no literal, it is a variable.
const words: [string, string, string][] = [
  ['106751d', 'time', '15250w1d00:00:00'],
  ['1w7h2s', 'time', '1w07:00:02'],
  ['99999999999999999999s', 'nothing', ''],
  ['0xg', 'nothing', ''],
  ['0x7fffffffffffffff', 'num', '9223372036854775807'],
  ['TRUE', 'nothing', ''],
  ['no', 'bool', 'false'],
  ['*1', 'nothing', ''],
  ['abc', 'nothing', ''],
  ['::', 'ip6', '::'],
]

describe('readLiteral', () => {
  it.each(arguments_)('%s is %s %s', (word, type, printed) => {
    expect([typeOf(readLiteral(word)), show(readLiteral(word))]).toEqual([type, printed])
  })
})

describe('readWord', () => {
  it.each(words)('%s is %s %s', (word, type, printed) => {
    const value = readWord(word) ?? nothing
    expect([typeOf(value), show(value)]).toEqual([type, printed])
  })

  it('reads printed values', () => {
    const bits32 = fc.integer({ min: 0, max: 0xffffffff })
    const bits128 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n })
    const values = fc.oneof(
      fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }).map((ns) => new Time(ns)),
      fc.integer().map((n) => n),
      fc.boolean(),
      bits32.map((address) => new Ip(address)),
      fc.tuple(bits32, fc.integer({ min: 0, max: 32 })).map(([address, length]) => new IpPrefix(address, length)),
      bits128.map((address) => new Ip6(address)),
      fc.integer({ min: 0, max: 127 }).chain((zeros) => bits128.map((address) => new Ip6(address >> BigInt(zeros)))),
      fc
        .integer({ min: 0, max: 128 })
        .chain((length) => bits128.map((address) => new Ip6Prefix((address >> BigInt(128 - length)) << BigInt(128 - length), length))),
    )
    fc.assert(
      fc.property(values, (value) => {
        expect(readWord(show(value))).toEqual(value)
      }),
    )
  })

  it('never throws, and its printed results are read as the same values', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'0123456789.:-/xwdhmsuabf*'), maxLength: 14 })
    fc.assert(
      fc.property(letters, (word) => {
        const value = readLiteral(word)
        expect(readLiteral(show(value))).toEqual(value)
      }),
    )
  })
})
