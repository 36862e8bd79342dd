// Owns the comparison of our patterns with a POSIX implementation: regcomp and regexec of the GNU C library.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc, { type Arbitrary } from 'fast-check'
import { expect, it } from 'vitest'
import { compilePattern } from '../../src/value/pattern.ts'
import { describeWith } from '../harness/judge.ts'

const letter = fc.constantFrom('a', 'b', 'c', 'A', '1', '2', ' ', '_', '-', '\n', '\xe9')

const member = fc.oneof(
  letter.filter((one) => one !== '-'),
  fc.constantFrom('a-c', '0-9', 'A-Z', '[:alpha:]', '[:digit:]', '[:space:]', '[:punct:]', '[:xdigit:]', '\\', '.', '*', '$', '(', '|'),
)
const bracket = fc
  .tuple(fc.constantFrom('', '^'), fc.constantFrom('', ']'), fc.array(member, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '-'))
  .map(([not, first, members, last]) => `[${not}${first}${members.join('')}${last}]`)
const atom = fc.oneof(
  { weight: 4, arbitrary: letter },
  bracket,
  fc.constantFrom('.', '\\.', '\\*', '\\\\', '\\(', '\\[', '\\$', '\\w', '\\W', '\\s', '\\S', '()'),
)
const assertion = fc.constantFrom('^', '$', '\\b', '\\B', '\\<', '\\>')
const repeat = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0}', '{0,1}', '{1,2}', '{2,}', '*?', '+*', '{1,2}{2}')

/** At most two nested groups, without assertions in them: the C library tries all combinations, which takes minutes. */
const piece = fc.tuple(atom, repeat).map((both) => both.join(''))
const grouped = (inner: Arbitrary<string>): Arbitrary<string> => {
  const sequence = fc.array(inner, { maxLength: 3 }).map((pieces) => pieces.join(''))
  return fc
    .tuple(fc.array(sequence, { minLength: 1, maxLength: 2 }), fc.constantFrom('', '*', '+', '?', '{2}'))
    .map(([ways, times]) => `(${ways.join('|')})${times}`)
}
const group = grouped(fc.oneof({ weight: 3, arbitrary: piece }, { weight: 1, arbitrary: grouped(piece) }))
const way = fc
  .array(fc.oneof({ weight: 3, arbitrary: piece }, group, assertion), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join(''))
const pattern = fc.array(way, { minLength: 1, maxLength: 2 }).map((ways) => ways.join('|'))
/** Mostly invalid patterns. */
const anything = fc.array(fc.constantFrom(...'ab1()[]{}*+?|^$\\.,-'), { maxLength: 8 }).map((signs) => signs.join(''))
const text = fc.array(letter, { maxLength: 10 }).map((letters) => letters.join(''))

type Pair = readonly [pattern: string, text: string]
const pairs = (patterns: Arbitrary<string>, numRuns: number): readonly Pair[] =>
  fc.sample(fc.tuple(patterns, text), { numRuns, seed: 7 }).filter(bothRead)

/**
 * Whether both implementations must agree. Ours follows musl: it repeats assertions (`^*`), knows `\a`, and rejects `{,2}`; back references
 * are not modelled. In the GNU library `$` and `^` match beside any line end (`$.` and `.^` are found in "a\nb") even without REG_NEWLINE.
 */
function bothRead([source, subject]: Pair): boolean {
  if (/\\[1-9a]|\{,/.test(source) || /([\^$]|\\[bB<>])[*+?{]/.test(source)) return false
  return !(/[\^$]/.test(source) && subject.includes('\n'))
}

const hex = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('hex')

function theirs(asked: readonly Pair[]): readonly string[] {
  const { stdout, stderr } = spawnSync('/usr/bin/python3', [fileURLToPath(new URL('posix-regex.py', import.meta.url))], {
    input: asked.map((pair) => JSON.stringify(pair.map(hex))).join('\n'),
    encoding: 'utf8',
    timeout: 240_000,
  })
  expect(stderr).toBe('')
  const answers = stdout.trimEnd().split('\n')
  expect(answers).toHaveLength(asked.length)
  return answers
}

function ours([source, subject]: Pair): string {
  const compiled = compilePattern(source)
  return compiled.invalid === undefined ? (compiled.matches(subject) ? '1' : '0') : '-'
}

const differing = (asked: readonly Pair[]): readonly string[] => {
  const answers = theirs(asked)
  return asked.flatMap((pair, at) =>
    ours(pair) === answers[at] ? [] : [`${JSON.stringify(pair)}: we say ${ours(pair)}, the C library ${answers[at]}`],
  )
}

describeWith('python3', 'patterns and the C library', () => {
  it('agree on 20,000 patterns that both accept', () => {
    expect(differing(pairs(pattern, 20_000)).slice(0, 20)).toEqual([])
  })
  it('agree on invalid patterns', () => {
    expect(differing(pairs(anything, 20_000)).slice(0, 20)).toEqual([])
  })
})
