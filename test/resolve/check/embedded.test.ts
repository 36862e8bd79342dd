// Owns the tests of code in strings: places are those in the file, despite escapes and line breaks.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embeddedIn, toSurrounding, unescaped } from '../../../src/resolve/check/embedded.ts'
import { Quoted } from '../../../src/syntax/tree.ts'

/** Notations of one byte in a string, with the byte. */
const pieces: readonly (readonly [written: string, byte: string])[] = [
  ['a', 'a'],
  [' ', ' '],
  ['\\"', '"'],
  ['\\\\', '\\'],
  ['\\$', '$'],
  ['\\n', '\n'],
  ['\\41', 'A'],
  ['\\_', ' '],
  ['\\\n    b', 'b'],
  ['\\\r\n  c', 'c'],
]

describe('code in a string', () => {
  it('is mapped to the source byte by byte', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces)), fc.nat(1000), (chosen, offset) => {
        const raw = chosen.map(([written]) => written).join('')
        const { text, mapping } = unescaped(raw, offset)
        expect(text).toBe(chosen.map(([, byte]) => byte).join(''))
        let at = offset
        chosen.forEach(([written], index) => {
          const { from } = toSurrounding(mapping, { from: index, to: index + 1 })
          // A line continuation belongs to the byte behind it, whose place is that of the byte itself.
          const start = written.startsWith('\\\n') || written.startsWith('\\\r') ? at + written.length - 1 : at
          expect(from).toBe(start)
          at += written.length
        })
        expect(toSurrounding(mapping, { from: text.length, to: text.length })).toEqual({
          from: offset + raw.length,
          to: offset + raw.length,
        })
      }),
    )
  })

  it('is not checked if it contains a variable', () => {
    const quoted = new Quoted(0, 5, ['a', new Quoted(1, 2, [], '', false)], undefined, true)
    expect(embeddedIn(quoted, '"a$b"')).toBeUndefined()
  })
})
