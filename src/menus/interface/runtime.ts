// Owns what the menus of interfaces work out: whether one runs and whether it is a port of a bridge.
import type { DeviceExtension, Router } from '../../device/router.ts'
import { interfaceKinds } from '../../schema/interfaces.ts'
import type { Row } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'
import { isPort } from '../running.ts'

/** Nothing is sent anywhere: an interface runs as soon as it is enabled, as the port of a virtual machine does. */
const isRunning =
  (path: string) =>
  (row: Row, device: Router): boolean =>
    device.value(path, row, 'disabled') !== true

/** One for each menu of interfaces. */
export const interfaceRuntime: readonly DeviceExtension[] = interfaceKinds().map(({ path }) =>
  extend(path, {
    computed: {
      running: isRunning(path),
      slave: (row, device) => isPort(device, show(row.values.get('name') ?? '')),
      'actual-mtu': ({ values }) => {
        const mtu = values.get('mtu')
        return typeof mtu === 'number' ? mtu : 1500
      },
    },
  }),
)
