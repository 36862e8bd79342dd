// Owns the tests of `offbox diff`: its formats and exit codes.
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
  it('prints nothing for equal configurations', () => {
    expect(diff('a.rsc', 'a.rsc')).toEqual({ code: 0, out: '', err: '' })
  })

  it('reports once which board replaces an unknown model', () => {
    writeFileSync(join(place.path, 'model.rsc'), before.replace('#\n', '#\n# model = RB7600\n'))
    const err = "'RB7600' is not a known board: offbox emulates RB760iGS, with the ports that the export names\n"
    expect(diff('model.rsc', 'model.rsc')).toEqual({ code: 0, out: '', err })
  })

  it('ignores keys that the device generated: exports without secrets do not have them', () => {
    const one = `${header}/interface wireguard\nadd listen-port=13231 name=wg0\n`
    const key = one.replace('wg0', 'wg0 private-key="cDZb7/6Oro/5O3Hogs4NFAbkwPTJVeTc4DdRBgTJZkE="')
    writeFileSync(join(place.path, 'wg.rsc'), one)
    writeFileSync(join(place.path, 'wg-key.rsc'), key)
    writeFileSync(join(place.path, 'wg-other.rsc'), key.replace('cDZb', 'dDZb'))
    for (const [from, to] of [
      ['wg.rsc', 'wg.rsc'],
      ['wg.rsc', 'wg-key.rsc'],
      ['wg-key.rsc', 'wg.rsc'],
    ] as const)
      expect(diff(from, to)).toEqual({ code: 0, out: '', err: '' })
    expect(diff('--format', 'script', 'a.rsc', 'wg.rsc').out).toMatchInlineSnapshot(`
      "/ip firewall filter
      remove [ :pick [ find dynamic=no ] 2 ]
      remove [ :pick [ find dynamic=no ] 1 ]
      remove [ :pick [ find dynamic=no ] 0 ]
      /ip pool
      remove [ find name=lan ]
      /interface wireguard
      add listen-port=13231 name=wg0
      /system identity
      set name=MikroTik
      "
    `)
    expect(diff('wg-key.rsc', 'wg-other.rsc').out).toBe(`/interface wireguard
  ~ name=wg0
      private-key: cDZb7/6Oro/5O3Hogs4NFAbkwPTJVeTc4DdRBgTJZkE= -> dDZb7/6Oro/5O3Hogs4NFAbkwPTJVeTc4DdRBgTJZkE=
`)
  })

  it('shows added, removed and changed rows', () => {
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

  it('writes a script that leaves no difference', () => {
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

  it('prints JSON', () => {
    const { out } = diff('--format', 'json', 'a.rsc', 'b.rsc')
    expect(out).toMatchInlineSnapshot(`
      "[
        {
          "menu": "/ip/pool",
          "kind": "added",
          "row": "name=guest",
          "settings": {
            "name": "guest",
            "ranges": "10.1.0.10-10.1.0.99"
          }
        },
        {
          "menu": "/ip/firewall/filter",
          "kind": "removed",
          "row": "number 1",
          "settings": {
            "action": "accept",
            "chain": "input",
            "dst-port": "22",
            "protocol": "tcp"
          }
        },
        {
          "menu": "/ip/firewall/filter",
          "kind": "added",
          "row": "number 0 (müde)",
          "settings": {
            "action": "accept",
            "chain": "input",
            "comment": "müde",
            "dst-port": "2222",
            "protocol": "tcp"
          }
        },
        {
          "menu": "/system/identity",
          "kind": "changed",
          "row": "",
          "changed": [
            {
              "name": "name",
              "from": "one",
              "to": "two"
            }
          ]
        }
      ]
      "
    `)
  })

  it('compares folders of devices', () => {
    offbox(place.path, ['run', '--device', 'lab', 'a.rsc'])
    expect(diff('lab', 'a.rsc')).toEqual({ code: 0, out: '', err: '' })
    expect(diff('lab', 'b.rsc').code).toBe(1)
  })

  it('describes the commands of the script in words', () => {
    const { code, out } = diff('--format', 'text', 'a.rsc', 'b.rsc')
    expect(code).toBe(1)
    expect(out).toBe(`1. remove from /ip/firewall/filter: action=accept chain=input dst-port=22 protocol=tcp
2. add to /ip/pool: name=guest ranges=10.1.0.10-10.1.0.99
3. add to /ip/firewall/filter: action=accept chain=input comment=müde dst-port=2222 protocol=tcp
4. change in /system/identity: name from one to two
`)
  })

  it('compares nothing if a configuration was not applied completely', () => {
    const half = before.replace('/ip pool\n', '/interface bridge port\nadd bridge=nosuch interface=ether2\n/ip pool\n')
    writeFileSync(join(place.path, 'half.rsc'), half)
    writeFileSync(join(place.path, 'cut.rsc'), half.replace(header, ''))
    const refused = (file: string, line: number, from: string): string =>
      `error: input does not match any value of bridge${from}\n --> ${file}:${line}:12\n` +
      `${line} | add bridge=nosuch interface=ether2\n  |            ^^^^^^\n` +
      "help: bridge=: /interface/bridge has no item named 'nosuch': create it first\n" +
      `error: ${file} could not be applied completely: nothing is compared\n` +
      'help: fix the lines above, or compare what could be applied with --partial\n'
    for (const file of ['half.rsc', 'cut.rsc'])
      for (const format of ['lines', 'text', 'script', 'json']) {
        const { code, out, err } = diff('--format', format, 'a.rsc', file)
        expect({ code, out }).toEqual({ code: 3, out: '' })
        expect(err).toBe(file === 'half.rsc' ? refused(file, 5, '') : refused(file, 2, ' (/interface/bridge/port/add (bridge))'))
      }
    expect(diff('--check', 'a.rsc', 'half.rsc').code).toBe(3)
    expect(diff('--partial', 'a.rsc', 'half.rsc')).toMatchInlineSnapshot(`
      {
        "code": 3,
        "err": "error: input does not match any value of bridge
       --> half.rsc:5:12
      5 | add bridge=nosuch interface=ether2
        |            ^^^^^^
      help: bridge=: /interface/bridge has no item named 'nosuch': create it first
      ",
        "out": "",
      }
    `)
  })

  it('prints nothing with --check', () => {
    expect(diff('--check', 'a.rsc', 'a.rsc')).toEqual({ code: 0, out: '', err: '' })
    expect(diff('--check', 'a.rsc', 'b.rsc')).toEqual({ code: 1, out: '', err: '' })
  })

  it('identifies rows by the property of --key', () => {
    writeFileSync(join(place.path, 'k1.rsc'), '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 comment=ssh\n')
    writeFileSync(join(place.path, 'k2.rsc'), '/ip firewall filter add chain=forward action=drop protocol=udp dst-port=53 comment=ssh\n')
    expect(diff('k1.rsc', 'k2.rsc').out).toMatchInlineSnapshot(`
      "/ip firewall filter
        - action=accept chain=input comment=ssh dst-port=22 protocol=tcp
        + action=drop chain=forward comment=ssh dst-port=53 protocol=udp
      "
    `)
    const { out } = diff('--key', '/ip/firewall/filter=comment', 'k1.rsc', 'k2.rsc')
    expect(out).toMatchInlineSnapshot(`
      "/ip firewall filter
        ~ comment=ssh
            action: accept -> drop
            chain: input -> forward
            dst-port: 22 -> 53
            protocol: tcp -> udp
      "
    `)
    expect(diff('--key', 'nonsense', 'k1.rsc', 'k2.rsc').code).toBe(64)
  })

  it('ignores secrets with --ignore-secrets, and warns about different releases', () => {
    writeFileSync(join(place.path, 's1.rsc'), '/ppp secret add name=a password=one\n')
    writeFileSync(join(place.path, 's2.rsc'), '/ppp secret add name=a password=two\n')
    expect(diff('s1.rsc', 's2.rsc').code).toBe(1)
    expect(diff('--ignore-secrets', 's1.rsc', 's2.rsc')).toEqual({ code: 0, out: '', err: '' })
    writeFileSync(join(place.path, 'newer.rsc'), before.replace('7.16.2', '7.20.1'))
    expect(diff('a.rsc', 'newer.rsc')).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "warning: the first has RouterOS 7.16.2, the second 7.20.1: some differences may come from the release
      ",
        "out": "",
      }
    `)
  })

  it('prints no row without content', () => {
    writeFileSync(join(place.path, 'empty.rsc'), '')
    writeFileSync(join(place.path, 'bare.rsc'), '/interface bridge add\n')
    expect(diff('empty.rsc', 'bare.rsc').out).toMatchInlineSnapshot(`
      "/interface bridge
        + name=bridge1
      "
    `)
  })

  it('quotes addresses that are texts, so that find matches them', () => {
    writeFileSync(join(place.path, 'address.rsc'), '/ip address add address=10.0.0.1/24 interface=ether1\n')
    expect(diff('--format', 'script', 'address.rsc', 'empty.rsc').out).toMatchInlineSnapshot(`
      "/ip address
      remove [ find address="10.0.0.1/24" interface=ether1 ]
      "
    `)
  })

  it('refuses unknown formats and missing files', () => {
    expect(diff('--format', 'xml', 'a.rsc', 'b.rsc').code).toBe(64)
    expect(diff('a.rsc', 'none.rsc').code).toBe(66)
  })
})
