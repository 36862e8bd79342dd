// Owns saving and loading a device's state: its configuration as an export, certificates and keys as PEM, and everything else as JSON.
import { Failure } from '../../diagnostic/failure.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import { compareReleases, defaultRelease, readRelease } from '../../schema/release.ts'
import type { Packages } from '../../schema/package-names.ts'
import { show } from '../../value/show.ts'
import type { Value } from '../../value/value.ts'
import { virtualMachine, type Board } from '../plain/board.ts'
import { exportText, isExported } from '../commands/export.ts'
import type { Router, DeviceMenu } from '../router.ts'
import {
  damaged,
  deviceOf,
  deviceText,
  digest,
  menusOf,
  stateFileNames,
  refuseDamaged,
  stateText,
  type SavedMenu,
  type SavedRow,
  type SavedState,
} from './saved-device.ts'
import { readKept, writeKept, type Kept } from './kept-value.ts'
import { plainMenu } from '../plain/plain.ts'
import type { LoadedRow } from '../types.ts'
import type { StoredRow } from '../rows/store.ts'

/**
 * Returns the files of a device's state. Not included: the device's files (stored by the host), globals and the log (lost at a restart,
 * too). `before` is the state last saved or loaded: its export is reused where no row changed.
 */
export function saveState(device: Router, packages?: Packages, before?: SavedState): SavedState {
  const files = new Map<string, string>()
  const menus: SavedMenu[] = []
  // First: an export uses menus that were not used yet, which creates their rows.
  const fresh = before?.has(stateFileNames.rows) === true ? undefined : configurationOf(device)
  for (const menu of device.menus.menusWithRows) {
    // Values that a new device generates (its name in the cloud) have to stay, even where they were not read yet.
    const store = menu.kind === 'settings' && menu.factory !== undefined ? device.store(menu) : device.stores.used.get(menu.path)
    if (store === undefined || (menu.refresh !== undefined && menu.keepsRows !== true)) continue
    menus.push({ path: menu.path, next: store.nextId, rows: store.items.map((row) => savedRow(device, menu, row, files)) })
  }
  const rows = `${JSON.stringify(menus, undefined, 1)}\n`
  const written = before?.get(stateFileNames.rows) === rows ? before.get(stateFileNames.configuration) : undefined
  const configuration = fresh ?? written ?? configurationOf(device)
  const made = device.board === virtualMachine ? {} : { board: device.board }
  const kept = { release: device.release.text, ...(packages === undefined ? {} : { packages }), ...made }
  const others: SavedState = new Map([...files, [stateFileNames.rows, rows], [stateFileNames.configuration, configuration]])
  return new Map([
    ...files,
    [stateFileNames.device, deviceText(kept, others)],
    [stateFileNames.rows, rows],
    [stateFileNames.configuration, configuration],
  ])
}

