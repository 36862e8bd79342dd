// Owns `/tool/wol`: the frame gets no answer, so it has no effect on the device.
import { required, type CommandCall } from '../../device/call.ts'
import { nil, type Value } from '../../value/value.ts'

/** Checks the arguments; no frame is sent. */
export function wakeOnLan(call: CommandCall): Value {
  required(call, 'mac')
  return nil
}
