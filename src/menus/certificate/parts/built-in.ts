// Owns reading the built-in authorities of a device from the rows that hold them.
import type { Router } from '../../../device/router.ts'
import { Certificate } from '../../../pki/certificate.ts'
import type { Row } from '../../../schema/menu.ts'

/** The menu of built-in authorities. */
export const path = '/certificate/builtin'

/** The certificate of one of its rows. */
export const certificateOf = (row: Row): Certificate | undefined => (row.attachment instanceof Certificate ? row.attachment : undefined)

/** The certificates of all of them. None before 7.19. */
export function builtInCertificates(device: Router): readonly Certificate[] {
  const known = device.menuAt(path)
  return known === undefined ? [] : device.store(known).items.flatMap((row) => certificateOf(row) ?? [])
}
