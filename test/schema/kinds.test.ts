// Owns the tests of kinds: each has a file, accepts what it draws, writes what it reads, and refuses the same in `check` and in stores.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../src/diagnostic/failure.ts'
import { draw } from '../../src/fuzz/draw.ts'
import { failureOfFault } from '../../src/schema/fault.ts'
import type { Kind, References } from '../../src/schema/kind.ts'
import { readKind } from '../../src/schema/kinds/read.ts'
import { kinds } from '../../src/schema/kinds/list.ts'
import { choice, integer, interval, list, setOf, text, yesNo } from '../../src/schema/property.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { show } from '../../src/value/show.ts'
import { ArrayValue, Time } from '../../src/value/value.ts'
import { top } from '../harness/sources.ts'
import { thrownBy } from '../harness/expected.ts'
import { existing } from '../harness/existing.ts'

const references: References = { locate: () => undefined, nameOf: () => undefined, knows: () => undefined, isRelease: () => true }
const kind = (written: string): Kind => readKind(written, (word) => word)
const accepted = (of: Kind, given: Parameters<Kind['accept']>[0]): string => {
  try {
    return show(of.accept(given, 'x', references))
  } catch (failure) {
    if (failure instanceof Failure) return `! ${failure.message}`
    throw failure
  }
}

/** Facts of all kinds, with ranges and words. `only` accepts nothing without words. */
const all = [
  ...Object.keys(kinds).filter((name) => name !== 'only'),
  'num 1..4094',
  'num 0..65535 ! :auto',
  'time 60000..86400000 :none',
  'ranges 0..65535 !',
  'string 1..8',
  'hex 2..16',
  'enum :yes no auto',
  'enum , :read write test',
  'enum !, :new related established',
  'enum ? :main',
  'only :one two',
]

it('each kind has a file', () => {
  const files = new Set(readdirSync(join(top, 'src/schema/kinds')).map((name) => name.replace(/\.ts$/, '')))
  expect(Object.keys(kinds).filter((name) => !files.has(name))).toEqual([])
})

it('each file is in the list', () =>
  expect(thrownBy(() => kind('integer 1..2'))).toBe('Error: the facts name an unknown kind: integer 1..2'))

describe.each(all)('%s', (facts) => {
  const one = kind(facts)
  const drawn = one.arbitrary(draw, 'x').map(toBytes)

  it('accepts what it draws', () => {
    fc.assert(
      fc.property(drawn, (value) => {
        expect(one.fault(value, 'x')).toBeUndefined()
        expect(accepted(one, value)).not.toMatch(/^! /)
      }),
    )
  })

  it('writes what it reads', () => {
    fc.assert(
      fc.property(drawn, (value) => {
        const given = one.read(value, 'x', false)
        if (given instanceof ArrayValue) expect(one.write(given, 'x')).toBe(value)
      }),
    )
  })

  it('refuses in a store what it reports as a fault', () => {
    fc.assert(
      fc.property(fc.oneof(draw.loose().map(toBytes), fc.constantFrom('0', '99999', '1ms', '12abc', '300.1.1.1', 'zz:1')), (value) => {
        const fault = one.fault(value, 'x')
        if (fault !== undefined && facts !== 'bool') expect(accepted(one, value)).toBe(`! ${failureOfFault(fault, 'x').message}`)
      }),
    )
  })
})

describe('the declaration of a property', () => {
  it.each<[string, Kind, string, string]>([
    ['whole numbers', integer(1, 65535), '0x50', '80'],
    ['whole numbers', integer(1, 65535), '70000', '! value of x out of range (1..65535)'],
    ['whole numbers', integer(1, 65535), '64k', '! invalid value for argument x\ninvalid value of x, number required'],
    ['whole numbers', integer(1, 65535), '', '! invalid value for argument x\ninvalid value of x, number required'],
    ['times', interval({ from: 60_000_000_000n, words: ['none'] }), 'none', 'none'],
    ['times', interval({ from: 60_000_000_000n, words: ['none'] }), 'never', '! invalid time value for argument x'],
    ['times', interval({ from: 60_000_000_000n, to: 120_000_000_000n }), '1s', '! value of x out of range (1m..2m)'],
    ['words', choice(['ram', 'system']), 'sys', 'system'],
    ['words', choice(['ram', 'system']), '5', '! input does not match any value of x'],
    ['sets of words', setOf(['read', 'write', 'test']), 'test,re', 'read;test'],
    ['lists', list(integer(0, 9)), '3,1', '3;1'],
    ['text', text({ longest: 3 }), 'abcd', '! invalid value for argument x\nstring too long, max length is 3'],
    ['yes and no', yesNo, 'y', 'true'],
  ])('accepts %s', (_what, of, given, kept) => expect(accepted(of, given)).toBe(kept))

  it('may leave its kind to the facts, and then accepts nothing if they do not have one', () => {
    const open = ['num 1..65535', 'time 60000..120000 :none', 'enum :ram system'].map(kind)
    expect(open.map((one) => accepted(one, ''))).toEqual(['', '', ''])
    expect(open.map((one) => accepted(one.strict(), ''))).toEqual([
      '! invalid value for argument x\ninvalid value of x, number required',
      '! invalid time value for argument x',
      '! input does not match any value of x',
    ])
    expect(existing(open[0], 'open').strict().accept('80', 'x', references)).toBe(80)
    expect(existing(open[1], 'open').strict().accept(90, 'x', references)).toEqual(new Time(90_000_000_000n))
  })

  it('receives the literal as parsed', () => {
    const words = kind('enum , :read write test')
    expect(accepted(setOf(['read', 'write', 'test']), existing(words.read('write,read', 'x', false), 'value'))).toBe('read;write')
    expect(accepted(text(), existing(kind('enum ? :default').read('a,b', 'x', false), 'value'))).toBe('a,b')
  })
})
