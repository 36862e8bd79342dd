// Owns what programs ask of a device's configuration: its export, and what differs from another one's.
import { exportSections, showsSensitive } from './device/commands/export.ts'
import { compare } from './device/diff/diff.ts'
import { diffScript } from './device/diff/script.ts'
import type { Router } from './device/router.ts'
import { printExport } from './print/export.ts'
import { printStyle } from './print/style.ts'
import { fromBytes } from './text/bytes.ts'

/** Whatever holds a device. */
export interface HoldsDevice {
  readonly router: Router
}

export interface ExportOptions {
  /** Only this menu and those below it, as `/ip/address`; everything by default. */
  readonly menu?: string
  /** Also what has its default. */
  readonly verbose?: boolean
  /** Passwords and keys; by default as the release has it (6.x shows them, 7.x does not). */
  readonly secrets?: boolean
}

/** The configuration as the commands that make it, as `/export` prints them without its header; lines end with LF. */
export function exportOf({ router }: HoldsDevice, { menu = '/', verbose = false, secrets }: ExportOptions = {}): string {
  const showsSecrets = secrets ?? showsSensitive(router, false, false)
  return fromBytes(
    printExport(exportSections(router, menu, { verbose, showsSensitive: showsSecrets }), printStyle(router.release.text), exportWidth),
  )
}

/** Columns that lines of an export are broken at. */
const exportWidth = 80

/** What differs between two devices. */
export interface Differing {
  /** No row and no setting differs. */
  readonly same: boolean
  /** The commands that make the first what the second is; '' where they are the same. */
  readonly script: string
  /** How many rows and settings differ, by menu. */
  readonly menus: Readonly<Record<string, number>>
}

export interface DiffOptions {
  /** What tells the rows of a menu apart, as `{ '/ip/firewall/filter': ['comment'] }`. */
  readonly keys?: Readonly<Record<string, readonly string[]>>
  /** Passwords and keys are left out. */
  readonly ignoreSecrets?: boolean
}

/** What changes from one device to another. */
export function diff(from: HoldsDevice, to: HoldsDevice, { keys = {}, ignoreSecrets = false }: DiffOptions = {}): Differing {
  const found = compare(from.router, to.router, { keys: new Map(Object.entries(keys)), ignoresSecrets: ignoreSecrets })
  return {
    same: found.length === 0,
    script: found.length === 0 ? '' : fromBytes(diffScript(from.router, to.router, found, exportWidth)),
    menus: Object.fromEntries(found.map(({ menu, differences }) => [menu.path, differences.length])),
  }
}
