// Owns the computed properties of interface menus: whether an interface runs and whether it is a port of a bridge.
import { actualMtuOf } from './actual-mtu.ts'
import type { CommandCall } from '../../device/call.ts'
import { rowsOf } from '../../device/rows/row-numbers.ts'
import type { DeviceExtension, Router } from '../../device/router.ts'
import { interfaceKinds } from '../../schema/interfaces.ts'
import type { Row } from '../../schema/menu.ts'
import { nil, type Value } from '../../value/value.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'
import { isPort } from '../interface-state.ts'
import { dialsServer, monitorOf } from './monitor.ts'
import { generateKey, wireguardKey } from './wireguard.ts'

/**
 * An interface runs whenever it is enabled, like a port of a virtual machine: no link is modelled. A client that dials a server never runs:
 * no server answers it.
 */
const isRunning =
  (path: string) =>
  (row: Row, device: Router): boolean =>
    !dialsServer(path) && device.value(path, row, 'disabled') !== true

const isBound = (row: Row): boolean => row.factory !== undefined
const isMaster = ({ values }: Row): boolean => !values.has('master-interface')
const isOff = ({ values }: Row): boolean => values.get('disabled') === true

/** Returns the MAC address of a virtual router (RFC 5798 7.3). */
function virtualAddress({ values }: Row): string {
  const family = show(values.get('v3-protocol') ?? '') === 'ipv6' ? '02' : '01'
  const router = Number(show(values.get('vrid') ?? 1)) & 255
  return `00:00:5E:00:${family}:${router.toString(16).padStart(2, '0').toUpperCase()}`
}

/**
 * Returns the MAC address of a port without a given one: from the range that KVM uses for its machines, in the order of the ports.
 * *Inferred*: a real device's are its maker's.
 */
const portAddress =
  (name: string) =>
  ({ factory, values }: Row): Value | undefined => {
    const own = values.get(name)
    if (own !== undefined || factory === undefined) return own
    const last = [factory >> 16, factory >> 8, factory].map((byte) => (byte & 255).toString(16).padStart(2, '0').toUpperCase())
    return `52:54:00:${last.join(':')}`
  }

/** Computed properties of single menus. Alone in its network, a virtual router is the master. */
const own: Readonly<Record<string, DeviceExtension['computed']>> = {
  '/interface/ethernet': { 'mac-address': portAddress('mac-address'), 'orig-mac-address': portAddress('orig-mac-address') },
  '/interface/vrrp': { master: (row) => !isOff(row), backup: () => false, failure: () => false, 'mac-address': virtualAddress },
  '/interface/wifi': { master: isMaster, bound: isBound },
  // There is no access point whose radio it could use.
  '/caps-man/interface': { master: isMaster, bound: () => false, inactive: (row) => !isOff(row), running: () => false },
  '/interface/wireguard': wireguardKey,
}

function resetAddress(call: CommandCall): Value {
  for (const row of rowsOf(call)) call.store.set(row, 'mac-address', row.values.get('orig-mac-address'))
  return nil
}

function monitoring(path: string): Pick<DeviceExtension, 'commands'> {
  const monitor = monitorOf(path)
  const address =
    path === '/interface/ethernet' ? { 'reset-mac-address': { about: "resets a port to its maker's address", run: resetAddress } } : {}
  return { commands: { ...(monitor === undefined ? {} : { monitor }), ...address } }
}

/** One extension for each menu of interfaces. */
export const interfaceRuntime: readonly DeviceExtension[] = interfaceKinds().map(({ path }) =>
  extend(path, {
    computed: {
      running: isRunning(path),
      slave: (row, device) => isPort(device, show(row.values.get('name') ?? '')),
      'actual-mtu': (row, device) => actualMtuOf(path, row, device),
      ...own[path],
    },
    ...monitoring(path),
    ...(path === '/interface/wireguard' ? { adding: generateKey } : {}),
  }),
)
