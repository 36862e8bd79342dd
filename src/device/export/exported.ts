// Owns converting a menu's rows to the commands of an export.
import { Failure } from '../../diagnostic/failure.ts'
import { exportValue } from '../../print/quote.ts'
import { printStyle } from '../../print/style.ts'
import type { ExportLine, ExportSection } from '../../print/export.ts'
import type { Row } from '../../schema/menu.ts'
import { noted } from '../../schema/noted.ts'
import { show } from '../../value/show.ts'
import { nothing } from '../../value/value.ts'
import { isAlwaysExported, hasSettingLine } from '../plain/setting-lines.ts'
import type { Router, DeviceMenu } from '../router.ts'
import type { StoredRow } from '../rows/store.ts'
import { formatId } from '../../value/literal.ts'

/** Which properties an export shows. */
export interface Extent {
  /** Also properties with their default, and `!name` for those that could be set and are not. */
  readonly verbose: boolean
  readonly showsSensitive: boolean
  /** Leaves out what the device itself made when a row was added, such as keys. */
  readonly hidesGenerated?: boolean
}

/** A property with its value: a text, `true` for a word without one, undefined for `!name`. */
export type Setting = readonly [name: string, value: string | true | undefined]

/** Returns the commands that create a menu's configuration; rows that the device created itself are left out. */
export function sectionOf(
  device: Router,
  menu: DeviceMenu,
  extent: Extent,
  rows: readonly StoredRow[] = device.store(menu).items,
): ExportSection {
  const lines = rows
    .filter((row) => !isDynamic(device, menu, row) && (!isAdded(menu, row) || isWhole(device, menu, row)))
    .map((row) => lineOf(device, menu, row, extent))
  return { path: menu.path, lines: lines.filter(({ verb, values }) => verb === 'add' || values.length > 0) }
}

/** Whether a row is not configuration: the device created it, or removes it after a time. */
export const isDynamic = (device: Router, menu: DeviceMenu, row: StoredRow): boolean =>
  device.property(menu, 'dynamic') !== undefined && device.kept(menu, row, 'dynamic') === true

/** Whether `add` could create the row: a revocation list loaded from a file has no URL, and no command creates it. */
const isWhole = (device: Router, menu: DeviceMenu, row: StoredRow): boolean =>
  Object.keys(menu.properties).every((name) => device.property(menu, name)?.required !== true || device.kept(menu, row, name) !== undefined)

function lineOf(device: Router, menu: DeviceMenu, row: StoredRow, extent: Extent): ExportLine {
  if (isAdded(menu, row)) return { verb: 'add', values: dotted(device, addedSettings(device, menu, row, extent)) }
  const values = dotted(device, settingsOf(device, menu, row, extent))
  return menu.kind === 'settings' ? { verb: 'set', values } : { verb: 'set', selector: selectorOf(device, menu, row), values }
}

/** The start of a row's line in an export. */
const lineStart = (device: Router, menu: DeviceMenu, row: StoredRow): string =>
  isAdded(menu, row) ? 'add' : menu.kind === 'settings' ? 'set' : `set ${selectorOf(device, menu, row)}`

/** Whether the device itself made a value of a row, which nothing has changed since. */
export const isGenerated = ({ generated, values }: StoredRow, name: string): boolean =>
  generated?.has(name) === true && generated.get(name) === values.get(name)

const isAdded = (menu: DeviceMenu, row: Row): boolean => menu.kind === 'list' && row.factory === undefined

/**
 * Returns the settings of an `add`. Some menus refuse an empty `add`: then properties that were given are included even with their
 * defaults.
 */
export function addedSettings(device: Router, menu: DeviceMenu, row: StoredRow, extent: Extent): readonly Setting[] {
  const settings = settingsOf(device, menu, row, extent)
  if (settings.length > 0) return settings
  return settingsOf(device, menu, row, { ...extent, verbose: true }).filter(([name]) => row.values.has(name))
}

/** Returns the settings to export for a row, sorted by name. */
export function settingsOf(device: Router, menu: DeviceMenu, row: StoredRow, extent: Extent): readonly Setting[] {
  const { verbose, showsSensitive, hidesGenerated = false } = extent
  const original = device.stores.original(menu, row)
  const names = Object.keys(menu.properties).filter((name) => {
    const property = device.property(menu, name)
    if (property === undefined || property.readOnly === true || property.unexported === true) return false
    // The line selects the row by this name.
    if (name === menu.name && menu.kind !== 'settings' && row.factory === undefined && !isAdded(menu, row)) return false
    if (hidesGenerated && isGenerated(row, name)) return false
    return (showsSensitive || property.sensitive !== true) && menu.shows?.(row, name, device) !== false
  })
  return names.sort().flatMap((name): Setting[] => {
    if (!verbose && isUntouched(device, menu, row, name, original?.[name] !== undefined)) return []
    const texts = exportedText(device, menu, row, name)
    if (texts === undefined) {
      const canBe = device.property(menu, name)?.unset === true && name !== 'comment'
      const isTakenAway = row.values.get(name) === nothing && device.property(menu, name)?.default !== undefined
      const isShown = (verbose && canBe) || original?.[name] !== undefined || isTakenAway
      return isShown || isInExport(device, menu, row, `!${name}`) ? [[name, undefined]] : []
    }
    if (device.property(menu, name)?.bare === true && texts === 'yes') return [[name, true]]
    return verbose || differs(device, menu, row, name, texts, original?.[name] !== undefined) ? [[name, texts]] : []
  })
}

