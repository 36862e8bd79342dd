// Owns the tests of parsing after an error: how many other findings of a script an incomplete line hides.
import { checkerFor } from '../../../src/host/node/catalog-cache.ts'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseText } from '../../../grammar/parse.ts'
import { Refusal } from '../../../grammar/refusal.ts'
import type { Diagnostic } from '../../../src/diagnostic/diagnostic.ts'
import { loadFacts } from '../../../src/host/node/facts.ts'
import { createChecker } from '../../../src/resolve/check/checker.ts'
import { createCatalog } from '../../../src/schema/catalog.ts'
import { openAt } from '../../../src/syntax/brackets.ts'
import { Source } from '../../../src/text/source.ts'
import { top } from '../../harness/sources.ts'

const checker = createChecker({ packages: 'all' }, loadFacts)
const check = (text: string): readonly Diagnostic[] => checker.check(new Source(text))
const findingsOf = (text: string): string[] =>
  check(text).map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`)

/** Incomplete lines as typed, and how many of 100 other findings may vanish or appear: at top level, in a block. */
const typed: readonly (readonly [line: string, lost: readonly [number, number], fresh: number])[] = [
  [':put = 1', [2, 2], 5],
  [':if ($a = ) do={ :put 1 }', [2, 2], 5],
  [':put "', [2, 2], 5],
  [':if (', [2, 2], 5],
  [':put [', [2, 2], 5],
  ['/ip/address/add address=', [2, 2], 5],
  [':put $', [2, 2], 5],
  ['{', [40, 40], 15],
  [':if (1=1) do={', [40, 40], 15],
  ['}', [15, 15], 5],
]

/** A script, the line before which text is inserted, and its findings. */
interface Place {
  readonly lines: readonly string[]
  readonly at: number
  readonly found: readonly Diagnostic[]
}

const folders = ['fixtures/check', 'fixtures/scripts', 'test/resolve/check/unfinished', '../shared/oracle/scripts']

function scripts(): readonly string[] {
  return folders.flatMap((folder) => {
    const path = join(top, folder)
    if (!existsSync(path)) return []
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.rsc'))
      .map((name) => readFileSync(join(path, name), 'latin1'))
      .filter((text) => text.length < 30_000)
  })
}

/** For scripts with several findings and no fatal one: the first line behind the middle at top level, or in a block. */
function placesIn(texts: readonly string[], inBlock: boolean): readonly Place[] {
  return texts.flatMap((text) => {
    const found = check(text)
    if (found.length < 2 || found.some(({ severity, code }) => severity === 'error' || code === 'text-after-brace')) return []
    const lines = text.split('\n')
    const source = new Source(text)
    const first = Math.floor(lines.length / (inBlock ? 3 : 2))
    const at = lines.findIndex((line, index) => {
      if (index < first || /\\\r?$/.test(lines[index - 1] ?? '') || /^\s*[})]/.test(line)) return false
      const around = openAt(text, source.lineStart(index + 1)).at(-1)?.sign
      return around === (inBlock ? '{' : undefined)
    })
    return at === -1 ? [] : [{ lines, at, found }]
  })
}

interface Score {
  lost: number
  fresh: number
  all: number
}

function scoreOf(places: readonly Place[], line: string): Score {
  const score: Score = { lost: 0, fresh: 0, all: 0 }
  for (const { lines, at, found } of places) {
    const indent = /^[ \t]*/.exec(lines[at] ?? '')?.[0] ?? ''
    const now = check([...lines.slice(0, at), indent + line, ...lines.slice(at)].join('\n'))
    const moved = (one: Diagnostic): number => (one.line > at + 1 ? one.line - 1 : one.line)
    const there = new Set(now.map((one) => `${one.code}@${moved(one)}`))
    const before = new Set(found.map((one) => `${one.code}@${one.line}`))
    score.all += found.length
    score.lost += [...before].filter((key) => !there.has(key)).length
    const own = now.find(({ severity, code }) => severity === 'error' || code === 'text-after-brace')
    score.fresh += now.filter((one) => one !== own && one.line !== at + 1 && !before.has(`${one.code}@${moved(one)}`)).length
  }
  return score
}

describe('an incomplete line', () => {
  const texts = scripts()
  it.each([
    ['at top level', false],
    ['in a block', true],
  ])(
    '%s does not hide the other findings',
    (_, inBlock) => {
      const places = placesIn(texts, inBlock)
      expect(places.length).toBeGreaterThan(3)
      const over = typed.flatMap(([line, [outside, inside], most]) => {
        const { lost, fresh, all } = scoreOf(places, line)
        const bound = inBlock ? inside : outside
        return (100 * lost) / all > bound || (100 * fresh) / all > most ? [`${line}: ${lost} lost and ${fresh} new of ${all}`] : []
      })
      expect(over).toEqual([])
    },
    180_000,
  )
})

describe('a refusal', () => {
  it.each([
    // Rules of whole scripts stay active after an error.
    [':put = 1\n:put $undeclared\n', ['1:6 error syntax-error', '2:6 hint undeclared-variable']],
    // Names declared in a blanked line count as declared.
    [':local a = 1\n:put $a\n', ['1:10 error syntax-error']],
    ['{\n  :foreach k,v in=) do={\n    :put "$k$v"\n  }\n}\n', ['2:19 error']],
    // So do rows.
    [
      '/ip/pool add name=a ranges=1.1.1.1-1.1.1.2\n/ip/pool add name=b ranges= = 1\n/ip/dhcp-server add address-pool=b interface=x\n',
      ['2:29 error syntax-error'],
    ],
    // Other errors in the same block are reported, too.
    [':if (1=1) do={\n  :put = 1\n  /ip/address/add adress=1\n  :put = 2\n}\n', ['2:8', '3:19', '4:8']],
    // The command of a block is reported, not its closing brace.
    [':doo {\n  :put $x\n} on-error={\n  :put 1\n}\n', ['1:6 error syntax-error', '2:8 hint undeclared-variable']],
    ['/ip/adress/add x=1\nadd x=1\n/ip/address/add adress=1\n', ['1:11 error syntax-error', '3:17']],
    [':put = 2\r\n:put $x\r\n', ['1:6 error syntax-error', '2:6 hint undeclared-variable']],
  ])('%j', (text, expected) => {
    const found = findingsOf(text)
    expect(found.map((one, at) => one.slice(0, expected[at]?.length ?? one.length))).toEqual(expected)
  })

  it.each([
    [':put "hello\n/ip/address/add adress=1\n:put "x"\n', 5, '"'],
    [':if (1=1) do={\n:put 1\n', 13, '{'],
    ['{\n  :if (1=1) do={\n  :put 1\n}\n:put 2\n', 17, '{'],
    [':put [/ip/address find\n:put $x\n:put 1\n', 5, '['],
  ])('%j is reported at the opening sign that is not closed', (text, offset, sign) => {
    const [first] = check(text).filter(({ severity }) => severity === 'error')
    expect(first?.help).toBe(`the ${sign} of line ${new Source(text).lineAt(offset)} is not closed`)
    expect([[first?.from, first?.to]]).toEqual([[offset, offset + 1]])
  })

  it('is reported up to the twentieth, then the rest is not checked', () => {
    const found = check(':put = 1\n'.repeat(30))
    expect(found).toHaveLength(20)
    expect(found.map(({ help }) => help?.includes('not checked') === true).indexOf(true)).toBe(19)
    expect(found.map(({ last }) => last === true).indexOf(true)).toBe(19)
  })

  it('is the first error of the device', () => {
    const text = ':put 1\n:put "a\n:put "b\n'
    const [first] = check(text).filter(({ severity }) => severity === 'error')
    const parsed = parseText(new Source(text), { root: createCatalog({ release: '7.24', packages: 'all', load: loadFacts }).root })
    expect(parsed instanceof Refusal ? [parsed.offset, parsed.message] : []).toEqual([first?.from, first?.message])
  })
})

describe('an unmatched }', () => {
  it('is reported once, and the following code is checked', () => {
    expect(findingsOf('}\n:put $undeclared\n:put = 1\n/ip/address/add adress=1\n')).toEqual([
      '1:1 warning text-after-brace',
      '2:6 hint undeclared-variable',
      '3:6 warning syntax-error',
      '4:17 warning bad-parameter',
    ])
  })

  it('is not reported if only comments follow', () => {
    expect(findingsOf(':put 1\n}\n# the end\n\n')).toEqual([])
  })

  it('is recognised by indentation', () => {
    expect(findingsOf(':do {\n  :local a 1\n  }\n  :put $a\n}\n:put $b\n')).toEqual([
      '5:1 warning text-after-brace',
      '6:6 hint undeclared-variable',
    ])
  })
})

it('no finding is behind the end of the text, with any number of open braces', () => {
  const text = ':if (true) do={\n:while (true) do={\n:set x ($a->($i'
  const found = checkerFor({}).check(new Source(text))
  expect(found.map(({ from, to }) => from <= to && to <= text.length)).toEqual(found.map(() => true))
  expect(found.filter(({ code }) => code === 'missing-closing-brace')).toHaveLength(1)
})
