// Owns times that rows keep, as menus show them.
import type { Router } from '../device/router.ts'
import type { Property } from '../schema/menu.ts'
import { shown } from '../schema/property.ts'
import { formatDateTime } from '../value/date.ts'
import { Time } from '../value/value.ts'

/** A time since 1970 that a row keeps under a name: the device's own date and time; nothing where it keeps none. */
export const moment = (name: string): Property<Router> => ({
  type: shown(),
  readOnly: true,
  value: (row, device) => {
    const at = row.values.get(name)
    return at instanceof Time ? formatDateTime(device.local(at.ns), device.dates) : undefined
  },
})
