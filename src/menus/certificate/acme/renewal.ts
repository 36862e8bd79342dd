// Owns renewing certificates of ACME servers: after four fifths of their validity, repeated with pauses where it fails.
import type { Cause } from '../../../diagnostic/cause.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import type { ExpiringItem, PendingItem } from '../../../schema/menu-services.ts'
import { show } from '../../../value/show.ts'
import { earliest } from '../../earliest.ts'
import { certificatePath, signedOf } from '../parts/signed.ts'
import { clientOf, acmeClients } from './client.ts'
import { dueAt, storeCertificate, maxPause, schedule } from './client-rows.ts'
import { obtain } from './order.ts'

/** The first pause after a failure: devices check about every quarter of an hour (7.21). It grows up to one day. */
const firstPause = 900_000_000_000n

/** Returns when the next certificate is due; undefined where there is none. */
export function nextRenewal(device: Router): bigint | undefined {
  const now = device.host.clock.now()
  return earliest(acmeClients(device).map((row) => dueAt(row, now)))
}

/** Requests and renews what is due. After a failure the old certificate stays, and `acme-status` has the reason. */
export function renewDue(device: Router): void {
  const now = device.host.clock.now()
  for (const row of acmeClients(device)) {
    const at = dueAt(row, now)
    if (at === undefined || at > now) continue
    try {
      device.transact(() => renewAcmeCertificate(device, row))
    } catch (error) {
      if (!(error instanceof Failure) || !error.catchable) throw error
    }
  }
}

/** Returns the clients that wait for a certificate, or failed to get one. */
export const pendingAcmeClients = (device: Router): readonly PendingItem[] =>
  acmeClients(device).flatMap((row) => {
    const status = show(row.values.get('acme-status') ?? 'idle')
    if (status === 'idle') return []
    const cause = causes.find((kind) => kind === row.values.get('acme-cause'))
    const known: Cause | undefined = cause === 'not-allowed' ? { kind: cause, who: 'ACME', what: status } : cause && { kind: cause }
    return [
      {
        what: `certificate ${device.references.nameOf(certificatePath, row.id)}`,
        state: status,
        next: dueAt(row, device.host.clock.now()),
        cause: known,
      },
    ]
  })

/** Returns the certificates of outside servers. Their validity follows real time, even where the device's clock leaps. */
export const expiringAcmeClients = (device: Router): readonly ExpiringItem[] =>
  acmeClients(device).flatMap((row) => {
    const [by, certificate] = [clientOf(row)?.directory ?? '', signedOf(row)?.certificate]
    if (certificate === undefined || !URL.canParse(by) || !device.peers.isOutside(by)) return []
    return [{ what: `certificate ${device.references.nameOf(certificatePath, row.id)}`, by, ends: certificate['invalid-after'] }]
  })

/** The causes of failures that a row stores; others are not stored. */
const causes = ['not-allowed', 'http-challenge-failed', 'acme-refused', 'untrusted-server'] as const

/**
 * Renews a certificate: the same names, server and key (7.21: only the serial number changes), a new key where there was none. A failure is
 * stored in the row, also where the command fails.
 */
export function renewAcmeCertificate(device: Router, row: StoredRow, progress?: (words: string) => void): void {
  const client = clientOf(row)
  const signed = signedOf(row)
  if (client === undefined || (signed !== undefined && signed.key === undefined))
    throw new Failure('failure: not a certificate from an ACME server')
  const proof = row.values.get('acme-proof')
  try {
    const key = signed?.key ?? device.host.keys.make('2048')
    storeCertificate(device, row, obtain(device, client, { key, progress, proof: proof === undefined ? undefined : show(proof) }), key)
  } catch (error) {
    if (error instanceof Failure && error.catchable) device.journal.outsideTransaction(() => noteFailure(device, row, error))
    throw error
  }
}

/** Stores a failure. A refused first order is not repeated: by the manual a new client is needed then. */
function noteFailure(device: Router, row: StoredRow, { reason, notModelled, cause }: Failure): void {
  const store = device.storeAt(certificatePath)
  const before = row.values.get('acme-failures')
  const failures = typeof before === 'number' ? before + 1 : 1
  store.set(row, 'acme-failures', failures)
  store.set(
    row,
    'acme-cause',
    causes.find((kind) => kind === cause?.kind),
  )
  // What a device writes here is not documented.
  store.set(row, 'acme-status', notModelled ? reason : `failed: ${reason}`)
  device.log('acme-client,error', 'failed to update ssl certificate')
  const isOver = signedOf(row) === undefined && (cause?.kind === 'http-challenge-failed' || cause?.kind === 'acme-refused')
  if (isOver) return store.set(row, 'acme-next', undefined)
  const pause = firstPause * 2n ** BigInt(Math.min(failures - 1, 10))
  schedule(device, row, device.host.clock.now() + (pause < maxPause ? pause : maxPause))
}
