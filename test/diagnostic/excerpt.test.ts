// Owns the tests of excerpts: carets are below the marked text, whatever bytes precede it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, markOf } from '../../src/diagnostic/excerpt.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { Source } from '../../src/text/source.ts'
import { existing } from '../harness/existing.ts'

const source = (text: string, name = 'a.rsc'): Source => new Source(toBytes(text), name)

describe('excerpt', () => {
  it('puts a caret under the column', () => {
    expect(excerpt(source(':put 1\n:put (1 + )\n'), { line: 2, column: 11 })).toBe(' --> a.rsc:2:11\n2 | :put (1 + )\n  |           ^')
  })

  it('counts tabs as the device does and shows them as blanks', () => {
    const tabbed = source('\t\t:put )')
    expect(excerpt(tabbed, tabbed.placeAt(7))).toBe(' --> a.rsc:1:21\n1 |     :put )\n  |          ^')
  })

  it('counts characters under the caret, not bytes', () => {
    expect(excerpt(source('# müde ->x'), { line: 1, column: 9, length: 2 })).toBe(' --> a.rsc:1:9\n1 | # müde ->x\n  |        ^^')
  })

  it('shows a line without a column, and a column behind the end of the line', () => {
    expect(excerpt(source('a\nb', ''), { line: 2 })).toBe(' --> 2\n2 | b')
    expect(excerpt(source('{\n'), { line: 2, column: 1 })).toBe(' --> a.rsc:2:1\n2 | \n  | ^')
  })

  it('cuts a long line around the caret', () => {
    const shown = excerpt(source(`${'x'.repeat(500)}!${'y'.repeat(500)}`), { line: 1, column: 501 }).split('\n')
    expect(existing(shown[1], 'shown[1]').length).toBeLessThan(120)
    expect(existing(shown[1], 'shown[1]')[existing(shown[2], 'shown[2]').indexOf('^')]).toBe('!')
  })

  it('escapes control bytes', () => {
    expect(excerpt(source('a\u001b[31mb'), { line: 1, column: 2 })).not.toContain('\u001b')
  })

  it('never splits a character: a byte inside a character marks the whole character', () => {
    const curly = source(':put “hello world”')
    expect(excerpt(curly, markOf(curly, 19, 20))).toBe(' --> a.rsc:1:20\n1 | :put “hello world”\n  |                  ^')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ö', '“', '😀'), minLength: 1, maxLength: 40 }), fc.nat(), (text, where) => {
        const bytes = toBytes(text).length
        const offset = where % bytes
        const [, line = '', carets = ''] = excerpt(source(text), markOf(source(text), offset, offset + 1)).split('\n')
        expect(line).toBe(`1 | ${text}`)
        const before = [...text].reduce(
          ({ at, count }, one) => {
            const end = at + toBytes(one).length
            return end <= offset ? { at: end, count: count + 1 } : { at: Infinity, count }
          },
          { at: 0, count: 0 },
        ).count
        expect(carets).toBe(`  | ${' '.repeat(before)}^`)
      }),
    )
  })

  it('marks one byte of invalid UTF-8', () => {
    const bytes = new Source('x\xa0\xff\xc3', 'a.rsc')
    for (let at = 0; at < 4; at++) expect(excerpt(bytes, markOf(bytes, at, at + 1)).split('\n')[2]).toBe(`  | ${' '.repeat(at)}^`)
  })

  it('marks the given byte, for any text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\tabc!\n]{0,40}$/), fc.nat(40), (text, where) => {
        const offset = text.indexOf('!', where)
        fc.pre(offset !== -1)
        const lines = excerpt(source(text), markOf(source(text), offset, offset + 1)).split('\n')
        expect((lines[1] ?? '')[(lines[2] ?? '').indexOf('^')]).toBe('!')
      }),
    )
  })
})
