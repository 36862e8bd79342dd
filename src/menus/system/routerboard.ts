// Owns /system/routerboard: what the firmware of a board says. It is of the device's release, and newer than none.
import type { Router } from '../../device/router.ts'
import type { Row } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import { nothing, type Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'

/** The twelve characters that the name of the device in the cloud begins with are its serial number (the manual). */
function serial(device: Router): string | undefined {
  const name = device.value('/ip/cloud', device.only('/ip/cloud'), 'dns-name')
  return name === nothing ? undefined : show(name).split('.')[0]?.toUpperCase()
}

/** Of a board what `told` works out; what is no board says what somebody wrote there. */
const ofBoard =
  (property: string, told: (device: Router) => string | undefined) =>
  (row: Row, device: Router): Value | undefined =>
    device.board.model === undefined ? row.values.get(property) : told(device)

export const routerboard = extend('/system/routerboard', {
  computed: {
    'serial-number': ofBoard('serial-number', (device) => device.board.serialNumber ?? serial(device)),
    'current-firmware': ofBoard('current-firmware', ({ release }) => release.text),
    'upgrade-firmware': ofBoard('upgrade-firmware', ({ release }) => release.text),
  },
})
