// Owns the computed properties of /system/routerboard: the firmware is of the device's release, and no newer one is available.
import type { Router } from '../../device/router.ts'
import type { Row } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import { nothing, type Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'

/** Returns the serial number: the first twelve characters of the device's cloud name are it (the manual). */
function serial(device: Router): string | undefined {
  const name = device.value('/ip/cloud', device.only('/ip/cloud'), 'dns-name')
  return name === nothing ? undefined : show(name).split('.')[0]?.toUpperCase()
}

/** Returns a property that is computed for boards; on virtual machines it has its set value. */
const ofBoard =
  (property: string, compute: (device: Router) => string | undefined) =>
  (row: Row, device: Router): Value | undefined =>
    device.board.model === undefined ? row.values.get(property) : compute(device)

/** The computed serial number and firmware versions of a board. */
export const routerboard = extend('/system/routerboard', {
  computed: {
    'serial-number': ofBoard('serial-number', (device) => device.board.serialNumber ?? serial(device)),
    'current-firmware': ofBoard('current-firmware', ({ release }) => release.text),
    'upgrade-firmware': ofBoard('upgrade-firmware', ({ release }) => release.text),
  },
})
