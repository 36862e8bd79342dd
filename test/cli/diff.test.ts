// Owns the tests of `offbox diff`: its forms and exit codes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'

const place = scratch()
const diff = (...args: string[]): Ran => offbox(place.path, ['diff', ...args])

const header = '# 2025-02-01 10:00:00 by RouterOS 7.16.2\n# software id = ABCD-EFGH\n#\n'
const before = `${header}/ip pool
add name=lan ranges=10.0.0.10-10.0.0.99
/ip firewall filter
add action=accept chain=input protocol=icmp
add action=accept chain=input dst-port=22 protocol=tcp
add action=drop chain=input
/system identity
set name=one
`
const after = `${header}/ip pool
add name=guest ranges=10.1.0.10-10.1.0.99
add name=lan ranges=10.0.0.10-10.0.0.99
/ip firewall filter
add action=accept chain=input comment="m\\C3\\BCde" dst-port=2222 protocol=tcp
add action=accept chain=input protocol=icmp
add action=drop chain=input
/system identity
set name=two
`

beforeAll(() => {
  writeFileSync(join(place.path, 'a.rsc'), before)
  writeFileSync(join(place.path, 'b.rsc'), after)
})
afterAll(() => place.remove())

describe('offbox diff', () => {
  it('says nothing of what is the same', () => {
    expect(diff('a.rsc', 'a.rsc')).toEqual({ code: 0, out: '', err: '' })
  })

  it('shows rows that came, went, changed', () => {
    expect(diff('a.rsc', 'b.rsc')).toEqual({
      code: 1,
      err: '',
      out: `/ip pool
  + name=guest ranges=10.1.0.10-10.1.0.99
/ip firewall filter
  - action=accept chain=input dst-port=22 protocol=tcp
  + action=accept chain=input comment=müde dst-port=2222 protocol=tcp
/system identity
  ~ name: one -> two
`,
    })
  })

  it('writes the script that gets there, which leaves no difference', () => {
    const script = diff('--format', 'script', 'a.rsc', 'b.rsc')
    expect(script.code).toBe(1)
    expect(script.out).toBe(`/ip firewall filter
remove [ :pick [ find dynamic=no ] 1 ]
/ip pool
add name=guest ranges=10.1.0.10-10.1.0.99
/ip firewall filter
add place-before=[ :pick [ find dynamic=no ] 0 ] action=accept chain=input \\
    comment="m\\C3\\BCde" dst-port=2222 protocol=tcp
/system identity
set name=two
`)
    writeFileSync(join(place.path, 'both.rsc'), before + script.out)
    expect(diff('both.rsc', 'b.rsc')).toEqual({ code: 0, out: '', err: '' })
  })

  it('gives data', () => {
    const { out } = diff('--format', 'json', 'a.rsc', 'b.rsc')
    expect(JSON.parse(out)).toContainEqual({
      menu: '/system/identity',
      kind: 'changed',
      row: '',
      changed: [{ name: 'name', from: 'one', to: 'two' }],
    })
  })

  it('compares folders of devices', () => {
    offbox(place.path, ['run', '--device', 'lab', 'a.rsc'])
    expect(diff('lab', 'a.rsc')).toEqual({ code: 0, out: '', err: '' })
    expect(diff('lab', 'b.rsc').code).toBe(1)
  })

  it('refuses other formats and files that are not there', () => {
    expect(diff('--format', 'xml', 'a.rsc', 'b.rsc').code).toBe(64)
    expect(diff('a.rsc', 'none.rsc').code).toBe(66)
  })
})
