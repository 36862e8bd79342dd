// Owns which properties, columns and flags of a menu a release shows, and in which order.
import type { Column, Flag } from '../../schema/menu.ts'
import type { Router, DeviceMenu } from '../router.ts'
import type { StoredRow } from './store.ts'

/** Returns the flags of this release, left to right. */
export const flagsOf = (device: Router, menu: DeviceMenu): readonly Flag<string>[] =>
  (menu.flags ?? []).filter(({ releases }) => device.isRelease(releases))

/** Returns the columns of this release; a menu that declares none shows every property. */
export function listingColumnsOf(device: Router, menu: DeviceMenu): readonly Column<string>[] {
  const columns = menu.columns?.filter(
    ({ property, releases, byNeed }) =>
      device.isRelease(releases) && device.property(menu, property) && (byNeed !== true || anyRowStores(device, menu, property)),
  )
  if (columns !== undefined && (columns.length > 0 || menu.columnsByNeed !== true)) return columns
  const flags = new Set(flagsOf(device, menu).map(({ property }) => property))
  const names = orderedNames(device, menu).filter((name) => !flags.has(name))
  return names.filter((name) => menu.columnsByNeed !== true || anyRowStores(device, menu, name)).map((property) => ({ property }))
}

/** Whether a row has a given value of a property. */
const anyRowStores = (device: Router, menu: DeviceMenu, name: string): boolean =>
  device.store(menu).items.some(({ values }) => values.has(name))

/** Returns all printable properties in the order of `detail`, without the comment and those shown as flags. */
export function orderedNames(device: Router, menu: DeviceMenu): readonly string[] {
  const flags = flagsOf(device, menu).filter(({ isValue }) => isValue !== true)
  const apart = new Set<string>([...flags.map(({ property }) => property), ...(menu.hidden ?? []), 'comment'])
  const order = menu.detail === undefined ? undefined : device.choose(menu.detail)?.order
  // A flag's property is also printed as a value where the release's order includes it (`trusted=yes`).
  const names = order ?? Object.keys(menu.properties).filter((name) => !apart.has(name))
  return names.filter((name) => device.property(menu, name) !== undefined)
}

/** Returns the rows that are numbered in listings, in order: only those with a number, or all where no row of the menu has one. */
export function countedRows({ numberless }: DeviceMenu, rows: readonly StoredRow[]): readonly StoredRow[] {
  return typeof numberless === 'function' ? rows.filter((row) => !numberless(row)) : rows
}

/** Returns the properties that print shows for one row, in order. */
export const printedNames = (device: Router, menu: DeviceMenu, row: StoredRow): readonly string[] =>
  orderedNames(device, menu).filter((name) => shows(device, menu, row, name))

/** Whether print shows a property of a row. */
export const shows = (device: Router, menu: DeviceMenu, row: StoredRow, name: string): boolean =>
  device.kept(menu, row, name) !== undefined && isListed(device, menu, row, name)

/** Whether a row shows what it has under a name. */
export const isListed = (device: Router, menu: DeviceMenu, row: StoredRow, name: string): boolean =>
  menu.shows?.(row, name, device) !== false && menu.lists?.(row, name, device) !== false && !isLeftOut(device, menu, row, name)

/** Whether a row has a value of a property that was requested. */
export const hasValue = (device: Router, menu: DeviceMenu, row: StoredRow, name: string): boolean =>
  device.kept(menu, row, name) !== undefined && !isLeftOut(device, menu, row, name)

/** Whether a board's row, listed by a device, leaves a property out. */
const isLeftOut = (device: Router, menu: DeviceMenu, row: StoredRow, name: string): boolean =>
  row.factory !== undefined && !row.values.has(name) && row.staged?.has(name) !== true && device.isListed(menu)
