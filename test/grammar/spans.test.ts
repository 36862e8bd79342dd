// Owns the tests of source ranges in the tree: heads, names of arguments, dollar signs, keys, comments; and parsing a range of a text.
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { markOf } from '../../src/diagnostic/excerpt.ts'
import { refusalText } from '../../src/diagnostic/refused.ts'
import { diagnose } from '../../src/resolve/diagnose.ts'
import { descend } from '../../src/syntax/descent.ts'
import type { Script } from '../../src/syntax/tree.ts'
import { Source, type Span } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'

const { root } = catalogOf('7.24', 'all')

function parsed(text: string): Script {
  const got = parseText(new Source(text), { root })
  if (got instanceof Refusal) throw new Error(`${got.message} at ${got.offset}`)
  return got.script
}

/** Returns the texts of the ranges that `of` returns for each node. */
function textsOf(text: string, of: (part: Parameters<Parameters<typeof descend>[1]>[0]) => readonly (Span | undefined)[]): string[] {
  const found: string[] = []
  descend(parsed(text).body, (part) => {
    for (const span of of(part)) if (span !== undefined) found.push(text.slice(span.from, span.to))
  })
  return found
}

describe('ranges of heads', () => {
  const heads = (text: string): string[] => {
    const found: string[] = []
    descend(parsed(text).body, (part) => {
      if (part.kind !== 'invocation' && part.kind !== 'unknown' && part.kind !== 'path') return
      const { from, sign, words } = part.head
      expect(text.slice(from, from + sign.length)).toBe(sign)
      if (sign === '') expect(from).toBe(words[0]?.from)
      found.push([sign, ...words.map((word) => text.slice(word.from, word.to))].join(' '))
    })
    return found
  }
  it.each([
    [':put 1', [': put']],
    ['put 1', [' put']],
    ['/ip/address/add address=1.1.1.1/24', ['/ ip address add']],
    ['/ip address\nadd address=1.1.1.1/24 interface=ether1', ['/ ip address', ' add']],
    ['/ip address { print; .. }', ['/ ip address', ' print', ' ..']],
    ['/ip address print;/ip  address \\\n print', ['/ ip address print', '/ ip address print']],
    [':put [/ip address find]', [': put', '/ ip address find']],
    [': put 1', [': put']],
    ['/ ip \\\n address', ['/ ip address']],
    ['/', ['/']],
    ['/ip\n..', ['/ ip', ' ..']],
    ['/ip addr pri', ['/ ip addr pri']],
    ['/ip adress add', ['/ ip adress']],
    [':nonsense 1', [': nonsense']],
    ['pu\\\nt 1', [' pu\\\nt']],
    [':put 1; :put 2;  put 3', [': put', ': put', ' put']],
  ])('%j', (text, want) => {
    expect(heads(text)).toEqual(want)
  })
})

describe('ranges of argument names', () => {
  const names = (text: string): string[] => textsOf(text, (part) => (part.kind === 'invocation' ? part.given.map(({ name }) => name) : []))
  it.each([
    [':put 1', []],
    [':put message=1', ['message']],
    ['/ip address set 0 !comment disabled=yes', ['comment', 'disabled']],
    ['/ip address print detail where comment=1', ['detail', 'where']],
    ['/ip address print detail', ['detail']],
    [':put [/ip address find where comment=1]', ['where']],
    [':put [/ip address find comment=1]', []],
    [':put [/ip address find where (comment=1)]', ['where']],
    ['/ip address add address=1.1.1.1/24 comment=', ['address', 'comment']],
    [':if (true) do={} else {}', ['do', 'else']],
    ['/ip address add addr\\\ness=1.1.1.1/24', ['addr\\\ness']],
  ])('%j', (text, want) => {
    expect(names(text)).toEqual(want)
  })

  it('and ranges of whole arguments', () => {
    const text = '/ip address set 0 !comment disabled=yes interface="a b" network=[:put 1] comment='
    const given = textsOf(text, (part) => (part.kind === 'invocation' ? part.given : []))
    expect(given).toEqual(['0', '!comment', 'disabled=yes', 'interface="a b"', 'network=[:put 1]', 'comment=', '1'])
  })
})

