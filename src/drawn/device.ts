// Owns reading what is drawn off a device: rows of its menus, its certificates, its export.
import type { Device } from '../door.ts'
import { exportSections } from '../device/commands/export.ts'
import { certificateOf, type Certificate, type PrintedRow } from './certificates.ts'
import { inMilliseconds } from '../text/units.ts'

const isRow = (value: unknown): value is PrintedRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)

/**
 * The rows of a menu as `print as-value` gives them to a user who may not see secrets; of settings the one; none where the menu cannot be
 * printed.
 */
export function rowsOf(device: Device, path: string): readonly PrintedRow[] {
  const { value } = device.invoke(`${path}/print`, { given: { 'as-value': true }, policy: 'read' })
  if (Array.isArray(value)) return value.filter(isRow)
  return isRow(value) && Object.keys(value).length > 0 ? [value] : []
}

export const certificatesOf = (device: Device): readonly Certificate[] => rowsOf(device, '/certificate').map(certificateOf)

/** Menus that are shown although an export has nothing of them. */
const always = ['/interface', '/certificate', '/ip/address', '/ip/route', '/system/script', '/system/scheduler', '/user']

/** The menus that have something to show, by name. */
export function menusOf(device: Device): readonly string[] {
  const exported = exportSections(device.router, '/', { verbose: false, showsSensitive: false }).map(({ path }) => path)
  return [...new Set([...exported, ...always])].sort()
}

/** The configuration as the device exports it, without the line that has the time. */
export function exportOf(device: Device): string {
  return device.run('/export').output.replace(/^# .* by RouterOS .*\n/, '')
}

/** Milliseconds since 1970 on the device's clock. */
export const nowOf = (device: Device): number => inMilliseconds(device.router.host.clock.now())
