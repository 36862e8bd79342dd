// Owns the tests of comparing two devices: the reported differences, and that the script turns one device into the other.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, differences } from '../../src/device/diff/diff.ts'
import { diffScript } from '../../src/device/diff/script.ts'
import { KnownMenu } from '../../src/schema/known-menu.ts'
import { catalogOf } from '../harness/catalog.ts'
import { itemOf } from '../../src/fuzz/item.ts'
import { testConsole, type TestConsole } from './console.ts'
import type { StoredRow } from '../../src/device/rows/store.ts'
import { existing } from '../harness/existing.ts'
import { fixtureKeys } from '../harness/keys.ts'

function device(commands: string): TestConsole {
  const made = testConsole()
  expect(made.run(commands)).toBe('')
  return made
}

const scriptOf = (from: TestConsole, to: TestConsole): string => diffScript(from.device, to.device, compare(from.device, to.device), 80)
const changesBetween = (from: TestConsole, to: TestConsole): readonly string[] =>
  differences(from.device, to.device).map(({ path, kind, label, changed }) =>
    [kind, path, label, ...changed.map(({ name, from: was, to: is }) => `${name}: ${was ?? '-'} > ${is ?? '-'}`)].join(' '),
  )

describe('differences', () => {
  it('are none between equal devices', () => {
    expect(
      changesBetween(device('/ip/pool/add name=a ranges=10.0.0.1-10.0.0.9'), device('/ip/pool/add name=a ranges=10.0.0.1-10.0.0.9')),
    ).toEqual([])
  })

  it('name added, removed and changed rows', () => {
    const from = device('/ip/pool; add name=a ranges=10.0.0.1; add name=b ranges=10.0.0.2; /system/identity/set name=one')
    const to = device('/ip/pool; add name=b ranges=10.0.0.3; add name=c ranges=10.0.0.4; /system/identity/set name=two')
    expect(changesBetween(from, to)).toEqual([
      'removed /ip/pool name=a',
      'changed /ip/pool name=b ranges: 10.0.0.2 > 10.0.0.3',
      'added /ip/pool name=c',
      'changed /system/identity  name: one > two',
    ])
    expect(scriptOf(from, to)).toBe(
      [
        '/ip pool',
        'remove [ find name=a ]',
        '/ip pool',
        'set [ find name=b ] ranges=10.0.0.3',
        'add name=c ranges=10.0.0.4',
        '/system identity',
        'set name=two',
        '',
      ].join('\n'),
    )
  })

  it('match similar rules, and move as few as possible', () => {
    const rules = (...ports: number[]): string =>
      ports.map((port) => `/ip/firewall/filter/add chain=input action=accept protocol=tcp dst-port=${port}`).join('\n')
    const from = device(rules(1, 2, 3, 4))
    const to = device(rules(4, 1, 22, 3))
    expect(changesBetween(from, to)).toEqual([
      'moved /ip/firewall/filter number 0',
      'changed /ip/firewall/filter number 2 dst-port: 2 > 22',
    ])
    expect(scriptOf(from, to)).toBe(
      [
        '/ip firewall filter',
        'set [ :pick [ find dynamic=no ] 1 ] dst-port=22',
        'move [ :pick [ find dynamic=no ] 3 ] [ :pick [ find dynamic=no ] 0 ]',
        '',
      ].join('\n'),
    )
  })
})

