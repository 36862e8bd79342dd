// Owns restarting the device.
import { rebooting } from '../diagnostic/failure.ts'
import type { CommandCall } from '../device/call.ts'

/** Restarts the device; what runs ends by the thrown Failure. */
export function reboot({ device }: Pick<CommandCall, 'device'>): never {
  device.boot()
  throw rebooting('reboot')
}
