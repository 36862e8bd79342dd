// Owns tests of times and dates as text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDate, formatDateTime, readDate } from '../../src/value/date.ts'
import { formatInterval, formatTime, readTime } from '../../src/value/time.ts'
import { Time } from '../../src/value/value.ts'
import { second } from '../../src/text/units.ts'
import { existing } from '../harness/existing.ts'

const read = (text: string): Time => existing(readTime(text), 'readTime(text)')

describe('formatInterval', () => {
  // Evidence: the short form in prints of public configurations.
  it.each([
    ['1d2h3m4s', '1d2h3m4s'],
    ['5m', '5m'],
    ['0s', '0s'],
    ['52w23:53:29', '52w23h53m29s'],
    ['0.2', '200ms'],
    ['-1h', '-1h'],
  ])('%s is %s', (text, short) => expect(formatInterval(text === '0.2' ? new Time(200_000_000n) : read(text))).toBe(short))

  it('is parsed again', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (ns) => {
        expect(read(formatInterval(new Time(ns))).ns).toBe(ns)
        expect(read(formatTime(new Time(ns))).ns).toBe(ns)
      }),
    )
  })
})

describe('formatTime', () => {
  it('shows fractions in groups of three digits, and a sign', () => {
    expect(formatTime(new Time(1_654_292_503_481_891_543n))).toBe('2735w1d21:41:43.481891543')
    expect(formatTime(new Time(-3_600_000_000_000n))).toBe('-01:00:00')
    expect(formatTime(new Time(1n))).toBe('00:00:00.000000001')
    expect(formatTime(new Time(-(2n ** 63n)))).toBe('-15250w1d23:47:16.854775808')
  })
})

describe('dates', () => {
  it('agree with JavaScript in both directions', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_000_000_000, max: 250_000_000_000 }), (seconds) => {
        const ns = BigInt(seconds) * second
        const expected = new Date(seconds * 1000).toISOString().replace('T', ' ').slice(0, 19)
        expect(formatDateTime(ns, 'iso')).toBe(expected)
        expect(readDate(expected)).toBe(ns)
        expect(readDate(formatDateTime(ns, 'month-name'), 'month-name')).toBe(ns)
      }),
    )
  })

  it('have the format of older releases', () => expect(formatDate(1_732_233_600_000_000_000n, 'month-name')).toBe('nov/22/2024'))

  // Evidence: J020 (`T`), K008.
  it.each(['2023-08-18T00:00:00', '2023-02-29', '2023-13-01', '2023-1-1', '2023-01-01 24:00:00', ''])('%j is not a date', (text) =>
    expect(readDate(text)).toBeUndefined(),
  )
  it('counts from 1970', () => expect(formatTime(new Time(existing(readDate('2024-11-22'), '2024-11-22')))).toBe('2864w1d00:00:00'))
})
