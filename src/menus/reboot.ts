// Owns starting the device again.
import { rebooting } from '../diagnostic/failure.ts'
import type { Call } from '../device/call.ts'

/** Starts the device again; what runs ends there. */
export function reboot({ device }: Pick<Call, 'device'>): never {
  device.boot()
  throw rebooting('reboot')
}
