// Owns the tests of lines and positions in a text.
import { expect, it } from 'vitest'
import { Source } from '../../src/text/source.ts'

const source = new Source('ab\r\n\tc\n')

it('returns the start and contents of lines', () => {
  expect(source.lines).toBe(3)
  expect([0, 1, 2, 3, 4].map((line) => source.lineStart(line))).toEqual([0, 0, 4, 7, 7])
  expect([1, 2, 3, 4].map((line) => source.lineText(line))).toEqual(['ab', '\tc', '', ''])
})

it('counts a tab as up to the next multiple of eight', () => {
  expect(source.placeAt(0)).toEqual({ line: 1, column: 1 })
  expect(source.placeAt(5)).toEqual({ line: 2, column: 8 })
  expect(source.placeAt(7)).toEqual({ line: 3, column: 1 })
})
