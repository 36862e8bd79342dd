// Owns reboot and shutdown of /system.
import { rebooting } from '../diagnostic/failure.ts'
import type { Value } from '../value/value.ts'
import { menu } from './declaration.ts'
import { reboot } from './reboot.ts'

function shutdown(): Value {
  throw rebooting('shutdown')
}

/** The commands `reboot` and `shutdown`, which throw a Failure that ends everything that runs on the device. */
export const system = menu({
  path: '/system',
  kind: 'list',
  unexported: true,
  about: 'reboot and shutdown end what runs; with --until and serve the device starts again and runs its startup schedulers',
  properties: {},
  examples: [
    {
      title: 'a device that starts again runs nothing further',
      transcript: `[admin@MikroTik] > :put before; /system/reboot; :put behind
before
`,
    },
  ],
  commands: {
    reboot: { about: 'starts the device again', run: reboot, keepsChanges: true },
    shutdown: { about: 'turns the device off', run: shutdown, keepsChanges: true },
  },
})
