// Owns the tests that parsing is total: no text makes it throw, and every reported place is inside the text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Body, Statement } from '../../src/syntax/tree.ts'
import { Source } from '../../src/text/source.ts'
import { catalogOf } from '../harness/catalog.ts'
import { processorTime } from '../harness/processor.ts'

const pieces = [
  ':put ',
  ':local x ',
  ':set x ',
  ':if (',
  ') do={',
  '}',
  '{',
  '[',
  ']',
  '(',
  ')',
  '"',
  '$x',
  '$',
  '$(',
  '$[',
  ';',
  '\n',
  ' ',
  '\\',
  '\\\n',
  '#',
  '/ip address ',
  '/ip/route/find where ',
  'print',
  'add ',
  'name=',
  'where ',
  'comment~',
  '1',
  '1.1',
  '1d',
  '-',
  '->',
  '<%%',
  ',',
  '=',
  '!',
  'any ',
  ' and ',
  ':foreach k,v in=',
  ' do={',
  ':global f do={',
  ':onerror e in={',
  'a',
  '..',
  '/',
  ':',
  "'",
  '\t',
  '\r\n',
  '\xff',
]
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }).map((it) => Buffer.from(it).toString('latin1')),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((it) => it.join('')),
)

const spans = (body: Body, inside: { from: number; to: number }): void => {
  expect(body.from).toBeGreaterThanOrEqual(inside.from)
  expect(body.to).toBeLessThanOrEqual(inside.to)
  const each = (statement: Statement): void => {
    expect(statement.from).toBeGreaterThanOrEqual(inside.from)
    expect(statement.to).toBeGreaterThanOrEqual(statement.from)
    expect(statement.to).toBeLessThanOrEqual(inside.to)
    if ((statement.kind === 'scope' || statement.kind === 'path') && statement.body !== undefined) spans(statement.body, statement)
  }
  body.statements.forEach(each)
}

describe('parsing', () => {
  it('accepts or refuses every text, with offsets inside it', () => {
    const { root } = catalogOf()
    fc.assert(
      fc.property(text, (source) => {
        const got = parseText(new Source(source), { root })
        if (got instanceof Refusal) {
          expect(got.offset).toBeGreaterThanOrEqual(0)
          expect(got.offset).toBeLessThanOrEqual(source.length)
        } else spans(got.script.body, { from: 0, to: source.length })
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['semicolons', ';'.repeat(300_000)],
    ['continuations', '\\\n'.repeat(300_000)],
    ['open members', `:put {${'1;'.repeat(200_000)}`],
    ['juxtaposed words', `:put (${'a '.repeat(200_000)})`],
    ['quotes', '"'.repeat(200_000)],
    ['dollars', `:put "${'$a'.repeat(200_000)}`],
  ])('is linear in %s', (_, source) => {
    const started = processorTime()
    parseText(new Source(source), { root: catalogOf().root })
    expect(processorTime() - started).toBeLessThan(5000)
  })
})
