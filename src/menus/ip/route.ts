// Owns the computed state of /ip/route: routes of connected networks, which routes are active, and computed defaults.
import type { Router } from '../../device/router.ts'
import type { Row, Rows } from '../../schema/menu.ts'
import { formatIp, ipMask, readIp, readIpPrefix } from '../../value/address.ts'
import { show } from '../../value/show.ts'
import { nothing, type IpPrefix, type Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'
import { gateways } from '../gateway.ts'
import { runs } from '../interface-state.ts'

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
function updateRows(rows: Rows, device: Router): void {
  const wanted = new Map(connectedNetworks(device).map((one) => [`${one.network} ${one.from}`, one]))
  let last = firstId - 1
  for (const row of [...rows.items]) {
    // Rows of a board stay.
    if (!isDynamic(row) || row.factory !== undefined) continue
    last = Math.max(last, row.id)
    if (!wanted.delete(keyOf(row))) rows.remove(row)
  }
  const kind = device.property(device.declared('/ip/route'), 'dst-address')?.type
  for (const { prefix, network, address, from } of wanted.values()) {
    const values: [string, Value][] = [
      ['dst-address', kind?.keep(network, 'dst-address') ?? prefix],
      // 6.x shows it so (captures of ntc-templates); 7.x as `local-address`.
      ...(device.isRelease('..6.99') ? [['pref-src', address] satisfies [string, Value]] : []),
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
  if ((row.values.has('blackhole') && row.values.get('blackhole') !== false) || dropsBy(row)) return []
  if (isDynamic(row)) return [textOf(row, 'gateway')]
  const networks = connectedNetworks(device)
  const hops = textOf(row, 'gateway')
    .split(/[,;]/)
    .flatMap((gateway) => nextHop(device, gateway, networks) ?? [])
  return hops.length === 0 ? undefined : hops
}

/** Whether a route of 6.x drops what it takes (`type`), so that it needs no gateway. */
const dropsBy = (row: Row): boolean => ['blackhole', 'unreachable', 'prohibit'].includes(textOf(row, 'type'))

/** How 6.x shows the state of each gateway: `192.0.2.1 reachable via  ether1`, `ether1 reachable`, `192.0.2.9 unreachable`. */
function gatewayStatus(row: Row, device: Router): string | undefined {
  const gateways = textOf(row, 'gateway')
  if (gateways === '' || row.values.get('disabled') === true) return undefined
  const networks = connectedNetworks(device)
  const stateOf = (gateway: string): string => {
    const hop = nextHop(device, gateway, networks)
    if (hop === undefined) return `${gateway} unreachable`
    const [, via] = hop.split('%')
    return via === undefined ? `${gateway} reachable` : `${gateway} reachable via  ${via}`
  }
  return gateways.split(/[,;]/).map(stateOf).join(',')
}

function distanceOf(row: Row): number {
  const distance = row.values.get('distance')
  return typeof distance === 'number' ? distance : isDynamic(row) ? 0 : 1
}

const destinationOf = (row: Row): string =>
  `${textOf(row, 'dst-address') || '0.0.0.0/0'} ${textOf(row, 'routing-table') || textOf(row, 'routing-mark') || 'main'}`

/** Whether a route is active: of the usable routes to one destination in one table, those with the least distance are. */
function isActive(row: Row, device: Router): boolean {
  if (hopsOf(device, row) === undefined) return false
  const nearer = device
    .storeAt('/ip/route')
    .items.filter((other) => distanceOf(other) < distanceOf(row) && destinationOf(other) === destinationOf(row))
  return nearer.every((other) => hopsOf(device, other) === undefined)
}

/** Returns the value that was set in the row, else `defaultValue`, the device's own. */
const setOr = (row: Row, name: string, defaultValue: Value | undefined): Value | undefined => {
  const given = row.values.get(name) ?? defaultValue
  return given === nothing ? undefined : given
}

/**
 * Computes the value of a property that was not set. A disabled route has none, and for scopes neither has a route without a gateway (a CHR
 * of 7.23.7).
 */
const computedDefault =
  (name: string, defaultOf: (row: Row, device: Router) => Value | undefined) =>
  (row: Row, device: Router): Value | undefined =>
    setOr(row, name, row.values.get('disabled') === true || !row.values.has('gateway') ? undefined : defaultOf(row, device))

/**
 * Whether routes are listed as by later releases: without an empty `pref-src`, connected ones with `target-scope=5`. Listings whose legend
 * has `i - is-is` are so, listings without it are not. The release is the first with that legend, *inferred*.
 */
const isLater = (device: Router): boolean => device.isRelease('7.10..')

/** The properties that are computed in all releases. */
const computed = {
  active: isActive,
  static: (row: Row) => !isDynamic(row),
  connect: isDynamic,
  // A disabled route has none (a CHR of 7.23.7).
  distance: (row: Row) => (row.values.get('disabled') === true ? row.values.get('distance') : distanceOf(row)),
  // Listings of 6.x and 7.x: `scope=30 target-scope=10` of static routes; of connected ones `scope=10`, later with `target-scope=5`.
  scope: computedDefault('scope', (row) => (isDynamic(row) ? 10 : 30)),
  'target-scope': computedDefault('target-scope', (row, device) => (!isDynamic(row) ? 10 : isLater(device) ? 5 : undefined)),
}

/** Computed state of routes in 2.x to 6.x, and the rows of connected networks. */
export const formerRoute = extend('/ip/route', {
  releases: '..6.99',
  ...gateways,
  keepsRows: true,
  refresh: updateRows,
  // In 7.x it is an argument; here it is the flag B alone.
  shows: (_row, name) => name !== 'blackhole',
  computed: {
    ...computed,
    'gateway-status': gatewayStatus,
    blackhole: (row) => textOf(row, 'type') === 'blackhole',
    unreachable: (row) => textOf(row, 'type') === 'unreachable',
    prohibit: (row) => textOf(row, 'type') === 'prohibit',
  },
})

/** Computed state of routes since 7.0, and the rows of connected networks. */
export const route = extend('/ip/route', {
  releases: '7.0..',
  ...gateways,
  keepsRows: true,
  // `   DAc   dst-address=` beside ` 0  As`: the manual's page on policy routing, and public listings of 7.x.
  numberless: isDynamic,
  refresh: updateRows,
  // The manual's listing of values lacks `immediate-gw`.
  valued: ['local-address'],
  computed: {
    ...computed,
    inactive: (row, device) => row.values.get('disabled') !== true && !isActive(row, device),
    'pref-src': (row, device) => setOr(row, 'pref-src', isDynamic(row) || isLater(device) ? undefined : ''),
    'local-address': (row, device) => {
      const own = isDynamic(row) ? connectedNetworks(device).find((one) => `${one.network} ${one.from}` === keyOf(row)) : undefined
      return own && `${own.address}%${own.from}`
    },
    // A disabled route has none (a CHR of 7.23.7).
    'immediate-gw': (row, device) => (row.values.get('disabled') === true ? undefined : (hopsOf(device, row) ?? []).join(',')),
  },
})
