// Owns tests of elements, `:find`, `:pick` and `:len`.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementOf, findIn, lengthOf, pickFrom, setElement } from '../../src/value/element.ts'
import { show, showNested, toText } from '../../src/value/show.ts'
import { ArrayValue, Code, nil, nothing, type Value } from '../../src/value/value.ts'
import { processorTime } from '../harness/processor.ts'
import { thrownBy } from '../harness/expected.ts'

const list = (...items: Value[]): ArrayValue => new ArrayValue(items)
const map = (keyed: Record<string, Value>, ...items: Value[]): ArrayValue => new ArrayValue(items, new Map(Object.entries(keyed)))

describe('elements', () => {
  it('are found by number or key, else nothing', () => {
    const array = map({ a: 1 }, 'x', 'y')
    expect([elementOf(array, 1), elementOf(array, 'a'), elementOf(array, 2), elementOf(array, '0'), elementOf('text', 0)]).toEqual([
      'y',
      1,
      nothing,
      nothing,
      nothing,
    ])
  })
  it('are written in place, or in a copy if the array is shared (J061)', () => {
    const array = list(1)
    expect(setElement(array, 0, 2)).toBe(array)
    array.share()
    const other = setElement(array, 'k', 3)
    expect([show(array), show(other)]).toEqual(['2', '2;k=3'])
  })
  it('fill gaps with nothing, and can be removed', () => {
    const array = setElement(list(1), 3, 4)
    expect(array.items).toEqual([1, nothing, nothing, 4])
    expect(show(setElement(map({ a: 1, b: 2 }), 'a', undefined))).toBe('b=2')
    expect(show(setElement(nothing, 'el0', 'v'))).toBe('el0=v')
  })
  it('are limited in number', () =>
    expect(thrownBy(() => setElement(list(), 1e12, 1))).toBe('Failure: offbox: an array grows beyond 4194304 elements'))
  it('take constant time to write', () => {
    const started = processorTime()
    let array = list()
    for (let at = 0; at < 200_000; at++) array = setElement(array, at, at)
    for (let at = 0; at < 200_000; at++) array = setElement(array, `k${at}`, at)
    expect(array.length).toBe(400_000)
    expect(processorTime() - started).toBeLessThan(2_000)
  })
})

describe('findIn', () => {
  it('starts behind the given place (SMIR, manual example -1)', () => {
    expect(findIn('a,b,c', ',', undefined)).toBe(1)
    expect(findIn('a,b,c', ',', 1)).toBe(3)
    expect(findIn('abc', 'a', -1)).toBe(0)
    expect(findIn('abc', 'a', 0)).toBe(nil)
    expect(findIn('find the needle here', 'needle', undefined)).toBe(9)
    expect(findIn('abc', 'a', nil)).toBe(0)
    expect(findIn(nothing, 'a', undefined)).toBe(nil)
  })
  it('compares whole elements of arrays', () =>
    expect([findIn(list('ab', 'b'), 'b', undefined), findIn(map({ k: 'v' }), 'v', undefined)]).toEqual([1, 'k']))
})

describe('pickFrom', () => {
  it.each<[Value, Value, Value | undefined, string]>([
    ['abcde', 1, 3, 'bc'],
    ['abcde', 1, undefined, 'b'],
    ['abcde', 3, 99, 'de'],
    ['abcde', '1', '2', 'b'],
    ['abcde', 0, nil, ''],
    [12345, 0, 2, '12'],
    [list(1, 2, 3), 1, 3, '2;3'],
    [map({ k: 'v' }, 1), 0, 2, '1;k=v'],
  ])('%s from %s to %s is %j', (from, begin, end, picked) => expect(show(pickFrom(from, begin, end))).toBe(picked))
  it('returns nil outside of the value', () =>
    expect([pickFrom('abc', 3, 4), pickFrom(list(1), 1, undefined), pickFrom(nil, 0, 1)]).toEqual([nil, nil, nil]))
  it('never throws', () => {
    const places = fc.constantFrom<Value>(-1, 0, 1, 5, '2', 'x', nil, nothing, 2n ** 60n, -(2n ** 60n))
    fc.assert(
      fc.property(
        fc.constantFrom<Value>('abc', list(1, 2), map({ k: 1 }, 1), nil),
        places,
        places,
        (from, begin, end) => void pickFrom(from, begin, end),
      ),
    )
  })
})

it('lengthOf counts bytes, elements, nothing for nil', () => {
  expect([lengthOf('\xe2\x9d\xa4'), lengthOf(map({ a: 1 }, 1)), lengthOf(nil), lengthOf(nothing), lengthOf(0), lengthOf(true)]).toEqual([
    3, 2, 0, 0, 1, 4,
  ])
})

describe('show', () => {
  const code = new Code(() => '(evl /put)', undefined)
  it('shows code as its form, text as (code) (J048)', () =>
    expect([show(list('', code)), toText(list('', code))]).toEqual([';(evl /put)', ';(code)']))
  it('flattens and sorts arrays (I036, J039)', () => {
    expect(show(map({ data: map({ id: '833' }) }))).toBe('data=id=833')
    expect(show(map({ b: 1, a: 2, '10': 3, '9': 4 }, 'x'))).toBe('x;10=3;9=4;a=2;b=1')
  })
  it('shows their structure in the environment (I037, I040)', () => {
    expect(showNested(map({ x: 5, y: 't' }))).toBe('{x=5; y="t"}')
    expect(showNested(list('11', list(1), 'a"b\n\x00'))).toBe('{"11"; {1}; "a\\"b\\n\\00"}')
    expect(showNested(list())).toBe('{}')
    expect(showNested('plain')).toBe('plain')
  })
  it('stops at endless arrays', () => {
    let grown = list('xxxxxxxxxxxxxxxx')
    for (let turn = 0; turn < 60; turn++) grown = list(grown, grown)
    expect(thrownBy(() => show(grown))).toBe('Failure: offbox: an array grows beyond 4194304 elements')
    let deep = list(1)
    for (let turn = 0; turn < 100_000; turn++) deep = list(deep)
    expect(thrownBy(() => show(deep))).toBe('Failure: offbox: arrays nest deeper than 1000')
  })
})
