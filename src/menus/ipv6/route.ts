// Owns the computed state of /ipv6/route (which routes are active) and of /ipv6/pool (the prefix of a pool).
import type { Router } from '../../device/router.ts'
import type { Row } from '../../schema/menu.ts'
import { maskIp6, readIp6, readIp6Prefix } from '../../value/address.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'
import { gateways } from '../gateway.ts'
import { runs } from '../interface-state.ts'

const textOf = (row: Row, name: string): string => show(row.values.get(name) ?? '')

/** Returns the interface whose network contains an address; undefined where none does. */
function nearest(device: Router, address: bigint): string | undefined {
  const menu = device.menuAt('/ipv6/address')
  const rows = menu === undefined ? [] : device.store(menu).items
  const there = rows.find((row) => {
    const prefix = readIp6Prefix(textOf(row, 'address'))
    if (prefix === undefined || row.values.get('disabled') === true || !runs(device, textOf(row, 'interface'))) return false
    return maskIp6(prefix.address, prefix.length) === maskIp6(address, prefix.length)
  })
  return there && textOf(there, 'interface')
}

/** Returns how a gateway is reached: `2001:db8::1%ether1`, or the interface itself; undefined where it is not reachable. */
function hop(device: Router, gateway: string): string | undefined {
  const [address = '', named] = gateway.replace(/@.*$/, '').split('%')
  const ip = readIp6(address)
  if (ip === undefined) return runs(device, address) ? address : undefined
  if (named !== undefined) return runs(device, named) ? `${address}%${named}` : undefined
  const from = nearest(device, ip)
  return from === undefined ? undefined : `${address}%${from}`
}

/** Returns the reachable next hops of a row; a `blackhole` needs none. Undefined: the route cannot be used. */
function hopsOf(device: Router, row: Row): readonly string[] | undefined {
  if (row.values.get('disabled') === true) return undefined
  if (row.values.has('blackhole') && row.values.get('blackhole') !== false) return []
  const hops = textOf(row, 'gateway')
    .split(/[,;]/)
    .flatMap((gateway) => hop(device, gateway) ?? [])
  return hops.length === 0 ? undefined : hops
}

const distanceOf = (row: Row): number => Number(textOf(row, 'distance') || 1)
const destinationOf = (row: Row): string => `${textOf(row, 'dst-address') || '::/0'} ${textOf(row, 'routing-table') || 'main'}`

/** Whether a route is active: of the usable routes to one destination in one table, those with the least distance are. */
function isActive(row: Row, device: Router): boolean {
  if (hopsOf(device, row) === undefined) return false
  return device
    .storeAt('/ipv6/route')
    .items.filter((other) => distanceOf(other) < distanceOf(row) && destinationOf(other) === destinationOf(row))
    .every((other) => hopsOf(device, other) === undefined)
}

/** Computed state of IPv6 routes. Rows of connected networks are not created here. */
export const ipv6Route = extend('/ipv6/route', {
  releases: '7.0..',
  ...gateways,
  computed: {
    active: isActive,
    inactive: (row, device) => row.values.get('disabled') !== true && !isActive(row, device),
    static: () => true,
    'immediate-gw': (row, device) => (hopsOf(device, row) ?? []).join(','),
  },
})

/** The computed property `actual-prefix`: the prefix that was set. */
export const ipv6Pool = extend('/ipv6/pool', { computed: { 'actual-prefix': ({ values }) => values.get('prefix') } })
