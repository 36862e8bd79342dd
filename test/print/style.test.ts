// Owns tests of the print style of each release.
import { describe, expect, test } from 'vitest'
import { printStyle } from '../../src/print/style.ts'

describe('printStyle', () => {
  test.each([
    ['2.8', '2.8'],
    ['1.0', '2.8'],
    ['6.45', '3.0'],
    ['6.49.17', '3.0'],
    ['7.1', '7.0'],
    ['7.1beta6', '7.0'],
    ['7.3.1', '7.2'],
    ['7.9.2', '7.2'],
    ['7.10', '7.10'],
    ['7.16.2', '7.10'],
    ['7.23rc1', '7.22'],
    ['7.24', '7.22'],
    ['8.0', '7.22'],
  ])('%s belongs to the styles that started with %s', (release, since) => {
    expect(printStyle(release).since).toBe(since)
  })

  test('dates have names of months up to 7.9', () => {
    expect(printStyle('7.9').dates).toBe('month-name')
    expect(printStyle('7.10').dates).toBe('iso')
  })
})
