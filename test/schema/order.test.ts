// Owns the tests of the order of properties: the tables of the manual against printed listings of devices and the facts.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../src/host/node/facts.ts'
import { createCatalog } from '../../src/schema/catalog.ts'
import { FactsFile } from '../../src/schema/facts-file.ts'
import { existing } from '../harness/existing.ts'

type ManualOrders = (text: string, namesOf: (path: string) => { names: string[]; whole: boolean } | undefined) => Record<string, string>

const folder = new URL('../../src/schema/facts/', import.meta.url)
const orders: unknown = JSON.parse(existing(loadFacts('order'), 'order'))
/** The orders that one source gives: lists of names by path. */
const ordersOf = (source: 'device' | 'manual'): Readonly<Record<string, string>> => {
  const lists: unknown = typeof orders === 'object' && orders !== null ? Reflect.get(orders, source) : undefined
  return Object.fromEntries(Object.entries(lists ?? {}).map(([path, list]) => [path, String(list)]))
}
const [device, manual] = [ordersOf('device'), ordersOf('manual')]
const tables = readFileSync(new URL('manual-order.txt', folder), 'utf8')
// A module of JavaScript has no types.
const { manualOrders } = (await import(new URL('manual-order.mjs', folder).href)) as { manualOrders: ManualOrders }

const names = (list: string | undefined): string[] => (list === undefined ? [] : list.split(' '))
const distinct = (list: readonly string[]): string[] => [...new Set(list)].sort()
/** Returns the properties of a menu in the listing. */
const inTree = (path: string): string[] => {
  const file = new FactsFile(existing(loadFacts(path.split('/')[1] ?? ''), path))
  return file.properties(existing(file.row(path), path))
}

describe("the manual's order", () => {
  const derived = manualOrders(tables, (path) => (path in device ? { names: distinct(names(device[path])), whole: true } : undefined))

  it('equals that of the device if arguments and read-only properties are not mixed', () => {
    expect(Object.keys(derived)).toHaveLength(42)
    expect(Object.keys(derived).filter((path) => derived[path] === device[path])).toHaveLength(26)
    const kinds = '/ip/address /ip/arp /ip/dhcp-server /interface /interface/vlan /ip/firewall/mangle /ppp/secret /tool/netwatch'
    for (const path of kinds.split(' ')) expect(derived[path], path).toBe(device[path])
  })

  it("has settable properties in the device's order in every menu: only read-only ones may differ", () => {
    const catalog = createCatalog({ release: '7.24', packages: 'all', load: loadFacts })
    for (const path of Object.keys(derived)) {
      const set = catalog.menu(path)?.command('set')
      const settable = (list: string): string[] => names(list).filter((name) => set?.exact(name) !== undefined)
      expect(settable(existing(derived[path], path)), path).toEqual(settable(existing(device[path], path)))
    }
  })
})

describe('each order of properties', () => {
  it('contains exactly the names of the listing', () => {
    for (const [path, list] of Object.entries({ ...manual, ...device })) {
      const tree = inTree(path)
      if (tree.length > 0) expect(distinct(names(list)), path).toEqual(distinct(tree))
    }
  })

  it('contains the settable properties if the listing has none, as in menus of extra packages', () => {
    const catalog = createCatalog({ release: '7.24', packages: 'all', load: loadFacts })
    for (const [path, list] of Object.entries(manual)) {
      const set = inTree(path).length > 0 ? undefined : catalog.menu(path)?.command('set')
      for (const name of set?.arguments.keys() ?? []) if (name !== 'numbers') expect(names(list), path).toContain(name)
    }
    expect(
      existing(catalog.menu('/interface/wireless/registration-table'), '/interface/wireless/registration-table').hasProperty('mac-address'),
    ).toBe(true)
  })

  it('ends with disabled and comment', () => {
    for (const [path, list] of Object.entries(manual)) {
      const last = ['disabled', 'comment'].filter((name) => names(list).includes(name))
      expect(names(list).slice(names(list).length - last.length), path).toEqual(last)
    }
  })

  it('applies to the requested release: later properties are omitted', () => {
    const catalog = (release: string) => createCatalog({ release, packages: 'all', load: loadFacts })
    const catalogs = new Map(['7.20.8', '7.22.3', '7.24'].map((release) => [release, catalog(release)]))
    const of = (release: string, path: string): readonly string[] =>
      existing(existing(catalogs.get(release), release).menu(path), path).properties
    expect(of('7.20.8', '/interface/wireguard')).not.toContain('vrf')
    expect(of('7.24', '/interface/wireguard').slice(0, 6)).toEqual(['name', 'mtu', 'listen-port', 'private-key', 'public-key', 'vrf'])
    expect(of('7.22.3', '/interface/vrrp')).toContain('mtu')
    for (const [path, list] of Object.entries(device)) expect(of('7.22.3', path).slice(0, -4), path).toEqual(names(list))
  })
})

it('every menu that scripts often search has an order', () => {
  const searched = '/ip/firewall/filter /ip/dns/static /ip/dhcp-server/lease /interface/ethernet /interface/wifi/registration-table'
  for (const path of searched.split(' ')) expect(manual[path], path).toBeDefined()
  expect(Object.keys(manual).length).toBeGreaterThan(300)
})