it('distinguishes names with a dollar sign from those without', () => {
  const dollars: boolean[] = []
  descend(parsed(':put ($a . b . "$c $(d)" . $"e f"); $g; /ip address print where comment=$comment').body, (part) => {
    if (part.kind === 'reference') dollars.push(part.dollar)
  })
  expect(dollars).toEqual([true, false, true, false, true, true, false, true])
})

it('reports the ranges of keys', () => {
  const text = ':put {a=1;"b c"=2;3;d=}; $f x=1 y; :nonsense z=2'
  const keys = textsOf(text, (part) => {
    if (part.kind === 'array') return part.members.map(({ keyAt }) => keyAt)
    return part.kind === 'call' || part.kind === 'unknown' ? part.given.map(({ keyAt }) => keyAt) : []
  })
  expect(keys).toEqual(['a', '"b c"', 'x', 'z'])
})

describe('ranges of comments', () => {
  const comments = (text: string): string[] => parsed(text).comments.map(({ from, to }) => text.slice(from, to))
  it.each([
    ['# a', ['# a']],
    ['# a\r\n:put 1; # b\r\n', ['# a', '# b']],
    [':put #a', []],
    [':put "# a"; :put 1', []],
    [':if (true) do={ # a\n# b\n :put 1 # c\n}', undefined],
    [':if (true) do={ # a\n  # b\n :put 1; # c # d\n}\n#', ['# a', '  # b'.trim(), '# c # d', '#']],
    [':put [ # a\n:put 1 ]', ['# a']],
    [':put ({1;\n # a\n2})', ['# a']],
    [':put \\\n# a\n1', ['# a']],
    [':put "a\\\n# b\nc"', []],
    ['/system script add name=x source={# a\n}', []],
    ['pu\\\n# a\nt 1', ['# a']],
    ['}\n# a', []],
    ['/ip address\n# a\nprint\n# b', ['# a', '# b']],
  ])('%j', (text, want) => {
    if (want === undefined) expect(parseText(new Source(text), { root })).toBeInstanceOf(Refusal)
    else expect(comments(text)).toEqual(want)
  })
})

describe('a range of a text', () => {
  const text = ':put (\n:put 2; # a\nnonsense\n:put "a'
  const source = new Source(text)

  it('is parsed as if it were alone, with its offsets and lines in the whole text', () => {
    const got = parseText(source, { root, from: 7, to: 28 })
    if (got instanceof Refusal) throw new Error(got.message)
    const { body, comments } = got.script
    expect([body.from, body.to]).toEqual([7, 28])
    expect(body.statements.map(({ from, to }) => text.slice(from, to))).toEqual(['put 2', 'nonsense'])
    expect(comments).toEqual([{ from: 15, to: 18 }])
    expect(got.late.map((late) => [refusalText(source, late), late.from])).toEqual([['bad command name nonsense (line 3 column 1)', 19]])
  })

  it('may end within a word or a string', () => {
    const word = parseText(source, { root, from: 19, to: 23 })
    expect(word instanceof Refusal ? word : word.late.map((late) => refusalText(source, late))).toEqual([
      'bad command name nons (line 3 column 1)',
    ])
    expect(parseText(new Source(':put "a" b'), { root, to: 7 })).toMatchObject({ message: 'expected message value', offset: 7 })
  })

  it('is refused with its place in the text, a hint and its line', () => {
    const broken = new Source(':put 1\n:put 2\n:put (1 +\n:put 3', 'x.rsc')
    const refusal = parseText(broken, { root, from: broken.lineStart(2) })
    const [found] = diagnose(broken, refusal)
    expect(found).toEqual({
      severity: 'error',
      code: 'syntax-error',
      message: 'syntax error',
      from: 23,
      to: 24,
      line: 3,
      column: 10,
      help: "a ')' is missing in this line",
    })
    expect(markOf(broken, 23, 30)).toEqual({ line: 3, column: 10, length: 1 })
    expect(markOf(broken, 14, 30)).toEqual({ line: 3, column: 1, length: 9 })
  })
})
