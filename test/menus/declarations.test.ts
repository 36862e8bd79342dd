// Owns tests of every declaration of a menu: it agrees with the facts and with itself, and its examples run.
import { describe, expect, it } from 'vitest'
import { Router, type DeviceMenu } from '../../src/device/router.ts'
import { memoryHost } from '../../src/host/memory.ts'
import { menus } from '../../src/menus/list.ts'
import { modelledMenus } from '../harness/modelled-menus.ts'
import type { KnownMenu } from '../../src/schema/known-menu.ts'
import { inRange } from '../../src/schema/range.ts'
import { releaseOf } from '../../src/schema/release.ts'
import { show } from '../../src/value/show.ts'
import type { Value } from '../../src/value/value.ts'
import { loadFacts } from '../../src/host/node/facts.ts'
import { createCatalog } from '../../src/schema/catalog.ts'
import { catalogOf } from '../harness/catalog.ts'
import { play } from '../harness/player.ts'
import { parseTranscript } from '../harness/transcript.ts'
import { existing } from '../harness/existing.ts'

/** Releases with facts, and one without. */
const releases = ['2.8', '7.9.2', '7.12.2', '7.16.2', '7.18.2', '7.20.8', '7.22.3', '7.24']

/** The releases that have a menu, with its known menu. */
const knownIn = (menu: DeviceMenu): readonly (readonly [release: string, known: KnownMenu])[] =>
  releases.flatMap((release) => {
    const known = inRange(releaseOf(release), menu.releases) ? catalogOf(release, 'all').menu(menu.path) : undefined
    return known === undefined ? [] : [[release, known]]
  })

const declared = menus
  .filter(({ internal }) => internal !== true)
  .map((menu): [string, DeviceMenu] => [`${menu.path}${menu.releases === undefined ? '' : ` ${menu.releases}`}`, menu])

const argumentsOf = (known: KnownMenu): ReadonlySet<string> =>
  new Set(['add', 'set'].flatMap((command) => [...(known.command(command)?.arguments.keys() ?? [])]))

const holds = (release: string, range: string | undefined): boolean => inRange(releaseOf(release), range)

const deviceOf = (release: string): Router => {
  const catalog = catalogOf(release, 'all')
  return new Router({ host: memoryHost(), menus, release, root: catalog.root })
}

/** The catalog of boards, which have more menus than a virtual machine. */
const onBoards = createCatalog({ release: '7.24', packages: 'all', load: loadFacts, boards: true })

it('menus are found', () => expect(declared.length).toBeGreaterThan(15))

describe.each(declared)('%s', (_title, menu) => {
  const inReleases = knownIn(menu)
  const named = Object.entries(menu.properties)

  it('names properties that its releases have', () => {
    // Facts list read-only properties only for the newest release: earlier ones are known from listings.
    const newest = new Set([...existing(inReleases.at(-1), 'release')[1].properties, ...(onBoards.menu(menu.path)?.properties ?? [])])
    const strangers = inReleases.flatMap(([release, known]) => {
      const names = new Set([...known.properties, ...argumentsOf(known), 'comment'])
      return named
        .filter(
          ([name, { releases = '..' }]) => releases.endsWith('..') && holds(release, releases) && !names.has(name) && !newest.has(name),
        )
        .map(([name]) => `${release}: ${name}`)
    })
    expect(strangers).toEqual([])
  })

  it('names every property that can be set', () => {
    const missing = inReleases.flatMap(([release, known]) =>
      [...argumentsOf(known)]
        .filter((name) => !placing.has(name) && !(Object.hasOwn(menu.properties, name) && holds(release, menu.properties[name]?.releases)))
        .map((name) => `${release}: ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('marks read-only properties', () => {
    const [release, known] = existing(inReleases.at(-1), 'release')
    const writable = argumentsOf(known)
    const wrong = named.filter(
      ([name, { readOnly, releases }]) => holds(release, releases) && name !== menu.name && writable.has(name) === (readOnly === true),
    )
    // The listing has a `set` for /system/script/job although nothing can be set.
    if (menu.path !== '/system/script/job') expect(wrong.map(([name]) => name)).toEqual([])
  })

  it('requires the same properties as the facts', () => {
    const [release, known] = existing(inReleases.at(-1), 'release')
    const required = named.filter(([, property]) => property.required === true && holds(release, property.releases)).map(([name]) => name)
    if (known.required.length > 0 || required.length > 0) expect(required.toSorted()).toEqual([...known.required].toSorted())
  })

  it('has defaults that its types accept unchanged', () => {
    for (const [release] of inReleases) {
      const device = deviceOf(release)
      for (const [name, { default: usual }] of named) {
        const value = typeof usual === 'function' ? usual(device) : usual
        const type = device.property(menu, name)?.type
        if (value === undefined || type === undefined) continue
        expect(show(type.accept(value, name, device.references)), `${release} ${name}`).toBe(show(value))
      }
    }
  })

  it('has flags, columns and orders of existing properties, each once', () => {
    const lists: readonly (readonly string[])[] = [
      // A column may have another position in other releases.
      ...inReleases.map(([release]) =>
        (menu.columns ?? []).filter(({ releases }) => holds(release, releases)).map(({ property }) => property),
      ),
      ...(menu.detail ?? []).map(({ order }) => order),
      menu.hidden ?? [],
    ]
    for (const list of lists) {
      expect(list.filter((name) => !Object.hasOwn(menu.properties, name))).toEqual([])
      expect(list.filter((name, at) => list.indexOf(name) !== at)).toEqual([])
    }
    for (const [release] of inReleases) {
      const letters = (menu.flags ?? []).filter(({ releases }) => holds(release, releases)).map(({ letter }) => letter)
      expect(new Set(letters).size, release).toBe(letters.length)
    }
  })

  it('has commands that some release has', () => {
    const strangers = Object.keys(menu.commands ?? {}).filter((name) => !inReleases.some(([, known]) => known.command(name) !== undefined))
    expect(strangers).toEqual([])
  })

  it('has default rows that its types accept', () => {
    for (const [release] of inReleases) {
      const device = deviceOf(release)
      for (const row of menu.factory?.(device) ?? [])
        for (const [name, value] of Object.entries<Value>(row)) {
          const type = device.property(menu, name)?.type
          if (type !== undefined) expect(show(type.accept(value, name, device.references)), `${release} ${name}`).toBe(show(value))
        }
    }
  })

  it('has one to three examples', () => {
    expect(menu.examples?.length ?? 0).toBeGreaterThanOrEqual(1)
    expect(menu.examples?.length ?? 0).toBeLessThanOrEqual(3)
  })

  for (const { title, transcript } of menu.examples ?? [])
    it(`example: ${title}`, () => {
      for (const section of parseTranscript(transcript)) {
        const { expected, actual } = play(section)
        expect(actual.join('\n')).toBe(expected.join('\n'))
      }
    })
})

describe('the table of modelled menus', () => {
  it('has a row for each menu of the release, with its description', () => {
    const table = modelledMenus(menus, '7.24')
    const rows = declared.filter(([, { releases }]) => holds('7.24', releases)).map(([, { path, about }]) => `| \`${path}\` | ${about} |`)
    const lines = new Set(table.split('\n'))
    expect(rows.filter((line) => !lines.has(line))).toEqual([])
    expect(table).not.toContain('loose-key')
  })
})

/** Arguments that select or position rows. */
const placing: ReadonlySet<string> = new Set(['numbers', 'copy-from', 'place-before'])
