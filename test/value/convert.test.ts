// Owns tests of `:tonum` and the other conversions.
import { describe, expect, it } from 'vitest'
import { currentConversions, toArray, toBool, toId, toIp, toIp6, toNsec, toNum, toStr, toTime } from '../../src/value/convert.ts'
import { readLiteral } from '../../src/value/literal.ts'
import { show } from '../../src/value/show.ts'
import { ArrayValue, nil, nothing, typeOf, type Value } from '../../src/value/value.ts'
import { existing } from '../harness/existing.ts'

const conversions: Record<string, (value: Value) => Value> = { toNum, toStr, toIp, toIp6, toTime, toBool, toId, toArray, toNsec }
const value = (word: string): Value =>
  word === 'nothing' ? nothing : word === 'nil' ? nil : word.startsWith('"') ? word.slice(1, -1) : readLiteral(word)

// Evidence: L003-L101 (tarikin), J010, J018, I023, K008, S106 and manual (`23.8`, `cow&chicken` give nil).
const cases: [string, string, string, string][] = [
  ['toNum', '"123"', 'num', '123'],
  ['toNum', 'true', 'nil', ''],
  ['toNum', 'false', 'nil', ''],
  ['toNum', '"-456"', 'num', '-456'],
  ['toNum', '""', 'nil', ''],
  ['toNum', '"23.8"', 'nil', ''],
  ['toNum', '"cow&chicken"', 'nil', ''],
  ['toNum', '" 1"', 'nil', ''],
  ['toNum', '"0xFF85"', 'num', '65413'],
  ['toNum', '127.0.0.1', 'num', '2130706433'],
  ['toNum', '1.256', 'num', '1'],
  ['toNum', '1s', 'num', '1'],
  ['toStr', '1.1', 'str', '1.0.0.1'],
  ['toStr', 'nil', 'str', ''],
  ['toIp', '"192.168.1.1"', 'ip', '192.168.1.1'],
  ['toIp', '10.0.0.0/24', 'ip', '10.0.0.0'],
  ['toIp', '2130706433', 'ip', '127.0.0.1'],
  ['toIp', '"x"', 'nil', ''],
  ['toIp6', '"2001:db8::1"', 'ip6', '2001:db8::1'],
  ['toTime', '"01:30:00"', 'time', '01:30:00'],
  ['toTime', '"500ms"', 'time', '00:00:00.500'],
  ['toTime', '"546837"', 'time', '6d07:53:57'],
  ['toTime', '90', 'time', '00:01:30'],
  ['toTime', '"2024-11-22"', 'time', '2864w1d00:00:00'],
  ['toTime', '"2023-08-18T00:00:00"', 'nil', ''],
  ['toTime', '9223372036854775807', 'nil', ''],
  ['toBool', '1', 'bool', 'true'],
  ['toBool', '0', 'bool', 'false'],
  ['toBool', '"yes"', 'bool', 'true'],
  ['toBool', '"maybe"', 'nil', ''],
  ['toBool', 'nil', 'nil', ''],
  ['toId', '"*1f"', 'id', '*1F'],
  ['toArray', '"a, b ,c"', 'array', 'a;b;c'],
  ['toArray', '""', 'array', ''],
  ['toArray', '5', 'array', '5'],
  ['toNsec', '10:00', 'num', '36000000000000'],
  ['toNsec', '1s', 'num', '1000000000'],
]

describe('conversions', () => {
  it.each(cases)('%s %s is %s %s', (name, word, type, printed) => {
    const converted = existing(conversions[name], name)(value(word))
    expect([typeOf(converted), show(converted)]).toEqual([type, printed])
  })

  it('of older releases support fewer types', () => {
    const old = { ...currentConversions, 'text to bool': false, 'prefix to ip': false }
    expect([toBool('true', old), toIp(readLiteral('10.0.0.0/24'), old)]).toEqual([nil, nil])
  })

  it('split at other delimiters', () => expect(toArray('a|b', '|')).toEqual(new ArrayValue(['a', 'b'])))
})
