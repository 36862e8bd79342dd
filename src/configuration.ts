// Owns the programming interface to a device's configuration: its export, and the differences between two devices.
import { exportSections, showsSensitive } from './device/commands/export.ts'
import { compare } from './device/diff/diff.ts'
import { diffScript } from './device/diff/script.ts'
import type { Router } from './device/router.ts'
import { printExport } from './print/export.ts'
import { printStyle } from './print/style.ts'
import { fromBytes } from './text/bytes.ts'

/** An object with a device; what `createDevice` returns is one. */
export interface HoldsDevice {
  readonly router: Router
}

/** Options of `exportOf`; all are optional. */
export interface ExportOptions {
  /** Only this menu and those below it, such as `/ip/address`; all menus by default. */
  readonly menu?: string
  /** Also properties that have their default. */
  readonly verbose?: boolean
  /** Whether passwords and keys are included. The default is the release's own: 6.x shows them, 7.x does not. */
  readonly secrets?: boolean
}

/** Returns the configuration as commands, as `/export` prints them without its header. Lines end with LF. */
export function exportOf({ router }: HoldsDevice, { menu = '/', verbose = false, secrets }: ExportOptions = {}): string {
  const showsSecrets = secrets ?? showsSensitive(router, false, false)
  return fromBytes(
    printExport(exportSections(router, menu, { verbose, showsSensitive: showsSecrets }), printStyle(router.release.text), exportWidth),
  )
}

/** The column at which lines of an export are wrapped. */
const exportWidth = 80

/** The differences between two devices. */
export interface Differing {
  /** True where no row and no setting differs. */
  readonly same: boolean
  /** Commands that turn the first device's configuration into the second's; '' where they are the same. */
  readonly script: string
  /** The number of rows and settings that differ, by menu. */
  readonly menus: Readonly<Record<string, number>>
}

/** Options of `diff`; all are optional. */
export interface DiffOptions {
  /** Properties that identify a row, by menu: `{ '/ip/firewall/filter': ['comment'] }`. */
  readonly keys?: Readonly<Record<string, readonly string[]>>
  /** Leaves passwords and keys out of the comparison. */
  readonly ignoreSecrets?: boolean
}

/** Compares the configurations of two devices. Returns what has to change in the first so that it equals the second. */
export function diff(from: HoldsDevice, to: HoldsDevice, { keys = {}, ignoreSecrets = false }: DiffOptions = {}): Differing {
  const found = compare(from.router, to.router, { keys: new Map(Object.entries(keys)), ignoresSecrets: ignoreSecrets })
  return {
    same: found.length === 0,
    script: found.length === 0 ? '' : fromBytes(diffScript(from.router, to.router, found, exportWidth)),
    menus: Object.fromEntries(found.map(({ menu, differences }) => [menu.path, differences.length])),
  }
}
