// Owns /certificate issued-revoke.
import { Failure } from '../../diagnostic/failure.ts'
import type { CommandCall } from '../../device/call.ts'
import { rowsOf } from '../../device/rows/row-numbers.ts'
import type { MenuCommand } from '../../schema/menu.ts'
import { Id, nil, type Value } from '../../value/value.ts'
import { clientOf } from './acme/client.ts'
import { revokeThere } from './acme/order.ts'
import { renewList } from './parts/authority-list.ts'
import { signedOf } from './parts/signed.ts'

/**
 * `issued-revoke`: revoked certificates keep their rows and names (C-70). Throws a Failure for certificates that this device has not
 * issued.
 */
export const issuedRevoke: MenuCommand<CommandCall> = {
  about:
    'revokes certificates that a CA of this device issued, and has ACME servers revoke theirs; they stay in the list and ' +
    'hold their names (C-70)',
  run,
}

function run(call: CommandCall): Value {
  const { device, store } = call
  for (const row of rowsOf(call)) {
    const signed = signedOf(row)
    const client = clientOf(row)
    // That a device does so is *inferred*: only the server can revoke what it issued, and it must not be renewed then.
    if (client !== undefined && signed !== undefined && signed.revoked === undefined) {
      revokeThere(device, client, signed.der)
      store.set(row, 'acme-next', undefined)
      store.attach(row, signed.with({ revoked: device.host.clock.now() }))
      continue
    }
    // The message is offbox's own: no transcript shows a device's.
    if (signed?.origin !== 'issued') throw new Failure('failure: only issued certificates can be revoked')
    if (signed.revoked !== undefined) continue
    store.attach(row, signed.with({ revoked: device.host.clock.now() }))
    const ca = row.values.get('ca')
    if (ca instanceof Id) renewList(device, ca.id)
  }
  return nil
}
