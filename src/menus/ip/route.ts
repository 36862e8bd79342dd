// Owns the computed state of /ip/route: routes of connected networks, and which routes are active.
import type { Router } from '../../device/router.ts'
import type { Row, Rows } from '../../schema/menu.ts'
import { formatIp, ipMask, readIp, readIpPrefix } from '../../value/address.ts'
import { show } from '../../value/show.ts'
import type { IpPrefix, Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'
import { gateways } from '../gateway.ts'
import { runs } from '../running.ts'

/** The first id of rows of connected networks (`*2018xxxx`, seen on CHRs of 7.23.7). */
const firstId = 0x2018_0000

/** A network that contains an address of the device. */
interface Connected {
  readonly prefix: IpPrefix
  readonly network: string
  readonly address: string
  readonly from: string
}

/** Returns the networks of enabled addresses on running interfaces. */
function connectedNetworks(device: Router): readonly Connected[] {
  const addresses = device.menuAt('/ip/address')
  if (addresses === undefined) return []
  return device.store(addresses).items.flatMap(({ values }) => {
    const text = show(values.get('address') ?? '')
    const prefix = readIpPrefix(text.includes('/') ? text : `${text}/32`)
    const from = show(values.get('interface') ?? '')
    if (prefix === undefined || values.get('disabled') === true || !runs(device, from)) return []
    const network = formatIp((prefix.address & ipMask(prefix.length)) >>> 0)
    return [{ prefix, network: `${network}/${prefix.length}`, address: formatIp(prefix.address), from }]
  })
}

const isDynamic = (row: Row): boolean => row.values.get('dynamic') === true
const textOf = (row: Row, name: string): string => show(row.values.get(name) ?? '')

/** The key of a row of a connected network. */
const keyOf = (row: Row): string => `${textOf(row, 'dst-address')} ${textOf(row, 'gateway')}`

/** Keeps one row for each connected network, and removes rows whose address or interface is gone. */
function follow(rows: Rows, device: Router): void {
  const wanted = new Map(connectedNetworks(device).map((one) => [`${one.network} ${one.from}`, one]))
  let last = firstId - 1
  for (const row of [...rows.items]) {
    // Rows of a board stay.
    if (!isDynamic(row) || row.factory !== undefined) continue
    last = Math.max(last, row.id)
    if (!wanted.delete(keyOf(row))) rows.remove(row)
  }
  const kind = device.property(device.declared('/ip/route'), 'dst-address')?.type
  for (const { prefix, network, from } of wanted.values()) {
    const values: [string, Value][] = [
      ['dst-address', kind?.keep(network, 'dst-address') ?? prefix],
      ['gateway', from],
      ['dynamic', true],
    ]
    rows.add(new Map(values), { id: ++last })
  }
}

/** Returns how a gateway is reached: `192.0.2.1%ether1`, or the interface itself; undefined where it is not reachable. */
function nextHop(device: Router, gateway: string, networks: readonly Connected[]): string | undefined {
  const [address = '', named] = gateway.replace(/@.*$/, '').split('%')
  const ip = readIp(address)
  if (ip === undefined) return runs(device, address) ? address : undefined
  const there = networks.find(
    ({ prefix, from }) => (named === undefined || named === from) && ((ip ^ prefix.address) & ipMask(prefix.length)) === 0,
  )
  return there && `${address}%${there.from}`
}

/** Returns the reachable next hops of a row; a `blackhole` needs none. Undefined: the route cannot be used. */
function hopsOf(device: Router, row: Row): readonly string[] | undefined {
  if (row.values.get('disabled') === true) return undefined
  if (row.values.has('blackhole') && row.values.get('blackhole') !== false) return []
  if (isDynamic(row)) return [textOf(row, 'gateway')]
  const networks = connectedNetworks(device)
  const hops = textOf(row, 'gateway')
    .split(/[,;]/)
    .flatMap((gateway) => nextHop(device, gateway, networks) ?? [])
  return hops.length === 0 ? undefined : hops
}

function distanceOf(row: Row): number {
  const distance = row.values.get('distance')
  return typeof distance === 'number' ? distance : isDynamic(row) ? 0 : 1
}

const destinationOf = (row: Row): string => `${textOf(row, 'dst-address') || '0.0.0.0/0'} ${textOf(row, 'routing-table') || 'main'}`

/** Whether a route is active: of the usable routes to one destination in one table, those with the least distance are. */
function isActive(row: Row, device: Router): boolean {
  if (hopsOf(device, row) === undefined) return false
  const nearer = device
    .store(device.declared('/ip/route'))
    .items.filter((other) => distanceOf(other) < distanceOf(row) && destinationOf(other) === destinationOf(row))
  return nearer.every((other) => hopsOf(device, other) === undefined)
}

export const route = extend('/ip/route', {
  releases: '7.0..',
  ...gateways,
  keepsRows: true,
  // `   DAc   dst-address=` beside ` 0  As`: the manual's page on policy routing, and public listings of 7.x.
  numberless: isDynamic,
  refresh: follow,
  // The manual's listing of values lacks `immediate-gw`.
  valued: ['local-address'],
  computed: {
    active: isActive,
    inactive: (row, device) => row.values.get('disabled') !== true && !isActive(row, device),
    static: (row) => !isDynamic(row),
    connect: isDynamic,
    // A disabled route has none (a CHR of 7.23.7).
    distance: (row) => (row.values.get('disabled') === true ? row.values.get('distance') : distanceOf(row)),
    scope: ({ values }) => values.get('scope') ?? (values.get('dynamic') === true ? 10 : undefined),
    'local-address': (row, device) => {
      const own = isDynamic(row) ? connectedNetworks(device).find((one) => `${one.network} ${one.from}` === keyOf(row)) : undefined
      return own && `${own.address}%${own.from}`
    },
    'immediate-gw': (row, device) => (hopsOf(device, row) ?? []).join(','),
  },
})
