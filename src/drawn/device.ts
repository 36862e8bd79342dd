// Owns reading the drawn data from a device: rows of menus, certificates, export.
import type { Device } from '../entry-options.ts'
import { exportSections, exportText, showsSensitive } from '../device/commands/export.ts'
import { drawnCertificateOf, type DrawnCertificate, type PrintedRow } from './certificates.ts'
import { fromBytes } from '../text/bytes.ts'
import { inMilliseconds } from '../text/units.ts'

const isRow = (value: unknown): value is PrintedRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)

/**
 * The rows of a menu, as `print as-value` returns them to a user who only has the policy `read`. A settings menu has one row; a menu that
 * cannot be printed has none.
 */
export function printedRowsOf(device: Device, path: string): readonly PrintedRow[] {
  const { value } = device.invoke(`${path}/print`, { given: { 'as-value': true }, policy: 'read' })
  if (Array.isArray(value)) return value.filter(isRow)
  return isRow(value) && Object.keys(value).length > 0 ? [value] : []
}

/** Returns all certificates and templates of a device, in the order of /certificate. */
export const certificatesOf = (device: Device): readonly DrawnCertificate[] => printedRowsOf(device, '/certificate').map(drawnCertificateOf)

/** Menus that are shown even if an export omits them. */
const always = ['/interface', '/certificate', '/ip/address', '/ip/route', '/system/script', '/system/scheduler', '/user']

/** The menus with content, by name. */
export function shownMenusOf(device: Device): readonly string[] {
  const exported = exportSections(device.router, '/', { verbose: false, showsSensitive: false }).map(({ path }) => path)
  return [...new Set([...exported, ...always])].sort()
}

/** Returns what `/export` prints, without the first line of its header, which has the time. */
export function undatedExport({ router }: Device): string {
  const text = exportText(router, '/', { verbose: false, terse: false, showsSensitive: showsSensitive(router, false, false), width: 80 })
  return fromBytes(text.slice(text.indexOf('\n') + 1))
}

/** The time on the device's clock, in its time zone as in the dates of its listings, in milliseconds since 1970. */
export const nowOf = ({ router }: Device): number => inMilliseconds(router.local(router.host.clock.now()))