describe('rows with unique values', () => {
  const becomes = (was: string, is: string): string => {
    const [from, to] = [device(was), device(is)]
    const script = scriptOf(from, to)
    expect(from.run(script), script).toBe('')
    expect(differences(from.device, to.device)).toEqual([])
    return script
  }

  it('release a value before another row takes it', () => {
    const script = becomes(
      '/ip/dhcp-server; add name=a interface=ether3; add name=b interface=ether2; add name=c interface=ether1',
      '/ip/dhcp-server; add name=a interface=ether2; add name=b interface=ether1; add name=c interface=ether4',
    )
    expect(script.match(/name=. /g)).toEqual(['name=c ', 'name=b ', 'name=a '])
  })

  it('take a temporary value where they exchange values', () => {
    const of = (...ports: readonly number[]): string =>
      ports.map((port, at) => `/ip/dhcp-server/add name=s${at} interface=ether${port}`).join('\n')
    expect(becomes(of(1, 2), of(2, 1))).toBe(
      [
        '/ip dhcp-server',
        'set [ find name=s0 ] relay=255.255.255.255',
        'set [ find name=s1 ] interface=ether1',
        'set [ find name=s0 ] interface=ether2 !relay',
        '',
      ].join('\n'),
    )
    becomes(of(1, 2, 3, 4), of(2, 3, 1, 5))
    becomes(of(1, 2, 3, 4), of(2, 1, 4, 3))
    becomes(`${of(1, 2)} relay=10.0.0.1`, `${of(2, 1)} relay=10.0.0.1`)
  })

  it('are removed and added again where they exchange values of which none is temporary', () => {
    const of = (...ports: readonly number[]): string =>
      ports.map((port, at) => `/ip/dhcp-client/add name=c${at} interface=ether${port}`).join('\n')
    expect(becomes(of(1, 2), of(2, 1))).toBe(
      [
        '/ip dhcp-client',
        'remove [ find name=c0 ]',
        '/ip dhcp-client',
        'set [ find name=c1 ] interface=ether1',
        'add interface=ether2 name=c0',
        '',
      ].join('\n'),
    )
    becomes(of(1, 2, 3, 4), of(2, 3, 1, 5))
    becomes(of(1, 2, 3, 4), of(2, 1, 4, 3))
  })

  it('replace a dynamic row, and no other', () => {
    const entries = (...words: readonly string[]): string => words.map((one) => `/ip/firewall/address-list/add ${one}`).join('\n')
    const from = entries('list=a dynamic=yes', 'list=b address=10.0.0.1 dynamic=yes', 'list=c dynamic=yes', 'list=e address=10.0.0.1')
    expect(becomes(from, entries('list=b address=10.0.0.1', 'list=a', 'list=c disabled=yes'))).toBe(
      [
        '/ip firewall address-list',
        'remove [ find dynamic=yes list=a !address ]',
        'remove [ find dynamic=yes list=b address="10.0.0.1" ]',
        '/ip firewall address-list',
        'set [ :pick [ find dynamic=no ] 0 ] list=b',
        'add list=a',
        'add disabled=yes list=c',
        '',
      ].join('\n'),
    )
  })
})

it('a property whose predecessor has no value is written with its whole name', () => {
  const to = device('/routing/isis/interface-template/add ptp.hello-3way ptp.hello-multiplier=3 ptp.l2.metric=0')
  const [from, script] = [device(''), scriptOf(device(''), to)]
  expect(from.run(script), script).toBe('')
  expect(differences(from.device, to.device)).toEqual([])
})

it('a property without a value is unset where an empty text is no value of it', () => {
  const [from, to] = [testConsole(), testConsole()]
  from.run('/mpls/ldp/advertise-filter/add prefix=10.0.0.0/8 advertise=no comment=a')
  to.run('/mpls/ldp/advertise-filter/add prefix=10.0.0.0/8 comment=a')
  const script = scriptOf(from, to)
  expect(script).toContain('set [ :pick [ find ] 0 ] !advertise\n')
  expect(from.run(script)).toBe('')
  expect(differences(from.device, to.device)).toEqual([])
  expect(from.run('/mpls/ldp/advertise-filter/export verbose')).not.toContain('advertise=')
})

it('a row is selected by the text of its key', () => {
  const from = device('/ip/address; add address=1.0.0.1/32 network=1.0.0.1 interface=ether1; add address=1.0.0.1/1 interface=ether1')
  const script = scriptOf(from, device(''))
  expect(from.run(script), script).toBe('')
  expect(from.run('/ip/address/print count-only')).toBe('0\n')
})

