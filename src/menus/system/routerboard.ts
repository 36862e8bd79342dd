// Owns /system/routerboard: what the firmware of a board says. It is of the device's release, and newer than none.
import type { Router } from '../../device/router.ts'
import { show } from '../../value/show.ts'
import { nothing } from '../../value/value.ts'
import { extend } from '../declaration.ts'

/** The twelve characters that the name of the device in the cloud begins with are its serial number (the manual). */
function serial(device: Router): string | undefined {
  const name = device.value('/ip/cloud', device.only('/ip/cloud'), 'dns-name')
  return name === nothing ? undefined : show(name).split('.')[0]?.toUpperCase()
}

const isBoard = ({ board }: Router): boolean => board.model !== undefined

export const routerboard = extend('/system/routerboard', {
  computed: {
    'serial-number': (_row, device) => (isBoard(device) ? (device.board.serialNumber ?? serial(device)) : undefined),
    'current-firmware': (_row, device) => (isBoard(device) ? device.release.text : undefined),
    'upgrade-firmware': (_row, device) => (isBoard(device) ? device.release.text : undefined),
  },
})
