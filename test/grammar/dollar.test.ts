// Owns the tests of two dollar signs before a name in a string: the second sign begins the operand of the first.
import { expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'

it('in a string, $$name is the value of name, and nothing else may follow two dollar signs', () => {
  const { run } = testConsole()
  expect(run(':local a 5; :put "x$$a.t"; :put "$a$$a"')).toBe('x5.t\n55\n')
  expect(run(':put "a$$"')).toBe('! syntax error (line 1 column 9)\n')
  expect(run(':local a 5; :put "$$$a"')).toBe('! syntax error (line 1 column 20)\n')
})
