// Owns the computed properties of /interface/bridge/port, vlan and host. No other bridge is modelled, so every running port forwards.
import type { Router } from '../../../device/router.ts'
import type { Row } from '../../../schema/menu.ts'
import { show } from '../../../value/show.ts'
import { extend } from '../../declaration.ts'
import { runs } from '../../interface-state.ts'

const textOf = (row: Row, name: string): string => show(row.values.get(name) ?? '')

/** Whether the port, its interface and its bridge run. */
const forwards = (row: Row, device: Router): boolean =>
  row.values.get('disabled') !== true && runs(device, textOf(row, 'interface')) && runs(device, textOf(row, 'bridge'))

/** Computed properties of ports. The values are those on the manual's pages about bridges, for a port without another bridge behind it. */
export const bridgePort = extend('/interface/bridge/port', {
  computed: {
    status: (row, device) => (forwards(row, device) ? 'in-bridge' : 'inactive'),
    role: (row, device) => (forwards(row, device) ? 'designated-port' : 'disabled-port'),
    inactive: (row, device) => row.values.get('disabled') !== true && !forwards(row, device),
    learning: forwards,
    forwarding: forwards,
    'edge-port': forwards,
    'edge-port-discovery': (row) => !['no', 'yes'].includes(textOf(row, 'edge')),
    'point-to-point-port': (row) => textOf(row, 'point-to-point') !== 'no',
    'external-fdb-status': () => false,
    'sending-rstp': forwards,
  },
})

/** Returns the running ones of the ports in a property. */
const current =
  (name: string) =>
  (row: Row, device: Router): string =>
    textOf(row, name)
      .split(/[,;]/)
      .filter((port) => port !== '' && row.values.get('disabled') !== true && runs(device, port))
      .join(',')

/** Computed properties of a bridge's VLANs: the running ports of `tagged` and of `untagged`. */
export const bridgeVlan = extend('/interface/bridge/vlan', {
  computed: { 'current-tagged': current('tagged'), 'current-untagged': current('untagged') },
})

/** The computed property `on-interface` of a bridge's hosts: the interface of the row. */
export const bridgeHost = extend('/interface/bridge/host', { computed: { 'on-interface': (row) => textOf(row, 'interface') } })