/**
 * Returns the text of a row's property; undefined where it has none, and where it is an empty one that the property does not accept: the
 * default of `advertise` of /mpls/ldp/advertise-filter, which is yes or no once it is set.
 */
export function exportedText(device: Router, menu: DeviceMenu, row: Row, name: string): string | undefined {
  const text = device.shown(menu, row, name)?.join(',')
  const type = device.property(menu, name)?.type
  if (text === undefined || type === undefined) return text
  return text === '' && !acceptsEmpty(device, type, name) ? undefined : (type.exported?.(text) ?? text)
}

type PropertyType = Exclude<ReturnType<Router['property']>, undefined>['type']

const empties = new WeakMap<PropertyType, boolean>()

/** Whether a type accepts an empty text; computed once. */
function acceptsEmpty(device: Router, type: PropertyType, name: string): boolean {
  const known = empties.get(type)
  if (known !== undefined) return known
  let accepts = true
  try {
    type.accept('', name, device.references)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    accepts = false
  }
  empties.set(type, accepts)
  return accepts
}

/** Whether a property is left out whatever its text is: nothing gave it a value, and no export has it. */
const isUntouched = (device: Router, menu: DeviceMenu, row: StoredRow, name: string, hasOriginal: boolean): boolean =>
  !row.values.has(name) &&
  !hasOriginal &&
  device.property(menu, name)?.bare !== true &&
  !(isAdded(menu, row) && isAlwaysExported(device.board.exportedSettings, menu.path, name)) &&
  !isInExport(device, menu, row, `!${name}`)

/** Whether a property has to be exported, mostly because it differs from that of a new device. */
function differs(device: Router, menu: DeviceMenu, row: StoredRow, name: string, texts: string, hasOriginal: boolean): boolean {
  if (isAdded(menu, row) && isAlwaysExported(device.board.exportedSettings, menu.path, name)) return true
  if (!row.values.has(name) && !hasOriginal) return false
  if (row.values.has(name) && isInExport(device, menu, row, `${name}=${texts}`)) return true
  if (noted(menu.path, ({ exportsGiven }) => exportsGiven) === true && row.values.has(name) && !hasOriginal) return true
  if (isAdded(menu, row) && device.property(menu, name)?.required === true) return true
  if (device.property(menu, name)?.bare === true && !hasOriginal) return false
  return texts !== defaultText(device, menu, row, name)
}

/** Whether the export of the device's board has a setting in the line of a row. */
const isInExport = (device: Router, menu: DeviceMenu, row: StoredRow, setting: string): boolean =>
  hasSettingLine(device.board.exportedSettings, menu.path, () => `${lineStart(device, menu, row)} ${setting}`)

/** The text of a property on a row of a new device, or on a row without settings. */
function defaultText(device: Router, menu: DeviceMenu, row: StoredRow, name: string): string | undefined {
  const values = new Map(Object.entries(device.stores.original(menu, row) ?? {}))
  return exportedText(device, menu, { id: row.id, values, attachment: undefined }, name)
}

/** Returns how an export selects a row of a new device: `[ find default-name=ether1 ]`, `telnet`, `0`, `*FFFFFFFE`. */
export function selectorOf(device: Router, menu: DeviceMenu, row: StoredRow): string {
  const original = new Map(Object.entries(device.stores.original(menu, row) ?? {}))
  const at = (name: string): string => exportValue(show(original.get(name) ?? row.values.get(name) ?? ''), printStyle(device.release.text))
  const selects = menu.selects ?? (menu.name === undefined ? 'id' : 'name')
  if (selects === 'id') return formatId(row.id)
  if (selects === 'number') return String(device.store(menu).items.indexOf(row))
  if (selects === 'default') return '[ find default=yes ]'
  if (selects.endsWith('=')) return `[ find ${selects}${at(selects.slice(0, -1))} ]`
  return selects === 'name' ? at(menu.name ?? 'name') : `[ find ${selects}=${at(selects)} ]`
}

/**
 * Shortens names: `channel.band=5ghz-ax .width=20mhz`. A leading dot repeats the part before the last dot (7.x exports of wifi and BGP).
 * Names without a value are whole and repeat nothing: no export shows otherwise.
 */
export function dotted(device: Router, settings: readonly Setting[]): readonly Setting[] {
  if (!device.isRelease('7.0..')) return settings
  let group = ''
  return settings.map(([name, value]) => {
    const cut = name.lastIndexOf('.')
    const own = cut === -1 ? '' : name.slice(0, cut)
    const isNext = own !== '' && own === group && value !== undefined && value !== true
    if (value !== undefined) group = value === true ? '' : own
    return isNext ? [name.slice(cut), value] : [name, value]
  })
}
