// Owns `release` and `renew` of DHCP clients: no server answers, so they change nothing.
import type { CommandCall } from '../device/call.ts'
import { rowsOf } from '../device/rows/row-numbers.ts'
import { nil, type Value } from '../value/value.ts'

/** Requests an address; values that a test set stay. */
function ask(call: CommandCall): Value {
  rowsOf(call)
  return nil
}

/** The commands of clients of both address families. */
export const asking = {
  release: { about: 'releases the address and requests another', run: ask },
  renew: { about: 'renews the lease of the address', run: ask },
}
