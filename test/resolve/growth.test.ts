// Owns the tests that checking and formatting never throw and never hang: chains of any length, and time linear in the size of the text.
import { describe, expect, it } from 'vitest'
import { check, createDevice, format } from '../../src/index.ts'
import { resultOf } from '../../src/cli/check/job.ts'
import { Complaint, ExitCode } from '../../src/cli/exit-code.ts'
import { steepnessOf } from '../bench/growth.ts'

describe('chains of thousands of links', () => {
  const links = [
    ['$a', '->1'],
    ['1', ' = 1'],
    ['1', ' << 1'],
    ['1', ' < 1'],
    ['"a"', ' ~ "a"'],
    ['10.0.0.1', ' in 10.0.0.0/8'],
    ['1', ' - 1'],
  ] as const
  it.each(links)('%s%s...', (head, link) => {
    // Twice the depth of node's stack for the smallest recursive function, which is 10,000 calls.
    for (const count of [5_000, 20_000]) {
      const chain = `(${head}${link.repeat(count)})`
      for (const text of [
        `:global a; :put ${chain}`,
        `:global a; :put "$${chain}"`,
        `:global a; :set a ${chain}`,
        `/ip/pool/find where ${chain}`,
      ]) {
        expect(Array.isArray(check(text))).toBe(true)
        expect(format(text)).toHaveProperty('text')
        if (count === 5_000) expect(createDevice().run(text)).toHaveProperty('output')
      }
    }
  })
})

describe('processor time', () => {
  const bound = 1.5
  /** Constructs that were once quadratic, by name. A square has the exponent 2, and load adds some tenths. */
  const known: readonly (readonly [construct: string, operation: string])[] = [
    ['put of an undeclared name, one line', 'human'],
    ['arguments unknown', 'human'],
    ['one line of errors', 'human'],
    ['words behind get', 'human'],
    ['words behind get', 'fmt'],
    ['words of find', 'human'],
    ['string of expressions', 'fmt'],
    ['escaped string', 'fmt'],
    ['value list of words', 'check'],
    ['tabs before findings', 'human'],
    ['UTF-8 before findings', 'human'],
    ['variables of foreach', 'fmt'],
    ['arguments unset', 'fmt'],
    ['else if', 'check'],
    ['blocks closed, a line each', 'check'],
    ['disabled findings', 'check'],
  ]
  it.each(known)('%s, %s', (construct, operation) => {
    const { exponent, thrown, longest } = steepnessOf(construct, operation, [50_000, 200_000], bound)
    expect(thrown).toBeUndefined()
    expect(exponent).toBeLessThan(bound)
    expect(longest).toBeLessThan(8_000)
  })
})

describe('a file that causes an internal error', () => {
  it('is reported, and does not end the check of others', () => {
    const broken = resultOf('a.rsc', () => {
      throw new RangeError('too deep')
    })
    expect(broken.problem?.broken).toBe(true)
    // The stack is behind it.
    expect(broken.problem?.message.split('\n    at ')[0]).toBe(
      "offbox broke on a.rsc, which is its own fault and not the script's:\nRangeError: too deep",
    )
    const missing = resultOf('b.rsc', () => {
      throw new Complaint(ExitCode.noInput, 'cannot read b.rsc')
    })
    expect(missing.problem).toEqual({ message: 'cannot read b.rsc' })
  })
})
