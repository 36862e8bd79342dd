// Owns the renewal of certificates from ACME servers: when four fifths of their time have passed, later again where that fails.
import { Failure } from '../../../diagnostic/failure.ts'
import type { Router } from '../../../device/router.ts'
import type { Item } from '../../../device/rows/store.ts'
import { earliest } from '../../due.ts'
import { path, signedOf } from '../parts/signed.ts'
import { clientOf, clients } from './client.ts'
import { dueAt, hold, schedule } from './holding.ts'
import { obtain } from './order.ts'

/** Devices look about every quarter of an hour (7.21); a server that refuses is asked less and less often, at last once a day. */
const firstPause = 900_000_000_000n
const mostPauses = 96n

/** When the next certificate is due; undefined where there is none. */
export const nextRenewal = (device: Router): bigint | undefined => earliest(clients(device).map(dueAt))

/** Renews what is due. One that fails keeps its certificate, and `acme-status` says why. */
export function renewDue(device: Router): void {
  const now = device.host.clock.now()
  for (const row of clients(device)) {
    const at = dueAt(row)
    if (at === undefined || at > now) continue
    try {
      device.transact(() => renew(device, row))
    } catch (error) {
      if (!(error instanceof Failure) || !error.catchable) throw error
    }
  }
}

/** The same names from the same server with the same key (7.21: only the serial number changes). A failure is noted, and stays noted. */
export function renew(device: Router, row: Item): void {
  const client = clientOf(row)
  const key = signedOf(row)?.key
  if (client === undefined || key === undefined) throw new Failure('failure: not a certificate from an ACME server')
  try {
    hold(device, row, obtain(device, client, { key }), key)
  } catch (error) {
    if (error instanceof Failure && error.catchable) device.journal.apart(() => noteFailure(device, row, error))
    throw error
  }
}

function noteFailure(device: Router, row: Item, { reason, notModelled }: Failure): void {
  const store = device.store(device.declared(path))
  const before = row.values.get('acme-failures')
  const failures = typeof before === 'number' ? before + 1 : 1
  const pauses = 2n ** BigInt(Math.min(failures - 1, 10))
  store.set(row, 'acme-failures', failures)
  // What a device writes here is not documented.
  store.set(row, 'acme-status', notModelled ? reason : `failed: ${reason}`)
  device.log('acme-client,error', 'failed to update ssl certificate')
  schedule(device, row, device.host.clock.now() + firstPause * (pauses < mostPauses ? pauses : mostPauses))
}
