// Owns the flags of menus without a declaration: their letters, their order and the columns that they share.
import type { KnownMenu } from '../../schema/known-menu.ts'
import { legend, type LegendFlag } from '../../schema/manual-facts.ts'
import type { Flag } from '../../schema/menu.ts'
import { noted, notedOf } from '../../schema/noted.ts'

/** Letters of flags that mean the same in every menu that has them. */
export const flagLetters: ReadonlyMap<string, string> = new Map([
  ['default', '*'],
  ['dynamic', 'D'],
  ['disabled', 'X'],
  ['invalid', 'I'],
  ['inactive', 'I'],
  ['running', 'R'],
])

/**
 * The flags of a menu, left to right: as its notes give them for a range of releases, else as the manual lists them, else those that
 * every menu has, where the menu has such a property. The manual is of a 7.2x: its order fits 154 of 159 printed legends of all releases
 * (transcripts of the manual); flags that came later than a release are noted (`flagReleases`).
 */
export function flagsOf(menu: KnownMenu, properties: Readonly<Record<string, unknown>>): readonly Flag<string>[] {
  const own = (noted(menu.path, ({ legends }) => legends) ?? []).map((one) => ({ ...one, all: legend(one.flags) }))
  if (own.length > 0)
    return own.flatMap(({ releases, all, columns }) => inColumns(menu.path, all, columns).map((flag) => ({ ...flag, releases })))
  if (menu.legend.length > 0) return inColumns(menu.path, menu.legend)
  return usualFlags(menu, properties)
}

/** The properties that flags show, whatever the release. */
export const flagProperties = (menu: KnownMenu): readonly string[] => [
  ...new Set(
    [...(noted(menu.path, ({ legends }) => legends) ?? []).flatMap(({ flags }) => legend(flags)), ...menu.legend].map(
      ({ property }) => property,
    ),
  ),
]

/** Whether a property of a usual name (`dynamic`) is a flag of the menu: it is none where the legend is known and leaves it out. */
export function isFlag(menu: KnownMenu, name: string): boolean {
  if (!flagLetters.has(name)) return false
  const isKnown = menu.legend.length > 0 || noted(menu.path, ({ legends }) => legends) !== undefined
  return !isKnown || flagProperties(menu).includes(name)
}

/** Flags as a declaration has them. Those that only some menus have are no values of a row (`/ip/route print as-value` of the manual). */
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
 * Whether a flag stands in the column of the one before it, where no note says so: `X` and `I` are one column, and `A` behind them
 * (`X - disabled, I - inactive, A - active` of /ip/route, 7.x); that other flags have columns of their own is inferred.
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

/** Flags of properties, in order; those of `sharing` stand in the column before them where that is one of `X` or `I`. */
const lettered = (properties: readonly string[], sharing: string): readonly Flag<string>[] =>
  properties.map((property, at) => {
    const letter = flagLetters.get(property) ?? ''
    const before = flagLetters.get(properties[at - 1] ?? '') ?? '-'
    return { letter, property, ...(sharing.includes(letter) && 'XI'.includes(before) ? { shares: true } : {}) }
  })
