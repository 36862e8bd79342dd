// Owns the flags of menus without a declaration: letters, order and shared columns.
import type { KnownMenu } from '../../schema/known-menu.ts'
import { legend, type LegendFlag } from '../../schema/manual-facts.ts'
import type { Flag } from '../../schema/menu.ts'
import { noted, notedOf } from '../../schema/noted.ts'

/** Letters of flags with the same meaning in every menu. */
export const flagLetters: ReadonlyMap<string, string> = new Map([
  ['default', '*'],
  ['dynamic', 'D'],
  ['disabled', 'X'],
  ['invalid', 'I'],
  ['inactive', 'I'],
  ['running', 'R'],
])

/**
 * Returns the flags of a menu, left to right: those of its notes for a range of releases, else those that the manual lists, else the common
 * flags for whose properties the menu has one. The manual describes a 7.2x: its order fits 154 of 159 printed legends of all releases
 * (transcripts of the manual); flags of later releases are noted (`flagReleases`).
 */
export function flagsOfFacts(menu: KnownMenu, properties: Readonly<Record<string, unknown>>): readonly Flag<string>[] {
  const own = (noted(menu.path, ({ legends }) => legends) ?? []).map((one) => ({ ...one, all: legend(one.flags) }))
  if (own.length > 0)
    return own.flatMap(({ releases, all, columns }) => inColumns(menu.path, all, columns).map((flag) => ({ ...flag, releases })))
  if (menu.legend.length > 0) return inColumns(menu.path, menu.legend)
  return usualFlags(menu, properties)
}

/** Returns the properties that flags show, in any release. */
export const flagProperties = (menu: KnownMenu): readonly string[] => [
  ...new Set(
    [...(noted(menu.path, ({ legends }) => legends) ?? []).flatMap(({ flags }) => legend(flags)), ...menu.legend].map(
      ({ property }) => property,
    ),
  ),
]

/** Whether a property with a common name (`dynamic`) is a flag of the menu: not where the legend is known and lacks it. */
export function isFlag(menu: KnownMenu, name: string): boolean {
  if (!flagLetters.has(name)) return false
  const isKnown = menu.legend.length > 0 || noted(menu.path, ({ legends }) => legends) !== undefined
  return !isKnown || flagProperties(menu).includes(name)
}

/**
 * Returns flags in the form of a declaration. Flags that only some menus have are not values of a row (`/ip/route print as-value` of the
 * manual).
 */
function inColumns(path: string, flags: readonly LegendFlag[], own?: string): readonly Flag<string>[] {
  const columns = (own ?? noted(path, ({ flagColumns }) => flagColumns))?.split(' ')
  return flags.map(({ letter, name, property }, at) => {
    const before = flags[at - 1]?.letter
    const shares = before !== undefined && (columns?.some((column) => column.includes(before + letter)) ?? shareOne(flags, at))
    const releases = notedOf(path, ({ flagReleases }) => flagReleases, property)
    return {
      letter,
      property,
      ...(name === property ? {} : { name }),
      ...(shares ? { shares } : {}),
      ...(flagLetters.get(property) === letter ? {} : { unvalued: true }),
      ...(releases === undefined ? {} : { releases }),
    }
  })
}

/**
 * Whether a flag shares the column of the one before it, unless a note decides: `X` and `I` share one, and an `A` after them (`X -
 * disabled, I - inactive, A - active` of /ip/route, 7.x); that others have columns of their own is *inferred*.
 */
const shareOne = (flags: readonly LegendFlag[], at: number): boolean => {
  const [two = '', before = '', letter = ''] = [flags[at - 2]?.letter, flags[at - 1]?.letter, flags[at]?.letter]
  return 'XI'.includes(letter) ? 'XI'.includes(before) : letter === 'A' && 'XI'.includes(before) && 'XI'.includes(two)
}

/** 7.x lists `D` first. 6.x lists it after `X` and `I`, and in their column (X-print-9 of 6.42: ` 1 D address=`). */
function usualFlags(menu: KnownMenu, properties: Readonly<Record<string, unknown>>): readonly Flag<string>[] {
  const there = [...flagLetters.keys()].filter((property) => property in properties && !menu.isNoFlag(property))
  const dynamicLast = [...there.filter((name) => name !== 'dynamic'), ...there.filter((name) => name === 'dynamic')]
  if (noted(menu.path, ({ dynamicLast }) => dynamicLast) === true) return lettered(dynamicLast, 'I')
  if (!there.includes('dynamic') || !there.includes('disabled')) return lettered(there, 'I')
  const of = (releases: string, flags: readonly Flag<string>[]): readonly Flag<string>[] => flags.map((flag) => ({ ...flag, releases }))
  return [...of('..6.99', lettered(dynamicLast, 'ID')), ...of('7.0..', lettered(there, 'I'))]
}

/** Returns flags of properties, in order; those of `sharing` share the column before them where that is `X` or `I`. */
const lettered = (properties: readonly string[], sharing: string): readonly Flag<string>[] =>
  properties.map((property, at) => {
    const letter = flagLetters.get(property) ?? ''
    const before = flagLetters.get(properties[at - 1] ?? '') ?? '-'
    return { letter, property, ...(sharing.includes(letter) && 'XI'.includes(before) ? { shares: true } : {}) }
  })
