// Owns the tests of `offbox console` without a terminal: entries, the current menu, failures that do not end it.
import { afterAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'

const place = scratch()
const converse = (...lines: string[]): Ran => offbox(place.path, ['console'], lines.map((line) => `${line}\n`).join(''))
afterAll(() => place.remove())

describe('offbox console', () => {
  it('keeps the current menu, and continues after a failure', () => {
    expect(converse('/system/identity', 'set name=lab', 'nonsense', ':put [get name]')).toEqual({
      code: 1,
      out: 'bad command name nonsense (line 1 column 1)\nlab\n',
      err: '',
    })
  })

  it('reads an entry that spans lines', () => {
    expect(converse(':foreach x in={1;2} do={', '  :put "$x', 'is"', '}').out).toBe('1\nis\n2\nis\n')
  })

  it('reports what is missing if the input ends within an entry', () => {
    expect(converse('{ :put 1')).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "",
        "out": "missing closing brace (line 1 column 9)
      ",
      }
    `)
  })

  it.each([
    [':put 1', 0],
    [':error no', 1],
    ['nonsense', 1],
    [':put = 1', 2],
    ['/tool/bandwidth-test address=10.0.0.1', 3],
    [':do { /tool/bandwidth-test address=10.0.0.1 } on-error={}', 3],
  ])('%s: ends as run does', (entry, code) => {
    expect([converse(entry).code, offbox(place.path, ['run', '-'], entry).code]).toEqual([code, code])
  })

  it('ends with the most severe of its entries', () => {
    const gap = '/tool/bandwidth-test address=10.0.0.1'
    expect(converse(gap, ':put 1').code).toBe(3)
    expect(converse(gap, ':error no', ':put 1').code).toBe(1)
    expect(converse(':error no', ':put = 1', gap).code).toBe(2)
  })

  it('ends at :quit', () => {
    expect(converse(':put 1', ':quit', ':put 2').out).toBe('1\n')
  })

  it('stores its device in a folder', () => {
    offbox(place.path, ['console', '--device', 'c'], '/system/identity/set name=kept\n')
    expect(offbox(place.path, ['console', '--device', 'c'], ':put [/system/identity/get name]\n').out).toBe('kept\n')
  })

  it('exits with 73 if the folder cannot be used', () => {
    expect(offbox(place.path, ['console', '--device', 'no/such/parent']).code).toBe(73)
  })
})
