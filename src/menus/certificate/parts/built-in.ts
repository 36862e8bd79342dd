// Owns reading a device's built-in authorities from their rows.
import type { Router } from '../../../device/router.ts'
import { Certificate } from '../../../pki/certificate.ts'
import type { Row } from '../../../schema/menu.ts'

/** The menu of built-in authorities. */
export const builtInPath = '/certificate/builtin'

/** Returns the certificate of a row. */
export const builtInCertificateOf = (row: Row): Certificate | undefined =>
  row.attachment instanceof Certificate ? row.attachment : undefined

/** Returns the certificates of all rows. None before 7.19. */
export function builtInCertificates(device: Router): readonly Certificate[] {
  const known = device.menuAt(builtInPath)
  return known === undefined ? [] : device.store(known).items.flatMap((row) => builtInCertificateOf(row) ?? [])
}
