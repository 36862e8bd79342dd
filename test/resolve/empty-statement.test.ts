// Owns the tests of empty statements: which ranges between statements contain them.
import { describe, expect, it } from 'vitest'
import { emptyStatements } from '../../src/resolve/empty-statement.ts'

const between = (text: string): number => emptyStatements(text, true, false)
const before = (text: string): number => emptyStatements(text, false, false)
const after = (text: string): number => emptyStatements(text, true, true)

describe('between two statements', () => {
  const none = ['\n', ';', '; ', ';\n\n  ', '\n\n\n', '\n# c\n# c\n\n', '\n  # c\n  ', '; # c\n  ', '\n \n  # c\n', ' \\\n ;', '\r\n\r\n']
  it.each(none)('%j has no empty statement', (text) => {
    expect(between(text)).toBe(0)
  })

  it.each([
    ['\n;', 1],
    [';;', 1],
    ['; \n', 1],
    [';; ;', 2],
    ['\n  # c\n\n', 1],
    ['\n  # c\n \n  # c\n', 1],
  ])('%j has empty statements', (text, count) => {
    expect(between(text)).toBe(count)
  })
})

describe('before the first statement', () => {
  it.each([
    ['', 0],
    ['  ', 0],
    ['# c\n', 0],
    ['# c\n\n', 1],
    ['\n  ', 1],
    ['\n\n\n# c\n\n  # c\n', 1],
    [' ; # c\n  ', 1],
  ])('%j has %i', (text, count) => {
    expect(before(text)).toBe(count)
  })
})

describe('behind the last statement', () => {
  it.each([
    ['', 0],
    [' ', 0],
    [';', 0],
    [';\n  ', 0],
    ['\n# c\n', 0],
    ['\n# c', 0],
    ['; ', 1],
    ['\n  # c\n', 1],
    ['\n  # c', 1],
  ])('%j has %i', (text, count) => {
    expect(after(text)).toBe(count)
  })

  it('an empty body is one empty statement', () => {
    expect(emptyStatements('', false, true)).toBe(1)
    expect(emptyStatements(' ', false, true)).toBe(1)
  })
})

it('are found in linear time without recursion', () => {
  for (const part of ['\n', ' ', ' \n#x\n', ' #x\n', '\\\n']) expect(between(`${part.repeat(300_000)}x`)).toBeLessThan(300_001)
})
