// Owns the tests of notes: they refer to existing menus, and lookups find the right ones.
import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../src/host/node/facts.ts'
import { createCatalog } from '../../src/schema/catalog.ts'
import { NameHistory } from '../../src/schema/history.ts'
import type { KnownMenu } from '../../src/schema/known-menu.ts'
import { isNoted, noted, notedOf, notedTops, notesBelow } from '../../src/schema/noted.ts'
import { notedKind } from '../../src/schema/noted-type.ts'
import { notes, to, type MenuNotes } from '../../src/schema/notes/menu-notes.ts'
import { readKind } from '../../src/schema/kinds/read.ts'
import { existing } from '../harness/existing.ts'

const history = new NameHistory(loadFacts)
const boards = createCatalog({ release: '7.24', packages: 'all', load: loadFacts, boards: true })
/** The catalog of 6.x, for menus that 7.x lacks. */
const former = createCatalog({ release: '6.49', packages: 'all', load: loadFacts, boards: true, guess: true })
const menu = (path: string): KnownMenu => existing(boards.menu(path), path)
/** Menus of 6.x and the manual that no known release lists. */
const unlisted = new Set(['/lcd', '/partitions', '/routing/bgp/instance', '/routing/ospf/interface', '/routing/rip/keys', '/routing/stats'])

const all: readonly (readonly [path: string, notes: MenuNotes])[] = notedTops().flatMap(notesBelow)
const isThere = (path: string): boolean =>
  [history, boards, former].some((catalog) => catalog.menu(path) !== undefined) || unlisted.has(path)

describe('every note', () => {
  it('belongs to a menu of some release or board', () => {
    expect(all.length).toBeGreaterThan(200)
    expect(all.map(([path]) => path.replace(/\/\*$/, '')).filter((path) => !isThere(path))).toEqual([])
  })

  it('refers to existing menus', () => {
    const named = all.flatMap(([, { refers = {} }]) => Object.values(refers).flatMap(({ of }) => of))
    expect([...new Set(named)].filter((path) => !isThere(path))).toEqual([])
  })

  it('gathers existing menus of interfaces', () => {
    const gathered = Object.keys(noted('/interface', ({ gathers }) => gathers) ?? {})
    expect(gathered.length).toBeGreaterThan(30)
    expect(gathered.filter((path) => !isThere(path))).toEqual([])
  })

  it('has types for properties that its menus set in some release', () => {
    const given = new Map<string, ReadonlySet<string>>()
    const namesAt = (path: string): ReadonlySet<string> => {
      const known = given.get(path)
      if (known !== undefined) return known
      const ofBoards = boards.menu(path)
      const names = ['add', 'set'].flatMap((command) => [
        ...history.arguments(path, command).map(({ name }) => name),
        ...(ofBoards?.command(command)?.arguments.keys() ?? []),
      ])
      const fresh = new Set(names)
      given.set(path, fresh)
      return fresh
    }
    const sets = (path: string, name: string): boolean => namesAt(path).has(name)
    const below = (path: string): readonly string[] => [
      path,
      ...history.entries(path).flatMap((name) => (history.menu(`${path}/${name}`) === undefined ? [] : below(`${path}/${name}`))),
    ]
    const dead = all.flatMap(([path, { types = {} }]) => {
      const menus =
        Object.keys(types).length === 0
          ? []
          : path.endsWith('/*')
            ? [...below(path.slice(0, -2)), ...boardMenus(path.slice(0, -2))]
            : [path]
      return Object.keys(types).flatMap((name) => (menus.some((one) => sets(one, name)) ? [] : [`${path} ${name}`]))
    })
    expect(dead).toEqual([])
  })
})

const boardMenus = (above: string): readonly string[] =>
  all.flatMap(([path, { board }]) => (board !== undefined && path.startsWith(`${above}/`) ? [path] : []))

describe('reading notes', () => {
  it('uses the nearest: those of the menu, of its parents for everything below, of every menu', () => {
    const type = (path: string, name: string): string | undefined => notedOf(path, ({ types }) => types, name)
    expect(type('/interface/bridge/port', 'pvid')).toBe('num 1..4094')
    expect(type('/interface/bridge/filter', 'vlan-id')).toBe('num 0..4095')
    expect(type('/interface/vlan', 'mtu')).toBe('num 0..65536')
    expect(notedOf('/ip/firewall/nat', ({ refers }) => refers, 'in-interface-list')?.of).toEqual(['/interface/list'])
    expect(notedOf('/ip/firewall/nat', ({ refers }) => refers, 'toString')).toBeUndefined()
  })

  it('merges lists of names of all levels', () => {
    expect(isNoted('/ip/ipsec/key/psk', ({ sensitive }) => sensitive, 'key')).toBe(true)
    expect(isNoted('/ip/ipsec/key/psk', ({ sensitive }) => sensitive, 'password')).toBe(true)
    expect(isNoted('/ip/ipsec/peer', ({ sensitive }) => sensitive, 'key')).toBe(false)
  })

  it('happens once for each file, when one of its menus is first requested', () => {
    let written = 0
    const file = notes(() => {
      written++
      return { '/ip/pool': { refers: { 'next-pool': to('/ip/pool', 'none') } } }
    })
    expect(written).toBe(0)
    expect(file()['/ip/pool']?.refers?.['next-pool']).toEqual({ of: ['/ip/pool'], words: ['none'], several: false })
    file()
    expect(written).toBe(1)
  })
})

describe('a type in notes', () => {
  const kind = (text: string) => readKind(text, (word) => word)

  it('keeps the words and marks of an open kind', () => {
    expect(notedKind('num 1..8', kind('any , :auto'))).toMatchObject({ name: 'num', negated: false, several: true, words: ['auto'] })
    expect(notedKind('num 1..8', kind('any'))?.fault('9', 'x')).toEqual({ code: 'out-of-range', message: 'value of x out of range (1..8)' })
    const closed = { name: 'enum', otherValues: 'no other word' }
    expect(notedKind('closed', kind('enum ?! :tcp udp'))).toMatchObject({ ...closed, negated: true, several: false, words: ['tcp', 'udp'] })
    expect(notedKind('enum a b', kind('enum ? :b c'))).toMatchObject({ ...closed, negated: false, several: false, words: ['a', 'b', 'c'] })
  })

  it('is ignored where the listing has the accepted values, and where there are no words to restrict', () => {
    expect(notedKind('host', kind('num 0..7'))).toBeUndefined()
    expect(notedKind('host', kind('enum :a b'))).toBeUndefined()
    expect(notedKind('closed', kind('any'))).toBeUndefined()
  })

  it('applies to a property also if a release only shows it', () => {
    expect(menu('/interface/vrrp').kindOf('mtu').name).toBe('any')
    expect(menu('/interface/vrrp').validatingKindOf('mtu').name).toBe('num')
  })

  it('applies to menus of boards', () => {
    expect(menu('/interface/ethernet/switch/vlan').validatingKindOf('vlan-id').fault('4096', 'vlan-id')).toEqual({
      code: 'out-of-range',
      message: 'value of vlan-id out of range (0..4095)',
    })
  })
})
