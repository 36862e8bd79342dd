// Owns what the menus of interfaces work out: whether one runs and whether it is a port of a bridge.
import { interfaceNamed } from '../../device/plain/interfaces.ts'
import type { DeviceExtension, Router } from '../../device/router.ts'
import { interfaceKinds } from '../../schema/interfaces.ts'
import type { Row } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'

/** Nothing is sent anywhere: an interface runs as soon as it is enabled, as the port of a virtual machine does. */
const isRunning = (row: Row): boolean => row.values.get('disabled') !== true

/** Whether the interface of that name is a port of a bridge. */
export function isPort(device: Router, name: string): boolean {
  const ports = device.menuAt('/interface/bridge/port')
  return ports !== undefined && device.store(ports).items.some(({ values }) => show(values.get('interface') ?? '') === name)
}

/** Whether the interface of that name is there and runs; what was given from outside counts first. */
export function runs(device: Router, name: string): boolean {
  const all = device.declared('/interface')
  const row = device.store(all).byName(name)
  return row === undefined ? interfaceNamed(device, name) !== undefined : device.kept(all, row, 'running') === true
}

/** One for each menu of interfaces. */
export const interfaceRuntime: readonly DeviceExtension[] = interfaceKinds().map(({ path }) =>
  extend(path, {
    computed: {
      running: isRunning,
      slave: (row, device) => isPort(device, show(row.values.get('name') ?? '')),
      'actual-mtu': ({ values }) => {
        const mtu = values.get('mtu')
        return typeof mtu === 'number' ? mtu : 1500
      },
    },
  }),
)
