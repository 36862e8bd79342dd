// Owns the tests of the catalog: names as on a device of a release with certain packages.
import { describe, expect, it } from 'vitest'
import { isMenu, type Command, type Menu } from '../../grammar/names.ts'
import { loadFacts } from '../../src/host/node/facts.ts'
import { createCatalog, type Catalog } from '../../src/schema/catalog.ts'
import type { KnownArgument } from '../../src/schema/known-argument.ts'
import type { KnownCommand } from '../../src/schema/known-command.ts'
import type { KnownMenu } from '../../src/schema/known-menu.ts'
import type { Packages } from '../../src/schema/package-names.ts'
import { existing } from '../harness/existing.ts'

const catalog = (release: string, packages: Packages = []): Catalog => createCatalog({ release, packages, load: loadFacts })
const bare = catalog('7.22.1')
const all = catalog('7.24', 'all')

function walk(from: Menu, ...words: string[]): Menu | Command | undefined {
  let at: Menu | Command | undefined = from
  for (const word of words) at = at !== undefined && isMenu(at) ? at.find(word) : undefined
  return at
}
const path = (from: Catalog, ...words: string[]): string | undefined => walk(from.root, ...words)?.path
const menuIn = (from: Catalog, menu: string): KnownMenu => existing(from.menu(menu), menu)
const command = (from: Catalog, menu: string, name: string): KnownCommand => existing(menuIn(from, menu).command(name), name)
/** A word of the language. */
const word = (name: string): KnownCommand => existing(bare.root.command(name), name)
const argumentOf = (name: string, argument: string): KnownArgument => existing(word(name).exact(argument), argument)
const places = (given: Command): string[] => [0, 1, 2, 3].flatMap((n) => given.place(n)?.name ?? [])

describe('names', () => {
  it('are found completely or by a unique prefix', () => {
    expect(path(bare, 'ip', 'address', 'print')).toBe('/ip/address/print')
    expect(path(bare, 'ip', 'addr', 'pri')).toBe('/ip/address/print')
    expect(path(bare, 'int', 'eth', 'print')).toBe('/interface/ethernet/print')
    expect(path(bare, 'ip', 'dhcp', 'print')).toBeUndefined()
    expect(path(bare, 'for')).toBe('/for')
    expect(path(bare, '')).toBeUndefined()
  })

  it('may be aliases, as on the device: S021', () => {
    expect(path(bare, 'interface', 'wifiwave2', 'set')).toBe('/interface/wifi/set')
    expect(path(bare, 'interface', 'wifiwave2', 'security')).toBe('/interface/wifi/security')
  })

  it('may be aliases of commands: /ping of 7.23', () => {
    expect(path(catalog('7.23'), 'ping')).toBe('/tool/ping')
    expect(path(bare, 'ping')).toBe('/ping')
  })

  it('of the root are commands and menus', () => {
    expect(path(bare, 'log', 'info')).toBe('/log/info')
    expect(path(bare, 'terminal', 'style')).toBe('/terminal/style')
    expect(path(bare, 'environment', 'print')).toBe('/environment/print')
    expect(path(bare, 'put')).toBe('/put')
  })

  it('have their menu as parent', () => {
    expect(menuIn(bare, '/ip/address').parent?.path).toBe('/ip')
    expect(bare.root.parent).toBeUndefined()
  })

  it('load only the menus that a script uses', () => {
    const loaded: string[] = []
    const counted = createCatalog({ release: '7.24', packages: [], load: (name) => (loaded.push(name), loadFacts(name)) })
    counted.root.find('put')
    counted.root.find('system')
    expect(loaded).toEqual(['root'])
    walk(counted.root, 'ip', 'address')
    expect(loaded).toEqual(['root', 'ip'])
  })
})

describe('releases and packages', () => {
  it('determine which menus and arguments exist', () => {
    expect(path(catalog('7.20.8'), 'exit')).toBeUndefined()
    expect(path(bare, 'exit')).toBe('/exit')
    expect(path(bare, 'ping')).toBe('/ping')
    expect(catalog('7.12').menu('/interface/wifi')).toBeUndefined()
    expect(command(catalog('7.16'), '/ip/address', 'print').exact('group-by')).toBeUndefined()
    expect(command(bare, '/ip/address', 'print').exact('group-by')).toBeDefined()
  })

  it('hide what a device without packages refuses although it lists it', () => {
    for (const menu of ['/caps-man', '/interface/wireless', '/interface/veth', '/system/gps', '/iot', '/container', '/app'])
      expect(bare.menu(menu), menu).toBeUndefined()
    expect(catalog('7.20.8').menu('/interface/veth')).toBeDefined()
    for (const menu of ['/caps-man', '/interface/wireless', '/interface/veth', '/system/gps', '/iot', '/container', '/app'])
      expect(all.menu(menu), menu).toBeDefined()
  })

  it('add what a listed package contains', () => {
    const some = catalog('7.24', ['container'])
    expect(some.menu('/container')).toBeDefined()
    expect(some.menu('/interface/veth')).toBeDefined()
    expect(some.menu('/iot')).toBeUndefined()
  })

  it('determine whether an unknown argument is a late error', () => {
    expect(command(bare, '/ip/address', 'print').lenient).toBe(false)
    expect(command(catalog('7.23rc1'), '/ip/address', 'print').lenient).toBe(true)
  })
})

