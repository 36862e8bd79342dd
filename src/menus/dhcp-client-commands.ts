// Owns `release` and `renew` of DHCP clients: no server answers, so they change nothing.
import type { CommandCall } from '../device/call.ts'
import { rowsOf } from '../device/rows/row-numbers.ts'
import { nil, type Value } from '../value/value.ts'

/** Checks that the rows exist. Values that a test set stay. */
function ask(call: CommandCall): Value {
  rowsOf(call)
  return nil
}

/** The commands `release` and `renew`, for clients of IPv4 and IPv6. */
export const leaseCommands = {
  release: { about: 'releases the address and requests another', run: ask },
  renew: { about: 'renews the lease of the address', run: ask },
}
