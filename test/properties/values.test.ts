// Owns the property of values: a stored and printed value of a property is read, stored and printed unchanged.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainType } from '../../src/device/plain/type.ts'
import { draw } from '../../src/fuzz/draw.ts'
import type { References } from '../../src/schema/kind.ts'
import { KnownMenu } from '../../src/schema/known-menu.ts'
import { referenceOf } from '../../src/schema/references.ts'
import { toBytes } from '../../src/text/bytes.ts'
import { equals } from '../../src/value/compare.ts'
import type { Value } from '../../src/value/value.ts'
import { catalogOf } from '../harness/catalog.ts'

const references: References = { locate: () => undefined, nameOf: () => undefined, knows: () => undefined, isRelease: () => true }

/** The menus with settable properties below each top-level menu, by its path. */
function tops(release: string): ReadonlyMap<string, readonly KnownMenu[]> {
  const found = new Map<string, KnownMenu[]>()
  const visit = (menu: KnownMenu): void => {
    const top = menu.path.split('/')[1] ?? ''
    if (menu.shape !== undefined) found.set(top, [...(found.get(top) ?? []), menu])
    for (const entry of menu.entries.values()) if (entry instanceof KnownMenu) visit(entry)
  }
  visit(catalogOf(release, 'all').root)
  return found
}

const namesOf = (menu: KnownMenu): readonly string[] => [
  ...new Set(['add', 'set'].flatMap((command) => [...(menu.command(command)?.arguments.keys() ?? [])])),
]

/** Describes what changes when a value is read again; undefined if nothing does. */
function changed(menu: KnownMenu, name: string, text: string): string | undefined {
  const type = plainType(menu, name)
  const accepted = (value: string): Value => type.accept(type.read(value, name, true) ?? value, name, references)
  const shownOf = (kept: Value): string => type.show(kept, references, name).join(',')
  const kept = accepted(text)
  const shown = shownOf(kept)
  const again = accepted(shown)
  if (shownOf(again) !== shown) return `is ${shown}, then ${shownOf(again)}`
  if (!equals(again, kept)) return `${shown} is kept otherwise the second time`
  // A value from a table (a default, a default row) is the same value.
  return shownOf(type.keep(shown, name)) === shown ? undefined : `${shown} is another value in a table`
}

describe.each(['7.24', '7.9.2'])('a value of %s', (release) => {
  for (const [top, menus] of tops(release))
    it(`is kept and shown alike again: /${top}`, () => {
      const found: string[] = []
      for (const menu of menus)
        for (const name of namesOf(menu)) {
          if (name.includes('/') || referenceOf(menu.path, name) !== undefined) continue
          for (const text of fc.sample(plainType(menu, name).arbitrary(draw, name).map(toBytes), 3)) {
            const why = changed(menu, name, text)
            if (why !== undefined) found.push(`${menu.path} ${name}=${text}: ${why}`)
          }
        }
      expect(found).toEqual([])
    })
})
