// Owns the comparison of our numbers with 64-bit arithmetic in Python.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Failure } from '../../src/diagnostic/failure.ts'
import * as numbers from '../../src/value/numbers.ts'
import { describeWith } from '../harness/judge.ts'
import { existing } from '../harness/existing.ts'

const { add, subtract, multiply, divide, modulo, negate, bitAnd, bitOr, bitXor, bitNot, shiftLeft, shiftRight, compareNumbers } = numbers
const operations = {
  add,
  subtract,
  multiply,
  divide,
  modulo,
  negate,
  bitAnd,
  bitOr,
  bitXor,
  bitNot,
  shiftLeft,
  shiftRight,
  compareNumbers,
} as const

/** Boundary values of floats, 32 and 64 bits and their neighbours; small numbers; any numbers. */
const edges = [0n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 62n, 2n ** 63n].flatMap((edge) => [
  edge - 1n,
  edge,
  edge + 1n,
  -edge - 1n,
  -edge,
  1n - edge,
])
const number = fc
  .oneof(fc.constantFrom(...edges), fc.bigInt({ min: -70n, max: 70n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))
  .map((n) => BigInt.asIntN(64, n))
const question = fc
  .tuple(fc.constantFrom(...Object.keys(operations)), number, number)
  .map(([operation, a, b]) => [operation, `${a}`, `${b}`] as const)
const literal = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.constantFrom('', '0', '000'),
    fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 70n }),
      number.map((n) => (n < 0n ? -n : n)),
    ),
    fc.boolean(),
  )
  .map(([sign, zeros, n, hex]) => ['readNumber', hex ? `${sign}0x${zeros}${n.toString(16)}` : `${sign}${zeros}${n}`, ''] as const)

function ours([operation, left, right]: readonly [string, string, string]): string {
  if (operation === 'readNumber') return `${numbers.readNumber(left)}`
  try {
    const [, compute] = existing(
      Object.entries(operations).find(([name]) => name === operation),
      'find',
    )
    return `${compute(numbers.wrap(BigInt(left)), numbers.wrap(BigInt(right)))}`
  } catch (failure) {
    if (failure instanceof Failure) return failure.message
    throw failure
  }
}

describeWith('python3', 'numbers and 64-bit arithmetic of Python', () => {
  it('agree on 40,000 operations and literals', () => {
    const questions = fc.sample(fc.oneof({ weight: 4, arbitrary: question }, literal), { numRuns: 40_000, seed: 7 })
    const { stdout, stderr } = spawnSync('/usr/bin/python3', [fileURLToPath(new URL('int64.py', import.meta.url))], {
      input: questions.map((one) => JSON.stringify(one)).join('\n'),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    expect(stderr).toBe('')
    const answers = stdout.trimEnd().split('\n')
    expect(answers).toHaveLength(questions.length)
    const differ = questions.flatMap((one, at) =>
      ours(one) === answers[at] ? [] : [`${one.join(' ')}: we say ${ours(one)}, Python ${answers[at]}`],
    )
    expect(differ).toEqual([])
  })
})
