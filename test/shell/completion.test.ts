// Owns the tests of completion with Tab: matching names, inserted text, and lists.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completedWord, fitting, inColumns, inLines, type Offers } from '../../src/shell/completion.ts'
import { historyOf, historyLine, withEntry, searched } from '../../src/shell/history.ts'

const offers = (word: string, ...labels: readonly string[]): Offers => ({
  from: 0,
  word,
  offers: labels.map((label) => ({ label, suffix: ' ', detail: '' })),
})
const names = ['add', 'address', 'comment', 'export', 'monitor-traffic', 'print', 'remove', 'reset-counters', 'reset-counters-all']

describe('completing a word', () => {
  it.each([
    ['pr', 'print '],
    ['re', undefined],
    ['res', 'reset-counters'],
    ['mt', 'monitor-traffic '],
    ['xp', 'export '],
    ['rca', 'reset-counters-all '],
    ['mnt', undefined],
    ['q', undefined],
    ['print', 'print '],
  ])('%s', (word, write) => {
    const done = completedWord(offers(word, ...names))
    expect(done !== undefined && 'write' in done ? done.write : undefined).toBe(write)
  })

  it('offers only names with this prefix, else those of the nearest match', () => {
    expect(fitting(offers('re', ...names)).fits.map(({ label }) => label)).toEqual(['remove', 'reset-counters', 'reset-counters-all'])
    expect(fitting(offers('mt', ...names)).fits.map(({ label }) => label)).toEqual(['monitor-traffic'])
    expect(completedWord(offers('add', ...names))).toEqual({
      list: [
        { label: 'add', suffix: ' ', detail: '' },
        { label: 'address', suffix: ' ', detail: '' },
      ],
    })
  })

  it('lists similar names for an unknown word, then everything that is possible', () => {
    const all: Offers = {
      from: 0,
      word: '',
      offers: [...offers('', 'add').offers, { label: 'put', suffix: ' ', detail: '', remote: true }],
    }
    expect(fitting(all).fits.map(({ label }) => label)).toEqual(['add'])
    expect(completedWord({ ...all, word: 'pu' })).toEqual({ write: 'put ' })
  })

  it('never shortens the word, and the completed word still matches', () => {
    const label = fc.stringMatching(/^[a-c]{1,3}(-[a-c]{1,2})?$/)
    fc.assert(
      fc.property(fc.uniqueArray(label, { maxLength: 6 }), fc.stringMatching(/^[a-c]{0,3}$/), (labels, word) => {
        const all = offers(word, ...labels)
        const done = completedWord(all)
        const { fits, begins } = fitting(all)
        if (done === undefined) return void expect(fits).toEqual([])
        if ('list' in done) return void expect(done.list.length).toBeGreaterThan(1)
        if (begins) expect(done.write.startsWith(word)).toBe(true)
        expect(labels.some((one) => `${one} `.startsWith(done.write))).toBe(true)
      }),
    )
  })
})

describe('lists of completions', () => {
  it('are in columns, from top to bottom, as wide as the terminal', () => {
    expect(inColumns(['a', 'bb', 'ccc', 'd', 'e'], 12)).toBe('a    d\nbb   e\nccc\n')
    expect(inColumns(['long-name'], 4)).toBe('long-name\n')
    expect(inColumns([], 80)).toBe('')
  })

  it('contain all names, and no row is too wide', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 14, max: 90 }), (all, width) => {
        const text = inColumns(all, width)
        expect(
          text
            .split(/\s+/)
            .filter((word) => word !== '')
            .sort(),
        ).toEqual([...all].sort())
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('have a description, cut at the width', () => {
    const one = { label: 'add', suffix: ' ', detail: 'makes one' }
    expect(inLines([one, { ...one, label: 'print', detail: '' }], 80)).toBe('add    makes one\nprint\n')
    expect(inLines([one], 9)).toBe('add  m...\n')
  })
})

describe('history', () => {
  it('contains each entry once, the newest last, and no blank ones', () => {
    expect(withEntry(withEntry(['a', 'b'], 'a'), '  ')).toEqual(['b', 'a'])
    expect(searched(['abc', 'b', 'xb'], 'b')).toBe(2)
    expect(searched(['abc', 'b', 'xb'], 'b', 2)).toBe(1)
    expect(searched(['abc'], 'z')).toBe(-1)
  })

  it('is read as it was written, with line ends and backslashes', () => {
    fc.assert(
      fc.property(fc.array(fc.string().map((text) => text.replaceAll('\r', ''))), (entries) => {
        const kept = entries.filter((entry) => entry.trim() !== '')
        expect(historyOf(kept.map(historyLine).join(''))).toEqual(kept)
      }),
    )
  })
})
