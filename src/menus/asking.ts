// Owns what clients of DHCP are told to do: no server answers, so asking anew changes nothing.
import type { Call } from '../device/call.ts'
import { rowsOf } from '../device/rows/row-numbers.ts'
import { nil, type Value } from '../value/value.ts'

/** Asks again; what was given from outside stays. */
function ask(call: Call): Value {
  rowsOf(call)
  return nil
}

/** Of clients of both families. */
export const asking = {
  release: { about: 'gives the address back and asks for one', run: ask },
  renew: { about: 'asks for the address anew', run: ask },
}
