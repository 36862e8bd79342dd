// Owns the tests that the tokens of words match the patterns for syntax highlighting, and the pattern of words.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as t from '../../grammar/tokens.ts'

const all: readonly (readonly [string, t.TokenKind, RegExp])[] = [
  ['name', t.Name, t.patterns.name],
  ['key', t.Key, t.patterns.key],
  ['identifier', t.Ident, t.patterns.identifier],
  ['word', t.Word, /[^\s;()[\]{}"$=\\'][^\s;()[\]{}"$=\\]*/],
  ['word of an expression', t.Bare, /[A-Za-z0-9_.:/]+/],
  ['property', t.Property, /[A-Za-z0-9.][A-Za-z0-9.-]*/],
  ['key of a member', t.ItemKey, /[A-Za-z0-9./-]+=/],
]

describe('a word', () => {
  for (const [name, kind, pattern] of all)
    it(`matches its pattern: ${name}`, () => {
      const sticky = new RegExp(pattern.source, 'y')
      const characters = fc.oneof(
        fc.constantFrom(...'abzAZ019._-/=:;\'!"$\\ \t\n'),
        fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
      )
      fc.assert(
        fc.property(fc.array(characters, { maxLength: 12 }), fc.nat(2), (parts, at) => {
          const text = parts.join('')
          // The lexer only tries a kind that can start with the current byte.
          const opens = at < text.length && (kind.first?.includes(text[at] ?? '') ?? true) && !(kind === t.ItemKey && text[at] === '"')
          fc.pre(opens)
          sticky.lastIndex = at
          expect(kind.match(text, at)).toBe(sticky.test(text) ? sticky.lastIndex : -1)
        }),
        { numRuns: 2000 },
      )
    })
})