/** Returns the export with its secrets; without the time, which would make each state differ. */
const configurationOf = (device: Router): string =>
  exportText(device, '/', { verbose: false, terse: false, showsSensitive: true, width: 80 }).replace(/^#.*? by RouterOS/, '# by RouterOS')

/** Returns the saved form of a row; PEM in it goes into `files`. */
export function savedRow(device: Router, menu: DeviceMenu, row: StoredRow, files: Map<string, string>): SavedRow {
  const values = Object.fromEntries([...row.values].map(([name, value]) => [name, writeKept(value)]))
  const parts = row.attachment === undefined ? {} : (menu.attachmentFormat?.save(row.attachment) ?? {})
  const named = Object.entries(parts).map(([name, text]): [string, string] => {
    if (!text.startsWith('-----BEGIN')) return [name, text]
    const file = `${menu.path.slice(1)}/${row.id}.${name}.pem`
    files.set(file, text)
    return [name, file]
  })
  const name = menu.name === undefined ? undefined : device.stores.original(menu, row)?.[menu.name]
  const origin = row.factory === undefined ? {} : { factory: name === undefined ? row.factory : show(name) }
  return { id: row.id, values, ...origin, ...(named.length > 0 ? { parts: Object.fromEntries(named) } : {}) }
}

/** The part of a catalog that loading needs. */
export interface MenuNames {
  menu(path: string): KnownMenu | undefined
}

/**
 * Loads a saved state into a new device, and returns the text of `configuration.rsc` if it was edited since: then the rows of exported
 * menus are left out, and the caller runs that text. Throws a Failure with the reason where the state cannot be used: a newer format, a
 * missing or damaged file. The device must not be used then.
 */
export function loadState(device: Router, state: SavedState, catalog: MenuNames): string | undefined {
  if (state.size === 0) return undefined
  const { configuration: digested, release } = deviceOf(state)
  refuseDamaged(state)
  const isSame = isSameRelease(release, device.release.text)
  const configuration = digested === undefined ? undefined : stateText(state, stateFileNames.configuration)
  const edited = configuration !== undefined && digest(configuration) !== digested ? configuration : undefined
  for (const { path, next, rows } of menusOf(state)) {
    const menu = menuAt(device, catalog, path)
    if (menu === undefined && isSame && rows.length > 0)
      throw new Failure(`it has rows of ${path}, which is unknown here: it was saved with --facts FILE, or by a newer offbox`)
    if (menu === undefined || (edited !== undefined && isExported(menu))) continue
    device.stores.fill(
      menu,
      next,
      rows.map((row) => rowRead(device, menu, row, state)),
    )
  }
  return edited
}

/** Returns a row as a device loads it; `state` has the texts of its files. */
export const rowRead = (device: Router, menu: DeviceMenu, { id, values, parts, factory }: SavedRow, state: SavedState): LoadedRow => ({
  id,
  factory: originOf(device, menu, id, factory, values),
  values: new Map<string, Value>(Object.entries(values).map(([name, value]) => [name, valueOf(value)])),
  attachment: parts === undefined ? undefined : attachmentOf(menu, id, partsOf(parts, state)),
})

function valueOf(kept: Kept): Value {
  try {
    return readKept(kept)
  } catch (error) {
    // `{"time":"soon"}` is no number.
    throw error instanceof SyntaxError || error instanceof RangeError ? damaged(stateFileNames.rows) : error
  }
}

/** Loads a row's attachment; a certificate or key that cannot be read is reported as damage. */
function attachmentOf(menu: DeviceMenu, id: number, parts: Readonly<Record<string, string>>): unknown {
  try {
    return menu.attachmentFormat?.load(parts)
  } catch {
    throw damaged(`what ${menu.path.slice(1)}/${id} is made of`)
  }
}

/** Returns which row of a new device a saved row is. Names decide: the order differs by release and by version of offbox. */
function originOf(
  device: Router,
  menu: DeviceMenu,
  id: number,
  factory: SavedRow['factory'],
  values: SavedRow['values'],
): number | undefined {
  if (typeof factory === 'string') return device.stores.factoryNamed(menu, factory)
  if (menu.kind === 'list' || menu.name === undefined) return factory ?? (menu.kind === 'list' ? undefined : id - 1)
  const name = values[menu.name]
  // Format 1: rows of fixed menus whose values have no name have their ids in the order of a new device.
  return name === undefined ? (factory ?? id - 1) : device.stores.factoryNamed(menu, show(readKept(name)))
}

/** The description of a saved device. */
export interface SavedDescription {
  readonly release: string
  /** Undefined in states of format 1. */
  readonly packages: Packages | undefined
  /** Its hardware; undefined for a virtual machine. */
  readonly board: Board | undefined
}

/** Returns the description of a saved device; undefined where nothing is saved. Throws as `loadState` does. */
export function savedDescription(state: SavedState): SavedDescription | undefined {
  if (state.size === 0) return undefined
  const { release, packages, board } = deviceOf(state)
  return { release: readRelease(release) === undefined ? defaultRelease : release, packages, board }
}

/** Whether two texts name the same release. */
export function isSameRelease(one: string, other: string): boolean {
  const [a, b] = [readRelease(one), readRelease(other)]
  return a !== undefined && b !== undefined && compareReleases(a, b) === 0
}

/** Returns the menu at a path, made if the device has not used it; undefined where this release, with its packages and facts, has none. */
export function menuAt(device: Router, catalog: MenuNames, path: string): DeviceMenu | undefined {
  const known = device.menuAt(path)
  if (known !== undefined) return known
  const facts = catalog.menu(path)
  const made = facts && plainMenu(facts)
  return made && device.menus.remember(made)
}

const partsOf = (parts: Readonly<Record<string, string>>, state: SavedState): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, text]) => {
      if (!text.endsWith('.pem')) return [name, text]
      return [name, stateText(state, text)]
    }),
  )
