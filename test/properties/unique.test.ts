// Owns the property of unique values: after any adds, sets, renames and removals, no two rows share a unique value.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredRow } from '../../src/device/rows/store.ts'
import { itemOf } from '../../src/fuzz/item.ts'
import { interfaceKind } from '../../src/schema/interfaces.ts'
import { KnownMenu } from '../../src/schema/known-menu.ts'
import { noted } from '../../src/schema/noted.ts'
import type { Unique } from '../../src/schema/notes/note-types.ts'
import { show } from '../../src/value/show.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { catalogOf } from '../harness/catalog.ts'
import { preludeOf } from '../harness/prelude.ts'

const release = '7.24'

const rulesOf = (menu: KnownMenu): readonly Unique[] =>
  noted(menu.path, ({ unique }) => unique) ?? (menu.keys.length === 1 && menu.keys[0] === 'name' ? [{ by: ['name'] }] : [])

/** Returns the menus without a declaration that have unique properties. */
function menus(): readonly KnownMenu[] {
  const { device } = testConsole({ release })
  const found: KnownMenu[] = []
  const visit = (menu: KnownMenu): void => {
    const isPlain = device.menuAt(menu.path)?.kind === 'list' && !device.menus.declared.has(menu.path)
    if (isPlain && (rulesOf(menu).length > 0 || interfaceKind(menu.path) !== undefined)) found.push(menu)
    for (const entry of menu.entries.values()) if (entry instanceof KnownMenu) visit(entry)
  }
  visit(catalogOf(release, 'all').root)
  return found
}

/** Describes unique values that two rows share. */
function shared({ device }: TestConsole, menu: KnownMenu): readonly string[] {
  const own = device.declared(menu.path)
  const rows = device.store(own).items
  const text = (row: StoredRow, name: string): string => show(device.read(own, row, name))
  const isOff = (row: StoredRow): boolean => device.read(own, row, 'disabled') === true
  return rulesOf(menu).flatMap(({ by, whileEnabled }) => {
    const [first = ''] = by
    const keys = rows
      .filter((row) => row.values.has(first) && !(whileEnabled === true && isOff(row)))
      .map((row) => by.map((name) => `${name}=${text(row, name)}`).join(' '))
    return keys.filter((key, at) => keys.indexOf(key) !== at)
  })
}

/** Returns the names of interfaces that occur more than once. */
function twice({ run }: TestConsole): readonly string[] {
  const names = run(':foreach i in=[/interface/find] do={:put [/interface/get $i name]}').split('\n').filter(Boolean)
  return names.filter((name, at) => names.indexOf(name) !== at)
}

const step = fc.record({
  does: fc.constantFrom('add', 'add', 'add', 'set', 'rename', 'disable', 'enable', 'remove'),
  item: fc.nat(2),
  row: fc.nat(4),
})

const names = ['ether2', 'b', 'c']

function command(
  menu: KnownMenu,
  { does, item, row }: { does: string; item: number; row: number },
  items: readonly string[],
  sets: readonly string[],
): string {
  const at = `[:pick [find] ${row}]`
  if (does === 'add') return `${menu.path}; add ${items[item]}`
  if (does === 'set') return `${menu.path}; set ${at} ${sets[item]}`
  if (does === 'rename') return menu.command('set')?.exact('name') === undefined ? '' : `${menu.path}; set ${at} name=${names[item]}`
  return menu.command(does) === undefined ? '' : `${menu.path}; ${does} ${at}`
}

const all = menus()

it('uniqueness is tested in many menus', () => expect(all.length).toBeGreaterThan(80))

describe('a value that only one row may have', () => {
  for (const menu of all)
    it(`${menu.path}`, () => {
      const items = fc.tuple(...names.map((name) => itemOf(menu, { name, there: ['there'], maxOptional: 3 })))
      // The values of earlier rows are reused.
      fc.assert(
        fc.property(items, fc.array(step, { minLength: 3, maxLength: 12 }), (drawn, steps) => {
          const one = testConsole({ release })
          for (const line of preludeOf(menu)) one.run(line)
          const before = new Set([...shared(one, menu), ...twice(one)])
          for (const each of steps) {
            const line = command(menu, each, drawn, drawn)
            if (line === '') continue
            one.run(line)
            expect(
              [...shared(one, menu), ...twice(one)].filter((key) => !before.has(key)),
              line,
            ).toEqual([])
          }
        }),
        { numRuns: 2 },
      )
    })
})