const paths = [
  '/ip/firewall/filter',
  '/ip/firewall/address-list',
  '/ip/firewall/nat',
  '/ip/dhcp-server/lease',
  '/ip/pool',
  '/interface/bridge',
  '/interface/vlan',
  '/queue/simple',
  '/ppp/profile',
  '/ppp/secret',
  '/ip/route',
  '/system/logging',
  '/user/group',
  '/interface/wifi/configuration',
  '/ip/settings',
  '/ip/hotspot/user',
  '/routing/ospf/interface-template',
  '/ip/dns/static',
  '/queue/type',
  '/ip/ipsec/policy',
]

/** Every other menu that stores rows, in the order of the catalog. */
function otherPaths(menu: KnownMenu): readonly string[] {
  const below = [...menu.entries.values()].filter((entry) => entry instanceof KnownMenu)
  const own = menu.shape !== undefined && menu.command('set') !== undefined && !paths.includes(menu.path) ? [menu.path] : []
  return [...own, ...below.flatMap(otherPaths)]
}

/** An arbitrary of the rows of a device, or of its settings, as the words after `add` and `set`. */
function rowsOf(menu: KnownMenu): fc.Arbitrary<readonly { readonly words: string; readonly place: number }[]> {
  const command = menu.shape === 'list' ? 'add' : 'set'
  return fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(9)), { maxLength: 6 })
    .chain((rows) =>
      fc.tuple(
        ...rows.map(([name, place]) =>
          itemOf(menu, { command, ...(command === 'set' ? {} : { name }) }).map((words) => ({ words, place })),
        ),
      ),
    )
}

function holds(path: string, numRuns: number): void {
  const menu: KnownMenu = existing(catalogOf('7.24', 'all').menu(path), path)
  const isList = menu.shape === 'list'
  const isOrdered = menu.command('move') !== undefined
  const items = rowsOf(menu)
  fc.assert(
    fc.property(items, items, (before, after) => {
      const make = (rows: typeof before): TestConsole => {
        const made = testConsole({ keys: fixtureKeys() })
        for (const { words, place } of rows) {
          const where = isList && isOrdered && place > 5 ? ` place-before=[:pick [${path}/find] ${place - 6}]` : ''
          // A refused command (for example for a taken name) adds no row.
          made.run(`${path}/${isList ? 'add' : menu.shape === 'fixed' ? 'set [find]' : 'set'} ${words}${where}`)
        }
        return made
      }
      const [from, to] = [make(before), make(after)]
      const script = scriptOf(from, to)
      expect(from.run(script), script).toBe('')
      // A value that the device generated for a row (a key) is not a difference.
      const rowsIn = ({ device }: TestConsole): readonly StoredRow[] => {
        const own = device.menuAt(path)
        return own === undefined ? [] : device.store(own).items
      }
      const made = new Set([from, to].flatMap((one) => rowsIn(one).flatMap((row) => [...(row.generated?.keys() ?? [])])))
      const generated = new RegExp(` (?:${[...made, 'nothing'].join('|')})=(?:"(?:[^"\\\\]|\\\\.)*"|\\S+)`, 'g')
      // Menus that export the given text may differ in it. The time in the header is not part of the configuration.
      const lines = (one: TestConsole): string[] =>
        one
          .run(`${path}/export verbose show-sensitive`)
          .replace(/^# \S+ \S+ by /m, '# by ')
          .replaceAll(/\\\n {4}/g, '')
          .replaceAll(generated, '')
          .split('\n')
      // Where positions have no meaning, rows may be in another order.
      const seen = (one: TestConsole): string[] => (isOrdered ? lines(one) : lines(one).sort())
      expect(seen(from), script).toEqual(seen(to))
      expect(differences(from.device, to.device)).toEqual([])
    }),
    { numRuns },
  )
}

describe('the script', () => {
  it.each(paths)('turns one device into the other: %s', (path) => holds(path, 30))

  it.each(otherPaths(catalogOf('7.24', 'all').root))('works in every menu: %s', (path) => holds(path, 3))
})
