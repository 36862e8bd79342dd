// Owns `export`: prints a device's configuration as the commands that create it.
import { exportHeader, printExport, printTerseExport, type ExportSection } from '../../print/export.ts'
import { printStyle } from '../../print/style.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import { noted } from '../../schema/noted.ts'
import { nil, type Value } from '../../value/value.ts'
import { elements } from '../../schema/property.ts'
import { show } from '../../value/show.ts'
import { isOn, matching, givenText, type CommandCall } from '../call.ts'
import type { Router, DeviceMenu } from '../router.ts'
import { inExportOrder } from '../export/order.ts'
import { hidesSecrets } from '../policy/secret.ts'
import { inDependencyOrder } from '../export/dependency-order.ts'
import { sectionOf, type Extent } from '../export/exported.ts'

/** Options of an export as text. */
export interface ExportTextOptions extends Extent {
  readonly terse: boolean
  /** The column at which lines are wrapped; 80 for a file. */
  readonly width: number
}

/** The width of exports into a file. */
const fileWidth = 80

/** A call of `export`; `menu`, `store` and `where` are absent in the root. */
export type ExportCall = Pick<CommandCall, 'device' | 'actor' | 'command' | 'given'> &
  Partial<Pick<CommandCall, 'menu' | 'store' | 'where'>>

/**
 * Exports a menu and those below it (the root: everything): to the terminal, or into NAME.rsc with `file=NAME`. `where` selects rows of the
 * menu itself, `path=/ip/firewall,!/ip/firewall/nat` selects menus.
 */
export function exportMenu(call: ExportCall): Value {
  const { device, actor, command, given } = call
  const file = givenText(call, 'file')
  const options: ExportTextOptions = {
    verbose: isOn(call, 'verbose'),
    terse: isOn(call, 'terse'),
    showsSensitive: !hidesSecrets(actor) && showsSensitive(device, isOn(call, 'show-sensitive'), isOn(call, 'hide-sensitive')),
    width: file === undefined ? actor.width : fileWidth,
  }
  const { menu, store, where } = call
  const path = given.get('path')
  const paths = path === undefined ? [] : elements(path).map(show)
  const isChosen = chosen(command.menu.path, paths)
  const all = options.verbose && command.menu instanceof KnownMenu ? materialised(device, command.menu) : device.menus.menusWithRows
  const menus = [...all].filter(({ path }) => (where === undefined ? isChosen(path) : path === menu?.path))
  const rows =
    where !== undefined && menu !== undefined && store !== undefined ? matching({ device, actor, menu, store, where }) : undefined
  const text = textOfMenus(device, menus, options, rows)
  if (file === undefined) actor.write(text)
  else device.files.write(file.endsWith('.rsc') ? file : `${file}.rsc`, Buffer.from(text, 'latin1'))
  return nil
}

/** Since 7.0 secrets are left out unless requested; before they are included unless excluded. */
export const showsSensitive = (device: Router, shows: boolean, hides: boolean): boolean => shows || (!device.isRelease('7.0..') && !hides)

/** Returns the export of everything at or below `path` (`/`: the whole device), with its header. */
export const exportText = (device: Router, path: string, options: ExportTextOptions): string =>
  textOfMenus(
    device,
    [...device.menus.menusWithRows].filter((menu) => isWithin(menu.path, path)),
    options,
  )

function textOfMenus(device: Router, menus: readonly DeviceMenu[], options: ExportTextOptions, rows?: ReturnType<typeof matching>): string {
  const style = printStyle(device.release.text)
  const { model, serialNumber } = device.board
  const sections = sectionsOf(device, menus, options, rows)
  const header = exportHeader(
    {
      now: device.local(device.host.clock.now()),
      release: device.release.text,
      ...(model === undefined ? {} : { model }),
      ...(serialNumber === undefined ? {} : { serialNumber }),
    },
    style,
  )
  return header + (options.terse ? printTerseExport(sections, style) : printExport(sections, style, options.width))
}

/** Returns the sections of an export in the order of its commands. */
function sectionsOf(
  device: Router,
  menus: readonly DeviceMenu[],
  extent: Extent,
  rows?: ReturnType<typeof matching>,
): readonly ExportSection[] {
  const turns = inExportOrder(menus.filter(isExported), !extent.verbose && device.isRelease('..7.20')).map((menu) => ({
    ...sectionOf(device, menu, extent, rows),
    named: menu.name,
    ordered: menu.ordered === true,
  }))
  return inDependencyOrder(turns)
}

/** Returns the same export as data; sections without lines are left out. */
export const exportSections = (device: Router, path: string, extent: Extent): readonly ExportSection[] =>
  sectionsOf(
    device,
    [...device.menus.menusWithRows].filter((menu) => isWithin(menu.path, path)),
    extent,
  ).filter(({ lines }) => lines.length > 0)

/** Whether a menu's rows are configuration. */
export const isExported = (menu: DeviceMenu): boolean =>
  menu.unexported !== true && noted(menu.path, ({ unexported }) => unexported) !== true

const isWithin = (path: string, top: string): boolean => top === '/' || path === top || path.startsWith(`${top}/`)

/** Returns whether `path=` selects a menu below the one of `export`: `!PATH` excludes menus; without other paths all are selected. */
function chosen(top: string, paths: readonly string[]): (path: string) => boolean {
  const written = (path: string): string => `/${path.replace(/^!/, '').replace(/^\//, '').replaceAll(/[ /]+/g, '/')}`
  const without = paths.filter((path) => path.startsWith('!')).map(written)
  const only = paths.filter((path) => !path.startsWith('!')).map(written)
  return (path) =>
    isWithin(path, top) && (only.length === 0 || only.some((one) => isWithin(path, one))) && !without.some((one) => isWithin(path, one))
}

/** Returns every menu at or below `top`, also those not used yet. */
function materialised(device: Router, top: KnownMenu): readonly DeviceMenu[] {
  const menus: DeviceMenu[] = []
  const visit = (menu: KnownMenu): void => {
    const own = device.menuAt(menu.path)
    if (own !== undefined) menus.push(own)
    for (const entry of menu.entries.values()) if (entry instanceof KnownMenu) visit(entry)
  }
  visit(top)
  return menus
}
