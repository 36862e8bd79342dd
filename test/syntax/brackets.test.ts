// Owns the tests of the bracket scanner: open signs, ends of statements, and incomplete entries of a console.
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { Brackets, endOfStatement, openAt, unfinished } from '../../src/syntax/brackets.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'

describe('unclosed signs', () => {
  it.each([
    [':put 1', ''],
    ['{', '{'],
    [':put [', '['],
    [':put "a', '"'],
    [':put "a\\"', '"'],
    [':put "{"', ''],
    ['# {', ''],
    [':put 1; # {', ''],
    ['{ # }', '{'],
    [':put 1 \\', '\\'],
    ['}', ''],
    // All kinds of signs, the outermost first (manual, page "Console").
    ['{ :put (\\', '{(\\'],
    ['{\n:put [:len "a', '{["'],
    [':put "a\\', '"\\'],
    ['{ (', '{('],
    ['{ :put (1)', '{'],
    // A closing sign closes the nearest matching one; the parser refuses signs left open inside.
    ['{ [ }', ''],
    ['{ { [ }', '{'],
    ['( ]', ''],
    // Code in strings.
    [':put "a $[:put "b', '"["'],
    [':put "a $[:put "b"', '"['],
    [':put "a $[:put "b"]', '"'],
    [':put "a $[:put "b"]"', ''],
    [':put "$(1 + ', '"('],
    [':put "a ) ] }"', ''],
    [':put "\\$["', ''],
    [':put "a $[:put 1]b" . {', '{'],
    // Quoted names.
    [':put $"a { b"', ''],
    [':put $"a', '"'],
    [':put "cost $"', ''],
    // Comments.
    ['{ # "\n', '{'],
    ['[ # (\n', '['],
    [':put # {', '{'],
    ['\r\n# {', ''],
    [':put \\\n# {\n1', ''],
    [':put \\\n  # {\n1', '{'],
    ['{ :put 1 } # {', '{'],
  ])('%j', (text, open) => {
    expect(unfinished(text)).toBe(open)
  })

  it('reads code in strings as the parser does', () => {
    for (const text of [':put "a $[:put "b"] c"', ':put "$("x" . "y")"', ':put "a $[:put "}"]"', ':global "a {" 1; :put $"a {"']) {
      expect(parseText(new Source(text), { root: catalogOf().root }), text).not.toBeInstanceOf(Refusal)
      expect(unfinished(text), text).toBe('')
    }
  })
})

describe('openAt', () => {
  it('returns the place of each open sign', () => {
    const text = ':if (1=1) do={\n  :put [:len "'
    expect(openAt(text)).toEqual(['{', '[', '"'].map((sign) => ({ sign, offset: text.indexOf(sign) })))
  })

  it('looks no further than the given end', () => {
    expect(openAt('{ } {', 1)).toEqual([{ sign: '{', offset: 0 }])
  })
})

describe('Brackets', () => {
  it('continues from where it stopped', () => {
    const text = ':put "a\n/b\nc"\n/ip'
    const brackets = new Brackets(text)
    const inString = [8, 11, 14].map((line) => brackets.read(line).open.length > 0)
    expect(inString).toEqual([true, true, false])
  })

  it('keeps unmatched closing signs', () => {
    expect(new Brackets(') 1 ]').read(5).stray).toEqual([')', ']'])
  })
})

describe('endOfStatement', () => {
  it.each([
    [':put 1\n:put 2', 0, 0, 7],
    [':put 1\n:put 2', 0, 9, 13],
    ['{\n:put 1\n}\n:put 2', 0, 0, 11],
    [':put (1 + \\\n 2)\n:put 2', 0, 0, 16],
    [':put 1 \\\n# a comment\n\n2\n:put 2', 0, 0, 24],
    [':put "a\nb"\n:put 2', 0, 0, 11],
    [':put "a $[:put "\n"]"\n:put 2', 0, 0, 21],
    ['# {\n:put 2', 0, 0, 4],
    ['# {', 0, 0, 3],
    [':put {\n:put 2', 0, 0, undefined],
    [':put ]\n:put 2', 0, 0, undefined],
    [':put "a\n:put 2', 0, 0, undefined],
    ['} :put 1\n:put 2', 2, 2, 9],
  ])('%j from %i past %i', (text, from, past, end) => {
    expect(endOfStatement(text, from, past)).toBe(end)
  })
})
