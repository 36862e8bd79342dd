// Owns the MTU that interfaces use: the configured one, else that of their kind.
import type { Router } from '../../device/router.ts'
import type { Row } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'

/** The MTU of `mtu=auto` where it is not 1500. Source: the listings of the manual's page on EoIP. */
const automaticMtu: Readonly<Record<string, number>> = { '/interface/eoip': 1458 }

/** The MTU of an interface, a row of the menu of its kind. */
export function actualMtuOf(path: string, row: Row, device: Router): number {
  const mtu = show(device.value(path, row, 'mtu'))
  return /^\d+$/.test(mtu) ? Number(mtu) : (automaticMtu[path] ?? 1500)
}
