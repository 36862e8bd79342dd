// Owns `/tool/wol`: a frame that nobody answers, so that nothing of it is seen on the device.
import { required, type Call } from '../../device/call.ts'
import { nil, type Value } from '../../value/value.ts'

/** What it is given is judged by its kinds; no frame leaves a device that has no wire. */
export function wake(call: Call): Value {
  required(call, 'mac')
  return nil
}
