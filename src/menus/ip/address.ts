// Owns the computed properties of /ip/address and /ipv6/address.
import type { Router } from '../../device/router.ts'
import type { Row } from '../../schema/menu.ts'
import { formatIp6, readIp6 } from '../../value/address.ts'
import { show } from '../../value/show.ts'
import type { Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'
import { isPort } from '../interface-state.ts'

const onInterface = (row: Row): string => show(row.values.get('interface') ?? '')
const isLinkLocal = (row: Row): boolean => /^fe[89ab]/i.test(show(row.values.get('address') ?? ''))

/**
 * Returns the address of a row. With `eui-64` the lower half is made of the MAC address of the interface, also when that changes later
 * (the manual's page on IPv6 addresses). An interface without a known MAC address leaves the address as given.
 */
function eui64(row: Row, device: Router): Value | undefined {
  const given = row.values.get('address')
  if (row.values.get('eui-64') !== true || given === undefined) return given
  const [text = '', length] = show(given).split('/')
  const address = readIp6(text)
  const interfaces = device.declared('/interface')
  const port = device.store(interfaces).byName(onInterface(row))
  const mac = port && show(device.kept(interfaces, port, 'mac-address') ?? '')
  if (address === undefined || mac === undefined || !/^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/i.test(mac)) return given
  const bytes = BigInt(`0x${mac.replaceAll(':', '')}`)
  const low = (((bytes >> 24n) ^ 0x02_00_00n) << 40n) | (0xff_fen << 24n) | (bytes & 0xff_ff_ffn)
  return `${formatIp6(((address >> 64n) << 64n) | low)}/${length ?? '64'}`
}

/** Computed properties of IPv4 addresses: the interface, and whether it is a port of a bridge (flag `S`). */
export const ipAddress = extend('/ip/address', {
  computed: { 'actual-interface': onInterface, slave: (row, device) => isPort(device, onInterface(row)) },
})

/** Computed properties of IPv6 addresses: the address with `eui-64`, the interface, and the flags `L` and `G`. */
export const ipv6Address = extend('/ipv6/address', {
  computed: { address: eui64, 'actual-interface': onInterface, 'link-local': isLinkLocal, global: (row) => !isLinkLocal(row) },
})
