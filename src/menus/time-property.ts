// Owns properties that show a stored time.
import type { Router } from '../device/router.ts'
import type { MenuProperty } from '../schema/menu.ts'
import { shown } from '../schema/property.ts'
import { formatDateTime } from '../value/date.ts'
import { Time } from '../value/value.ts'

/**
 * Returns a property for a time since 1970 that rows store under a name: shown as the device's date and time; nothing where there is none.
 */
export const moment = (name: string): MenuProperty<Router> => ({
  type: shown(),
  readOnly: true,
  value: (row, device) => {
    const at = row.values.get(name)
    return at instanceof Time ? formatDateTime(device.local(at.ns), device.dates) : undefined
  },
})
