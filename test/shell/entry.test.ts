// Owns the tests of the line editor: effects of keys, as examples and as properties.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acrossLines, editEntry, empty, entryOf, insert, replace, type Entry } from '../../src/shell/entry.ts'
import type { KeyPress } from '../../src/shell/key.ts'

const ctrl = (name: string): KeyPress => ({ name, ctrl: true })
const type = (text: string): KeyPress => ({ name: text, text })
/** Creates an entry from a text with `|` as the cursor. */
const at = (text: string): Entry => ({ text: text.replace('|', ''), at: text.indexOf('|') })
const shown = ({ text, at: cursor }: Entry): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`

describe('the line editor', () => {
  it.each<[string, KeyPress, string, string]>([
    ['types', type('x'), 'a|b', 'ax|b'],
    ['left', { name: 'left' }, 'ab|', 'a|b'],
    ['left over a line end', { name: 'left' }, 'a\n|b', 'a|\nb'],
    ['left over a wide character', { name: 'left' }, 'a😀|', 'a|😀'],
    ['left over what stands over a character', ctrl('b'), 'ae\u0301|', 'a|e\u0301'],
    ['right', ctrl('f'), '|ab', 'a|b'],
    ['right at the end', { name: 'right' }, 'a|', 'a|'],
    ['Home', { name: 'home' }, 'a\nbc|', 'a\n|bc'],
    ['Home twice', ctrl('a'), 'a\n|bc', '|a\nbc'],
    ['End', { name: 'end' }, '|a\nb', 'a|\nb'],
    ['End twice', ctrl('e'), 'a|\nb', 'a\nb|'],
    ['backspace', { name: 'backspace', text: '\x7f' }, 'ab|', 'a|'],
    ['backspace joins lines', ctrl('h'), 'a\n|b', 'a|b'],
    ['delete', { name: 'delete' }, 'a|bc', 'a|c'],
    ['Ctrl-D', ctrl('d'), '|ab', '|b'],
    ['Ctrl-K', ctrl('k'), 'a|bc\nd', 'a|\nd'],
    ['Ctrl-U', ctrl('u'), 'a\nbc|d', 'a\n|d'],
    ['Ctrl-W', ctrl('w'), '/ip address|', '/ip |'],
    ['a word back', { name: 'b', meta: true, text: 'b' }, 'one two|', 'one |two'],
    ['a word on', { name: 'right', ctrl: true }, '|one two', 'one| two'],
    ['Ctrl-\\', { name: '\\', ctrl: true, text: '\x1c' }, 'a|b', 'a\n|b'],
  ])('%s', (_, key, before, after) => {
    expect(shown(editEntry(at(before), key) ?? empty)).toBe(after)
  })

  it('ignores other keys', () => {
    for (const key of [{ name: 'f9' }, { name: 'escape', text: '\x1b' }, ctrl('z'), { name: 'undefined', text: '\x1b[200~' }])
      expect(editEntry(at('a|b'), key)).toBeUndefined()
  })

  const keys = fc.array(
    fc.oneof(
      fc.constantFrom<KeyPress>(
        ...['left', 'right', 'home', 'end', 'backspace', 'delete'].map((name) => ({ name })),
        ...['a', 'b', 'e', 'f', 'h', 'd', 'k', 'u', 'w'].map(ctrl),
        { name: 'b', meta: true },
        { name: 'f', meta: true },
        { text: '\x1c' },
      ),
      fc.constantFrom('a', ' ', '{', '"', 'ä', '😀', '\u0301', '漢').map(type),
    ),
  )
  const press = (entry: Entry, all: readonly KeyPress[]): Entry => all.reduce((one, key) => editEntry(one, key) ?? one, entry)

  it('keeps the cursor within the text, and never within a character', () => {
    fc.assert(
      fc.property(keys, (all) => {
        const { text, at: cursor } = press(empty, all)
        expect(cursor).toBeGreaterThanOrEqual(0)
        expect(cursor).toBeLessThanOrEqual(text.length)
        expect(/^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(cursor - 1, cursor + 1))).toBe(false)
        expect(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)).toBe(false)
      }),
    )
  })

  it('does not change text by moving, or the text around the typed one', () => {
    const moves = keys.map((all) =>
      all.filter(({ name, ctrl: with_ }) => name !== undefined && /^(left|right|home|end)$/.test(name) && with_ !== true),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), moves, fc.string({ unit: 'grapheme' }), (text, all, added) => {
        const start = insert(empty, text)
        const moved = press(start, all)
        expect(moved.text).toBe(start.text)
        const { text: whole, at: cursor } = insert(moved, added)
        const clean = added.replaceAll(/\r\n?/g, '\n')
        expect(whole.slice(0, cursor - clean.length) + whole.slice(cursor)).toBe(start.text)
        expect(whole.slice(cursor - clean.length, cursor)).toBe(clean)
      }),
    )
  })

  it('moves left after right, and deletes typed text with backspace, without a change', () => {
    fc.assert(
      fc.property(keys, fc.constantFrom('x', '漢', '😀'), (all, sign) => {
        const entry = press(empty, all)
        const right = editEntry(entry, { name: 'right' })
        if (right !== undefined && right.at !== entry.at) expect(editEntry(right, { name: 'left' })?.at).toBeLessThanOrEqual(entry.at)
        expect(editEntry(insert(entry, sign), { name: 'backspace' })).toEqual(entry)
      }),
    )
  })
})

describe('lines and ranges', () => {
  it('a combining character at the start of a line does not belong to the line end', () => {
    const behind = editEntry({ text: '\n\u0301', at: 0 }, { name: 'right' })
    expect(behind).toEqual({ text: '\n\u0301', at: 1 })
    expect(editEntry(behind ?? empty, { name: 'left' })).toEqual({ text: '\n\u0301', at: 0 })
  })

  it('up and down move to the end of a line', () => {
    expect(shown(acrossLines(at('abc\nd|\nefg'), -1) ?? empty)).toBe('abc|\nd\nefg')
    expect(shown(acrossLines(at('|a\nbcd\ne'), 1) ?? empty)).toBe('a\nbcd|\ne')
    expect(shown(acrossLines(at('\n|a'), -1) ?? empty)).toBe('|\na')
    expect(acrossLines(at('a|'), -1)).toBeUndefined()
    expect(acrossLines(at('a|'), 1)).toBeUndefined()
  })

  it('a replaced range keeps the cursor on the same text', () => {
    expect(shown(replace(at('/in |x'), 1, 3, 'interface'))).toBe('/interface |x')
    expect(shown(replace(at('a|bcd'), 2, 3, 'XX'))).toBe('a|bXXd')
    expect(entryOf('abc')).toEqual({ text: 'abc', at: 3 })
  })
})
