// Owns `export`: a device's configuration as the commands that make it.
import { exportHeader, printExport, printTerseExport, type ExportLine, type ExportSection } from '../../print/export.ts'
import { printStyle } from '../../print/style.ts'
import { nil, type Value } from '../../value/value.ts'
import { show } from '../../value/show.ts'
import { isOn, textOf, type Call } from '../call.ts'
import type { Device, DeviceMenu } from '../device.ts'
import type { Item } from '../store.ts'

export interface ExportOptions {
  /** Also what has its default. */
  readonly verbose: boolean
  readonly terse: boolean
  readonly showsSensitive: boolean
  /** Columns that lines are broken at; 80 for a file. */
  readonly width: number
}

/** Width of exports that go to a file. */
const fileWidth = 80

/** Exports a menu and those below it (the root: everything): to the terminal, or into NAME.rsc with `file=NAME`. */
export function exportMenu(call: Pick<Call, 'device' | 'console' | 'command' | 'given'>): Value {
  const { device } = call
  const file = textOf(call, 'file')
  const text = exportText(device, call.command.menu.path, {
    verbose: isOn(call, 'verbose'),
    terse: isOn(call, 'terse'),
    showsSensitive: isOn(call, 'show-sensitive') || (!device.holds('7.0..') && !isOn(call, 'hide-sensitive')),
    width: file === undefined ? call.console.width : fileWidth,
  })
  if (file === undefined) call.console.write(text)
  else device.files.write(file.endsWith('.rsc') ? file : `${file}.rsc`, Buffer.from(text, 'latin1'))
  return nil
}

/** The export of everything at or below `path` (`/`: of the whole device), with its header. */
export function exportText(device: Device, path: string, options: ExportOptions): string {
  const style = printStyle(device.release.text)
  const inside = [...device.known].filter((menu) => menu.path === path || path === '/' || menu.path.startsWith(`${path}/`))
  const sections = inside.filter(({ unexported }) => unexported !== true).map((menu) => sectionOf(device, menu, options))
  const header = exportHeader({ now: device.local(device.host.clock.now()), release: device.release.text, softwareId: '' }, style)
  return header + (options.terse ? printTerseExport(sections, style) : printExport(sections, style, options.width))
}

function sectionOf(device: Device, menu: DeviceMenu, options: ExportOptions): ExportSection {
  // What the device made by itself it makes again; what came in another way (a list from a file) `add` cannot make.
  const needed = Object.keys(menu.properties).filter((name) => device.property(menu, name)?.required === true)
  const rows = device
    .store(menu)
    .items.filter((row) => device.kept(menu, row, 'dynamic') !== true && needed.every((name) => device.kept(menu, row, name) !== undefined))
  const lines = rows.map((row) => lineOf(device, menu, row, options))
  return { path: menu.path, lines: lines.filter(({ verb, values }) => verb === 'add' || values.length > 0) }
}

function lineOf(device: Device, menu: DeviceMenu, row: Item, options: ExportOptions): ExportLine {
  const names = Object.keys(menu.properties).filter((name) => {
    const property = device.property(menu, name)
    return property !== undefined && property.readOnly !== true && (options.showsSensitive || property.sensitive !== true)
  })
  const values = names
    .filter((name) => (menu.kind !== 'fixed' || name !== menu.name) && (options.verbose || differs(device, menu, row, name)))
    .sort()
    .flatMap((name): [string, string][] => {
      const texts = device.shown(menu, row, name)
      return texts === undefined ? [] : [[name, texts.join(',')]]
    })
  if (menu.kind !== 'fixed') return { verb: menu.kind === 'list' ? 'add' : 'set', values }
  const name = menu.name === undefined ? undefined : row.values.get(menu.name)
  return { verb: 'set', selector: name === undefined ? `*${row.id.toString(16).toUpperCase()}` : show(name), values }
}

/** Whether a row was given something else than a new device has. */
function differs(device: Device, menu: DeviceMenu, row: Item, name: string): boolean {
  const value = row.values.get(name)
  if (value === undefined) return false
  const property = device.property(menu, name)
  const usual = typeof property?.default === 'function' ? property.default(device) : property?.default
  if (usual !== undefined && show(usual) === show(value)) return false
  const original = menu.kind === 'list' ? undefined : menu.factory?.(device)[row.id - 1]?.[name]
  return original === undefined || show(original) !== show(value)
}
