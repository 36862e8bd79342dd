// Owns restarting the device.
import { rebooting } from '../diagnostic/failure.ts'
import type { CommandCall } from '../device/call.ts'

/** Restarts the device. Always throws: the Failure ends everything that runs on the device. */
export function reboot({ device }: Pick<CommandCall, 'device'>): never {
  device.boot()
  throw rebooting('reboot')
}
