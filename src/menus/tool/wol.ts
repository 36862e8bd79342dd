// Owns `/tool/wol`: the frame gets no answer, so it has no effect on the device.
import { required, type Call } from '../../device/call.ts'
import { nil, type Value } from '../../value/value.ts'

/** Checks the arguments; no frame is sent. */
export function wake(call: Call): Value {
  required(call, 'mac')
  return nil
}
