// Owns the tests of defaults: each is a valid value of its property, and is stored and printed as written.
import { describe, expect, it } from 'vitest'
import { plainType } from '../../src/device/plain/type.ts'
import { loadFacts } from '../../src/host/node/facts.ts'
import { createCatalog } from '../../src/schema/catalog.ts'
import type { References } from '../../src/schema/kind.ts'
import { KnownMenu } from '../../src/schema/known-menu.ts'

const references: References = { locate: () => undefined, nameOf: () => undefined, knows: () => undefined, isRelease: () => true }

/** Durations that a device prints in other units than the facts. */
const sameTime: ReadonlySet<string> = new Set(['0ms 0s', '24h 1d', '600000s 6d22h40m'])

/** Describes what is wrong with a default, or how it is printed differently; undefined if nothing is. */
function problemWith(menu: KnownMenu, name: string, text: string): string | undefined {
  const type = plainType(menu, name)
  const fault = type.fault(text, name)
  if (fault !== undefined) return fault.message
  const shown = type.show(type.keep(text, name), references, name).join(',')
  return shown === text || sameTime.has(`${text} ${shown}`) ? undefined : `shown as ${shown}`
}

describe.each(['7.24', '7.9.2', '6.49'])('every default of %s', (release) => {
  it('is a value of its type', () => {
    const catalog = createCatalog({ release, packages: 'all', load: loadFacts, boards: true, guess: true })
    const found: string[] = []
    let looked = 0
    const visit = (menu: KnownMenu): void => {
      for (const name of new Set(['add', 'set'].flatMap((command) => [...(menu.command(command)?.arguments.keys() ?? [])]))) {
        const text = menu.defaultOf(name)
        if (text === undefined || text === '') continue
        looked++
        const why = problemWith(menu, name, text)
        if (why !== undefined) found.push(`${menu.path} ${name}=${text}: ${why}`)
      }
      for (const entry of menu.entries.values()) if (entry instanceof KnownMenu) visit(entry)
    }
    visit(catalog.root)
    expect(found).toEqual([])
    expect(looked).toBeGreaterThan(1000)
  })
})
