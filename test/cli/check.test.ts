// Owns the tests of `offbox check`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'

const place = scratch()
const check = (text: string, ...args: string[]): Ran => offbox(place.path, ['check', ...args, '-'], text)
afterAll(() => place.remove())

describe('offbox check', () => {
  it('runs nothing and is content with what a device accepts', () => {
    expect(check(':put 1\n/ip/address/add address=1.1.1.1/24 interface=ether1')).toEqual({
      code: 0,
      out: '1 script checked: 0 refused, 0 places that fail when reached\n',
      err: '',
    })
  })

  it('shows what the device refuses, with a hint', () => {
    const { code, out } = check(':set x 1\n')
    expect(code).toBe(2)
    expect(out).toContain('--> <stdin>:1:6')
    expect(out).toContain("help: nothing declares 'x' here")
  })

  it('shows what would fail when reached', () => {
    const { code, out } = check(':put 1\n/bogus nope\n')
    expect(code).toBe(1)
    expect(out).toContain('fails when reached: bad command name bogus')
  })

  it('knows releases', () => {
    expect(check(':onerror e in={:put 1} do={}', '--release', '6.49').code).not.toBe(0)
    expect(check(':onerror e in={:put 1} do={}', '--release', '7.20').code).toBe(0)
  })

  it('checks many files and tells the worst', () => {
    writeFileSync(join(place.path, 'a.rsc'), ':put 1')
    writeFileSync(join(place.path, 'b.rsc'), ':put (')
    const { code, out } = offbox(place.path, ['check', 'a.rsc', 'b.rsc'])
    expect(code).toBe(2)
    expect(out).toContain('2 scripts checked: 1 refused')
    expect(out).not.toContain('a.rsc')
  })
})
