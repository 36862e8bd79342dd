// Owns tests of patterns: meaning, agreement with a plain backtracking matcher, time.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../src/diagnostic/failure.ts'
import { compilePattern } from '../../src/value/pattern.ts'
import { readPattern, type PatternNode } from '../../src/value/pattern-syntax.ts'
import { processorTime } from '../harness/processor.ts'
import { existing } from '../harness/existing.ts'
import { thrownBy } from '../harness/expected.ts'

const matches = (text: string, pattern: string): boolean => compilePattern(pattern).matches(text)

// Evidence: J074, J076, J077, S035, S036 (forum 176872), L067, L125; the others follow POSIX.
const cases: [string, string, boolean][] = [
  ['test-01.ad.localdomain', '^(?![\\w]*[-][\\d]{2})(.*[\\.]?ad\\.localdomain)$', false],
  ['a', '\\w', true],
  ['a', '\\D', true],
  ['a', '[\\D]', false],
  ['a', '[\\w]', false],
  ['w', '[\\w]', true],
  ['a1com', 'a\\.com', false],
  ['a1com', 'a.com', true],
  ['a.com', 'a[.]com', true],
  ['a1com', 'a[.]com', false],
  ['aaa', '[a]{3}', true],
  ['aaa', '[a]{4}', false],
  ['prefix-content', '^prefix', true],
  ['xab', '^ab', false],
  ['abx', 'ab$', false],
  ['', '^$', true],
  ['a\nb', 'a.b', true],
  ['b]', '[]b]]', true],
  ['-', '[a-]', true],
  ['q', '[^[:alpha:]]', false],
  ['7', '[[:digit:][:space:]]', true],
  ['foo bar', '\\bbar\\b', true],
  ['foobar', '\\bbar', false],
  ['foobar', '\\Bbar\\>', true],
  ['md5=abc md5', '\\<md5\\>$', true],
  ['abab', '^(ab){2}$', true],
  ['ababab', '^(ab){1,2}$', false],
  ['ababab', '^(ab){2,}$', true],
  ['', '()', true],
  ['b', 'a|b|', true],
  ['a)', 'a)', true],
  ['\xff', '[\x80-\xff]', true],
  ['192.168.1.1', '^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}(/[0-9]{1,2})?$', true],
]

describe('compilePattern', () => {
  it.each(cases)('%j ~ %j is %s', (text, pattern, expected) => expect(matches(text, pattern)).toBe(expected))

  it.each(['*a', 'a|+', '(', '(a', '[a', '[b-a]', '[[:nope:]]', 'a{', 'a{2,1}', 'a{256}', 'a\\', '[[.a.]]'])(
    '%j is invalid and matches nothing',
    (pattern) => {
      expect(compilePattern(pattern).invalid).toBeTypeOf('string')
      expect(matches('', pattern) || matches('a', pattern) || matches(pattern, pattern)).toBe(false)
    },
  )

  it('refuses patterns that need too much memory, with a message', () => {
    expect(thrownBy(() => compilePattern('((a{255}){255}){255}'))).toBe('Failure: offbox: a pattern is too large')
    expect(thrownBy(() => compilePattern('(((){255}){255}){255}'))).toBe('Failure: offbox: a pattern is too large')
    expect(thrownBy(() => compilePattern('('.repeat(100_000)))).toBe('Failure: offbox: a pattern is too large')
    expect(thrownBy(() => compilePattern(`a${'*'.repeat(100_000)}`))).toBe('Failure: offbox: a pattern is too large')
    expect(thrownBy(() => compilePattern('(a)\\1'))).toBe('Failure: offbox: back references in a pattern are not modelled')
  })

  it('only throws a Failure', () => {
    const soup = fc.string({ unit: fc.constantFrom(...'ab()[]{}|*+?.^$\\123,-:wdbDxB<>\n'), maxLength: 24 })
    fc.assert(
      fc.property(soup, soup, (pattern, text) => {
        try {
          matches(text, pattern)
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Failure)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('agrees with backtracking on small patterns', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '^', '$', '\\b', '\\<', '\\>', '\\B', '\\w', '')
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        atom,
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
        fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,1}', '{2,}')).map(([a, times]) => `(${a})${times}`),
      ),
    }))
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 6 })
    fc.assert(
      fc.property(pattern, texts, (source, text) => {
        const tree = readPattern(source)
        fc.pre(tree.kind !== 'invalid')
        expect(matches(text, source)).toBe(anywhere(tree, text))
      }),
      { numRuns: 3_000 },
    )
  })

  it('reads a long text once, for any pattern', () => {
    const worst: [string, string][] = [
      ['(a*)*b', 'a'],
      ['(a|aa)+$b', 'a'],
      ['(x+x+)+y', 'x'],
      ['(.*)(.*)(.*)(.*)[0-9]', 'x'],
    ]
    for (const [pattern, letter] of worst) {
      const took = (length: number): number => {
        const compiled = compilePattern(pattern)
        const text = letter.repeat(length)
        const started = processorTime()
        expect(compiled.matches(text)).toBe(false)
        return processorTime() - started
      }
      took(50_000)
      // Ten times the text may take ten times as long; a quadratic matcher would need a hundred times.
      const short = Math.min(took(50_000), took(50_000), took(50_000))
      expect(took(500_000)).toBeLessThan(40 * Math.max(short, 2))
    }
  })
})

/** The reference: the offsets where a match that starts at one of `from` may end, by recursion over the tree. */
function ends(node: PatternNode, text: string, from: ReadonlySet<number>): Set<number> {
  switch (node.kind) {
    case 'empty':
      return new Set(from)
    case 'set':
      return new Set([...from].filter((at) => at < text.length && node.set[text.charCodeAt(at)] === 1).map((at) => at + 1))
    case 'assertion':
      return new Set([...from].filter((at) => at_(node.assertion, text, at)))
    case 'sequence':
      return node.parts.reduce((reached, part) => ends(part, text, reached), new Set(from))
    case 'choice':
      return new Set(node.parts.flatMap((part) => [...ends(part, text, from)]))
    case 'repeat': {
      let reached = new Set(from)
      for (let count = 0; count < node.least; count++) reached = ends(node.part, text, reached)
      const all = new Set(reached)
      for (let count = node.least; count < Math.min(node.most, node.least + text.length + 1); count++) {
        reached = ends(node.part, text, reached)
        for (const at of reached) all.add(at)
      }
      return all
    }
  }
}

function at_(assertion: string, text: string, at: number): boolean {
  const before = /\w/.test(text.charAt(at - 1))
  const after = /\w/.test(text.charAt(at))
  const holding: Record<string, boolean> = {
    start: at === 0,
    end: at === text.length,
    border: before !== after,
    'no-border': before === after,
    'word-start': !before && after,
    'word-end': before && !after,
  }
  return existing(holding[assertion], assertion)
}

const anywhere = (tree: PatternNode, text: string): boolean =>
  ends(tree, text, new Set(Array.from({ length: text.length + 1 }, (_, at) => at))).size > 0
