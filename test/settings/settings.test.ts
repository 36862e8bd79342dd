// Owns the tests of `offbox.json` as data: the reader and the schema accept the same, and overrides apply to their files.
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { settingsWithOriginsFor } from '../../src/settings/script-settings.ts'
import { selectedFindings } from '../../src/settings/selection.ts'
import { readSettings } from '../../src/settings/read.ts'
import { settingsSchema } from '../../src/settings/settings.ts'
import type { Diagnostic, Severity } from '../../src/diagnostic/diagnostic.ts'

const fits = new Ajv({ allErrors: true }).compile(settingsSchema)

const good: readonly object[] = [
  {},
  { $schema: './offbox.schema.json', release: '7.16', packages: 'none', board: 'RB5009UG+S+', facts: 'my.facts.json' },
  { packages: ['wifi-qcom', 'iot'], paths: ['scripts', 'a.rsc'], baseline: 'b.json', select: ['weak-key'], disable: ['syntax-error'] },
  {
    severity: 'late',
    rules: { 'weak-key': 'off', 'bare-word': 'error' },
    fmt: { indent: 4, paths: 'spaces', semicolons: 'keep', width: 100 },
  },
  { fmt: { indent: 'tab' }, overrides: [{ files: ['exports/**'], release: '6.49', rules: {} }] },
]

/** Invalid settings, each with the message of the reader. */
const bad: readonly (readonly [object, string])[] = [
  [{ relase: '7.16' }, "'relase' is no setting"],
  [{ release: 7.16 }, '7.16 is no text'],
  [{ release: 'newest' }, "'newest' is no release"],
  [{ packages: 'some' }, '"some" is no set of packages (all, none, or a list of names)'],
  [{ packages: ['wifi-qcomm'] }, '"wifi-qcomm" is no package'],
  [{ disable: 'weak-key' }, '"weak-key" is no list'],
  [{ disable: ['weak-kye'] }, '"weak-kye" is no code of a finding'],
  [{ severity: 'warn' }, '"warn" is no severity'],
  [{ rules: { 'weak-key': 'bad' } }, '"bad" is no severity'],
  [{ rules: { nothing: 'error' } }, '"nothing" is no code of a finding'],
  [{ fmt: { indent: -1 } }, '-1 is no whole number from 0 to 16'],
  [{ fmt: { width: 10 } }, '10 is no whole number from 40 to 1000'],
  [{ fmt: { paths: 'blank' } }, '"blank" is no style of paths'],
  [{ overrides: [{ release: '7.16' }] }, "'files' is missing"],
  [{ overrides: [{ files: ['a'], paths: ['b'] }] }, "'paths' is no setting of an override"],
]

describe('a settings file', () => {
  it.each(good.map((one) => [JSON.stringify(one), one] as const))('accepts %s, as the schema does', (text, value) => {
    expect(readSettings(text).faults).toEqual([])
    expect(readSettings(text).settings).toEqual(value)
    expect([fits(value), fits.errors]).toEqual([true, null])
  })

  it.each(bad.map(([value, message]) => [JSON.stringify(value), message, value] as const))(
    'refuses %s, as the schema does',
    (text, message, value) => {
      expect(readSettings(text).faults.map((fault) => fault.message)).toEqual([message])
      expect(fits(value)).toBe(false)
    },
  )

  it('is refused with the place if it is not JSON', () => {
    expect(readSettings('').faults).toEqual([{ from: 0, to: 1, message: 'no JSON: value expected' }])
    expect(readSettings('{"release": "7.16",}').faults[0]).toEqual({ from: 19, to: 20, message: 'no JSON: property name expected' })
    expect(readSettings('// no\n{}').faults).toHaveLength(1)
  })

  it('reports the place of each setting', () => {
    const { placeOf } = readSettings('{ "release": "7.16", "overrides": [{ "files": ["a"], "board": "hEX" }] }')
    expect(placeOf(['release'])).toBe(2)
    expect(placeOf(['overrides', 0, 'board'])).toBe(53)
    expect(placeOf(['facts'])).toBeUndefined()
  })
})

describe('overrides', () => {
  const { settings } = readSettings(
    JSON.stringify({
      release: '7.16',
      disable: ['weak-key'],
      rules: { 'bare-word': 'hint' },
      overrides: [
        { files: ['exports'], release: '6.49', disable: ['weak-digest'], rules: { 'syntax-error': 'warning' } },
        { files: ['**/*.test.rsc'], severity: 'error' },
      ],
    }),
  )

  const outside = { release: '7.16', disable: ['weak-key'], rules: { 'bare-word': 'hint' } }
  const inside = { release: '6.49', disable: ['weak-key', 'weak-digest'], rules: { 'bare-word': 'hint', 'syntax-error': 'warning' } }
  it.each([
    ['a.rsc', outside],
    ['exports/a.rsc', inside],
    ['exports/deep/a.rsc', inside],
    ['exportsb/a.rsc', outside],
    ['exports/deep/a.test.rsc', { ...inside, severity: 'error' }],
    ['a.test.rsc', { ...outside, severity: 'error' }],
  ])('%s', (file, expected) => {
    expect(settingsWithOriginsFor(settings, file).settings).toEqual(expected)
  })

  it('have the origin of each value', () => {
    expect(settingsWithOriginsFor(settings, 'exports/a.rsc').origins).toEqual({
      release: [['overrides', 0, 'release']],
      disable: [['disable'], ['overrides', 0, 'disable']],
      rules: [['rules'], ['overrides', 0, 'rules']],
    })
  })
})

describe('selecting findings', () => {
  const one = (code: string, severity: Severity): Diagnostic => ({ code, severity, message: '', from: 0, to: 1, line: 1, column: 1 })
  const found = [one('a', 'hint'), one('b', 'warning'), one('c', 'error')]
  const codes = (judging: Parameters<typeof selectedFindings>[1]): readonly string[] =>
    selectedFindings(found, judging).map(({ code, severity }) => `${code} ${severity}`)

  it('removes disabled findings, and changes severities before it compares them with the minimum', () => {
    expect(codes({})).toEqual(['a hint', 'b warning', 'c error'])
    expect(codes({ severity: 'warning' })).toEqual(['b warning', 'c error'])
    expect(codes({ select: ['a', 'b'], disable: ['b'] })).toEqual(['a hint'])
    expect(codes({ rules: { a: 'error', b: 'off', c: 'hint' }, severity: 'warning' })).toEqual(['a error'])
  })
})
