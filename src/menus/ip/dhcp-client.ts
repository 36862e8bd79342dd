// Owns /ip/dhcp-client: no server answers, so a client searches until somebody outside says what it got.
import type { Call } from '../../device/call.ts'
import { rowsOf } from '../../device/rows/row-numbers.ts'
import type { Row } from '../../schema/menu.ts'
import { nil, type Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'

const statusOf = (row: Row): string => (row.values.get('disabled') === true ? 'stopped' : 'searching...')

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

export const dhcpClient = extend('/ip/dhcp-client', {
  computed: { status: statusOf },
  commands: asking,
})