describe('properties', () => {
  it('are in the order of the device, common ones last', () => {
    const own = 'address network netmask broadcast interface actual-interface vrf invalid dynamic slave disabled comment'
    expect(menuIn(bare, '/ip/address').properties.join(' ')).toBe(`${own} .id .nextid .dead .about`)
    expect(menuIn(bare, '/ip/arp').properties.filter((name) => name === 'published')).toHaveLength(2)
    expect(menuIn(bare, '/interface').hasProperty('default-name')).toBe(true)
    expect(menuIn(bare, '/interface').hasProperty('default')).toBe(false)
    expect(bare.root.properties).toEqual([])
  })

  it('end with disabled and comment if the order is not known', () => {
    expect(menuIn(bare, '/interface/mesh').properties.slice(-6)).toEqual(['disabled', 'comment', '.id', '.nextid', '.dead', '.about'])
  })

  it('parse the right side of a comparison by their own kind', () => {
    const interfaces = menuIn(bare, '/interface')
    expect(interfaces.readProperty('name', 'yes')).toBe('yes')
    expect(interfaces.readProperty('disabled', 'yes')).toBe(true)
    expect(interfaces.readProperty('running', 'false')).toBe(false)
    expect(interfaces.readProperty('name', '2.2')).toBe('2.2')
  })
})

describe('commands', () => {
  it('of the root have positional arguments in order', () => {
    const placed = (name: string): string => places(word(name)).join(' ')
    expect(placed('if')).toBe('condition do else')
    expect(placed('foreach')).toBe('counter in do')
    expect(placed('for')).toBe('counter')
    expect(placed('pick')).toBe('counter begin end')
    expect(placed('onerror')).toBe('error in do')
    expect(placed('global')).toBe('name value do')
    expect(placed('nothing')).toBe('')
  })

  it('of the root have slots and declare names', () => {
    const slot = (name: string, argument: string): string => argumentOf(name, argument).slot
    expect([slot('put', 'message'), slot('if', 'condition'), slot('onerror', 'in')]).toEqual(['array', 'value', 'code'])
    expect([slot('foreach', 'in'), slot('foreach', 'counter'), slot('execute', 'script')]).toEqual(['array', 'names', 'text'])
    expect([slot('set', 'name'), slot('export', 'where')]).toEqual(['variable', 'condition'])
    expect(argumentOf('onerror', 'error').naming).toBe('declare-local')
    expect(argumentOf('global', 'do').sealed).toBe(true)
    expect(argumentOf('if', 'do').sealed).toBe(false)
  })

  it('of menus have rows as the first argument', () => {
    expect(places(command(bare, '/ip/address', 'set'))).toEqual(['numbers'])
    expect(places(command(bare, '/ip/address', 'get'))).toEqual(['number', 'value-name'])
    expect(places(command(bare, '/system/identity', 'get'))).toEqual(['value-name'])
    expect(places(command(bare, '/ip/firewall/filter', 'move'))).toEqual(['numbers', 'destination'])
    expect(places(command(bare, '/log', 'info'))).toEqual(['message'])
    expect(places(command(bare, '/tool', 'fetch'))).toEqual(['url'])
    expect(places(command(bare, '/ip/address', 'add'))).toEqual([])
  })

  it('accept a condition without where only in find', () => {
    expect(command(bare, '/ip/address', 'find').condition?.slot).toBe('condition')
    expect(command(bare, '/ip/address', 'print').condition).toBeUndefined()
    expect(word('find').condition).toBeUndefined()
  })

  it('have flags, raw text and abbreviations', () => {
    const print = command(bare, '/ip/address', 'print')
    expect([print.exact('detail')?.flag, print.exact('as-value')?.flag, print.exact('proplist')?.flag]).toEqual([true, true, false])
    expect(command(bare, '/routing/table', 'add').exact('fib')?.flag).toBe(true)
    expect(command(bare, '/system/script', 'add').exact('source')?.slot).toBe('text')
    expect(command(bare, '/system/script', 'add').argument('sour')?.name).toBe('source')
    expect(print.argument('f')).toBeUndefined()
    expect(print.argument('propl')?.name).toBe('proplist')
  })

  it('report what add requires, in the words of the device', () => {
    expect(menuIn(all, '/certificate/crl').required).toEqual(['url'])
    expect(menuIn(all, '/certificate').addRefusal).toBe('failure: At least one field specifying certificate name must be set!')
    expect(menuIn(all, '/ip/address').shape).toBe('list')
    expect(menuIn(all, '/ip/dns').shape).toBe('settings')
    expect(menuIn(all, '/interface/bridge').propertyFacts.get('protocol-mode')?.default).toBe('rstp')
  })
})
