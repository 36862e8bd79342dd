// Owns /system/gps/monitor: there is no receiver, so the position is unknown until a test sets one.
import type { CommandCall } from '../../device/call.ts'
import { extend } from '../declaration.ts'
import { monitored } from '../monitor.ts'

/** The command `monitor`. */
export const gps = extend('/system/gps', {
  commands: {
    // The values of a receiver without satellites. Which properties it leaves out is *inferred*.
    monitor: {
      about: 'position',
      run: (call: CommandCall) =>
        monitored(call, () => [
          [
            ['valid', false, 'no'],
            ['satellites', 0],
          ],
        ]),
    },
  },
})
