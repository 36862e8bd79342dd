// Owns /certificate issued-revoke.
import { Failure } from '../../diagnostic/failure.ts'
import type { Call } from '../../device/call.ts'
import { rowsOf } from '../../device/numbers.ts'
import type { Command } from '../../schema/menu.ts'
import { Id, nil, type Value } from '../../value/value.ts'
import { renewList } from './authority-list.ts'
import { signedOf } from './signed.ts'

export const issuedRevoke: Command<Call> = {
  about: 'revokes certificates that a CA of this device issued; they stay in the list and hold their names (C-70)',
  run,
}

function run(call: Call): Value {
  const { device, store } = call
  for (const row of rowsOf(call)) {
    const signed = signedOf(row)
    // No transcript shows what a device answers; the sentence is ours.
    if (signed?.origin !== 'issued') throw new Failure('failure: only issued certificates can be revoked')
    if (signed.revoked !== undefined) continue
    store.attach(row, signed.with({ revoked: device.host.clock.now() }))
    const ca = row.values.get('ca')
    if (ca instanceof Id) renewList(device, ca.id)
  }
  return nil
}
