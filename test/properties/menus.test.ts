// Owns the property of plain stores: random valid rows of every menu survive add, print, export and import.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isExported } from '../../src/device/commands/export.ts'
import { KnownMenu } from '../../src/schema/known-menu.ts'
import { noted } from '../../src/schema/noted.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { catalogOf } from '../harness/catalog.ts'
import { itemOf } from '../../src/fuzz/item.ts'
import { preludeOf } from '../harness/prelude.ts'

const release = '7.24'

function menusOf(kind: 'list' | 'settings'): readonly KnownMenu[] {
  const { device } = testConsole({ release })
  const found: KnownMenu[] = []
  const visit = (menu: KnownMenu): void => {
    const own = device.menuAt(menu.path)
    // Declarations have rules that random values violate; declared menus have separate tests.
    const changes = kind === 'list' || menu.command('set') !== undefined
    if (own?.kind === kind && changes && isExported(own) && !device.menus.declared.has(menu.path)) found.push(menu)
    for (const entry of menu.entries.values()) if (entry instanceof KnownMenu) visit(entry)
  }
  visit(catalogOf(release, 'all').root)
  return found
}

/**
 * The contents of the rows of a menu, as in `as-value`. An export may reorder rows that refer to others where the order has no meaning; and
 * it omits defaults, although listings show some of them where they were given.
 */
function valuesOf(menu: KnownMenu, { run }: TestConsole): string | readonly string[] {
  const given = noted(menu.path, ({ asWritten }) => asWritten) ?? []
  const isDefault = new RegExp(`(?<=^|;)(?:${given.join('|')})=(?:false)?(?:;|$)`, 'gm')
  const all = run(`:put [${menu.path}/print as-value]`).trimEnd()
  const values = given.length === 0 ? all : all.replaceAll(isDefault, '').replace(/;$/, '')
  return menu.command('move') === undefined ? values.split(/;?\.id=\*[0-9A-F]+;/).sort() : values
}

function survives(menu: KnownMenu, commands: readonly string[]): void {
  const first = testConsole({ release })
  for (const command of preludeOf(menu)) expect(first.run(command), command).toBe('')
  for (const command of commands) {
    const output = first.run(command)
    // Two random rows may have the same unique value, and a gateway may be no interface; the device then refuses them, and the property
    // only concerns accepted rows.
    if (/already|exists|argument base/.test(output)) continue
    expect(output, command).toBe('')
  }
  const exported = first.run('/export show-sensitive')
  // Runtime state is not configuration.
  const own = first.device.menuAt(menu.path)
  if (
    own !== undefined &&
    first.device.property(own, 'dynamic') !== undefined &&
    first.run(`:put [:len [${menu.path}/find dynamic]]`).trim() !== '0'
  ) {
    expect(first.run(`${menu.path}/export terse`).match(/^\/.* add /gm)?.length ?? 0).toBe(
      Number(first.run(`:put [:len [${menu.path}/find !dynamic]]`)),
    )
    return
  }
  const second = testConsole({ release })
  expect(second.run(exported), exported).toBe('')
  expect(second.run('/export show-sensitive')).toBe(exported)
  expect(valuesOf(menu, second)).toEqual(valuesOf(menu, first))
  const terse = testConsole({ release })
  expect(terse.run(first.run('/export terse show-sensitive'))).toBe('')
  expect(terse.run('/export show-sensitive')).toBe(exported)
}

const runs = { numRuns: 3 }

/** The name of the rows that the prelude creates. */
const there = ['there']

describe('every list', () => {
  for (const menu of menusOf('list'))
    it(`${menu.path} keeps what it is given`, () => {
      const items = fc.tuple(itemOf(menu, { name: 'first', there }), itemOf(menu, { name: 'second', there }))
      fc.assert(
        fc.property(items, (rows) =>
          survives(
            menu,
            rows.map((row) => `${menu.path}/add ${row}`),
          ),
        ),
        runs,
      )
    })
})

describe('every settings menu', () => {
  for (const menu of menusOf('settings'))
    it(`${menu.path} keeps what it is given`, () => {
      fc.assert(
        fc.property(itemOf(menu, { command: 'set', there }), (words) => survives(menu, [`${menu.path}/set ${words}`])),
        runs,
      )
    })
})
