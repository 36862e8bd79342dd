// Owns /system/gps/monitor: no receiver is there, so no position is known until a test says one.
import type { Call } from '../../device/call.ts'
import { extend } from '../declaration.ts'
import { monitored } from '../monitor.ts'

export const gps = extend('/system/gps', {
  commands: {
    // What a receiver without satellites tells; which of the other values it leaves out was not seen: inferred.
    monitor: {
      about: 'position',
      run: (call: Call) =>
        monitored(call, () => [
          [
            ['valid', false, 'no'],
            ['satellites', 0],
          ],
        ]),
    },
  },
})
