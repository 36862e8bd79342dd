// Owns `monitor` of interface menus: the values of a running port, bridge or tunnel client without traffic.
import type { CommandCall } from '../../device/call.ts'
import { rowsOf } from '../../device/rows/row-numbers.ts'
import type { Router } from '../../device/router.ts'
import type { StoredRow } from '../../device/rows/store.ts'
import { show } from '../../value/show.ts'
import { formatInterval } from '../../value/time.ts'
import { Time, type Value } from '../../value/value.ts'
import { monitored, type MonitorValues } from '../monitor.ts'
import { runs } from '../interface-state.ts'
import { wholeSeconds } from '../../text/units.ts'

const nameOf = (row: StoredRow): string => show(row.values.get('name') ?? '')

/** The manual's words for a port with and without a link; the speed is *inferred*: that of a virtual machine's port. */
function port(device: Router, row: StoredRow): MonitorValues {
  const name = nameOf(row)
  if (!runs(device, name))
    return [
      ['name', name],
      ['status', 'no-link'],
      ['auto-negotiation', 'incomplete'],
    ]
  const flows = ['tx-flow-control', 'rx-flow-control'].map((flow) => [flow, false, 'no'] as const)
  return [['name', name], ['status', 'link-ok'], ['auto-negotiation', 'done'], ['rate', '1Gbps'], ['full-duplex', true, 'yes'], ...flows]
}

/** A bridge alone in its network is the root (the manual's listing). */
function bridge(device: Router, row: StoredRow): MonitorValues {
  const name = nameOf(row)
  const ports = device.menuAt('/interface/bridge/port')
  const rows = ports === undefined ? [] : device.store(ports).items
  const own = rows.filter(({ values }) => show(values.get('bridge') ?? '') === name && values.get('disabled') !== true)
  const running = own.filter(({ values }) => runs(device, show(values.get('interface') ?? '')))
  return [
    ['state', runs(device, name) ? 'enabled' : 'disabled'],
    ['root-bridge', true, 'yes'],
    ['root-path-cost', 0],
    ['root-port', 'none'],
    ['port-count', own.length],
    ['designated-port-count', running.length],
  ]
}

/**
 * `connected` and `disconnected` are the manual's words, `connecting` is *inferred*. A client is connected where a test says that its
 * interface runs.
 */
function client(device: Router, row: StoredRow): MonitorValues {
  if (row.values.get('disabled') === true) return [['status', 'disconnected']]
  if (!runs(device, nameOf(row))) return [['status', 'connecting']]
  const up = new Time(wholeSeconds(device.host.clock.now() - device.clock.startedAt))
  return [
    ['status', 'connected'],
    ['uptime', up, formatInterval(up)],
  ]
}

const protocols = ['l2tp', 'ovpn', 'ppp', 'pppoe', 'pptp', 'sstp']
const clientPaths: ReadonlySet<string> = new Set(protocols.map((protocol) => `/interface/${protocol}-client`))

/** Whether the interfaces of a menu are clients that dial a server. */
export const dialsServer = (path: string): boolean => clientPaths.has(path)

const kinds: Readonly<Record<string, (device: Router, row: StoredRow) => MonitorValues>> = {
  '/interface/ethernet': port,
  '/interface/bridge': bridge,
  ...Object.fromEntries([...clientPaths].map((path) => [path, client] as const)),
}

/** Returns the command for a menu of interfaces; undefined where its output is not known. */
export function monitorOf(path: string): { readonly about: string; readonly run: (call: CommandCall) => Value } | undefined {
  const kind = kinds[path]
  if (kind === undefined) return undefined
  return {
    about: 'state of interfaces of this kind',
    run: (call) => {
      const rows = rowsOf(call)
      return monitored(call, () => rows.map((row) => kind(call.device, row)))
    },
  }
}
