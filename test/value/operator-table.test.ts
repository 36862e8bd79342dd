// Owns tests of the operator table: fast paths agree with it, and the README of the grammar shows it.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { equals } from '../../src/value/compare.ts'
import { readLiteral } from '../../src/value/literal.ts'
import { binaryFunction, rows } from '../../src/value/operator-table.ts'
import { operators } from '../../src/value/operators.ts'
import { ArrayValue, nil, nothing, type Value } from '../../src/value/value.ts'
import { operatorPage } from '../harness/operator-page.ts'

const samples: readonly Value[] = [
  ...['0', '5', '-7', 'true', 'false', '1.1.1.1', '10.0.0.0/8', '::1', 'fe80::/64', '00:00:05', '*5'].map(readLiteral),
  ...['', '5', 'x', 'true', 'no', '5s', '1.1.1.1', '*5'],
  2n ** 62n,
  nil,
  nothing,
  new ArrayValue(),
  new ArrayValue([1, 'a']),
  new ArrayValue([], new Map([['k', 1]])),
]
const pairs = samples.flatMap((a) => samples.map((b): [Value, Value] => [a, b]))

describe('the table of types', () => {
  it('has one row for each pair of types', () => {
    const seen = rows.map(({ sign, left, right, since }) => [sign, left, right, since].join(' '))
    expect(new Set(seen).size).toBe(seen.length)
  })
  it('equals what its rows say', () => {
    const equal = binaryFunction('=', false)
    const unequal = binaryFunction('!=', false)
    for (const [a, b] of pairs) {
      expect(equal(a, b)).toBe(equals(a, b))
      expect(unequal(a, b)).toBe(!equals(a, b))
    }
  })
  it('every operator returns the type in the row of the pair, or refuses', () => {
    for (const sign of ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>', '<', '>', '<=', '>=', 'and', 'or'])
      for (const [a, b] of pairs) {
        const attempt = (compute: () => Value | undefined): Value | undefined => {
          try {
            return compute()
          } catch {
            return undefined
          }
        }
        expect(attempt(() => operators.get(sign)?.binary?.(a, b))).toEqual(attempt(() => binaryFunction(sign, false)(a, b)))
      }
  })
  it('is in the README of the grammar', () => {
    const page = readFileSync(new URL('../../grammar/README.md', import.meta.url), 'utf8')
    expect(page).toContain(operatorPage())
  })
})
