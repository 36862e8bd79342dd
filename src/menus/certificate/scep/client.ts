// Owns the SCEP clients of a device: their stored state, their scheduled work, and updating their rows in /certificate.
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import type { Row } from '../../../schema/menu.ts'
import type { ExpiringItem, PendingItem } from '../../../schema/menu-services.ts'
import { show } from '../../../value/show.ts'
import { earliest } from '../../earliest.ts'
import { certificatePath, Signed, signedOf } from '../parts/signed.ts'
import { advance } from './ask.ts'
import { Enrolment } from './enrolment.ts'
import { scepUrl } from './exchange.ts'
import { requestOfTemplate } from './template-request.ts'

/** The menu that stores clients, one row per client, named by the id of its certificate. */
export const scepClientsPath = '/certificate/scep-client'

/** Returns the state of a row's SCEP client; undefined where the row is not a client. */
export function enrolmentOf(device: Router, row: Row): Enrolment | undefined {
  if (!row.values.has('scep-url')) return undefined
  const attachment = device.storeAt(scepClientsPath).byName(String(row.id))?.attachment
  return attachment instanceof Enrolment ? attachment : undefined
}

/** Stores a client's state, and a new certificate in its row. */
export function keepEnrolment(device: Router, row: StoredRow, enrolment: Enrolment): void {
  const memory = device.storeAt(scepClientsPath)
  const name = String(row.id)
  memory.attach(memory.byName(name) ?? memory.add(new Map([['certificate', name]])), enrolment)
  const { held, challenge } = enrolment.parts
  const store = device.storeAt(certificatePath)
  if (challenge === '') store.set(row, 'challenge-password', undefined)
  if (held === undefined || signedOf(row)?.certificate.fingerprint === held.certificate.fingerprint) return
  for (const property of [...row.values.keys()]) if (!kept.has(property)) store.set(row, property, undefined)
  store.attach(row, new Signed({ der: held.certificate.der, key: held.key, origin: 'imported' }, held.certificate))
}

/** Properties that a row keeps once it has a certificate. */
const kept: ReadonlySet<string> = new Set(['name', 'trusted', 'trust-store', 'scep-url', 'challenge-password'])

/** Removes the client of a removed row. */
export function forgetClient(device: Router, row: Row): void {
  const memory = device.storeAt(scepClientsPath)
  const clientRow = memory.byName(String(row.id))
  if (clientRow !== undefined) memory.remove(clientRow)
}

/** When the next client is due, in nanoseconds since 1970. */
export function nextClientDue(device: Router): bigint | undefined {
  const now = device.host.clock.now()
  const { items } = device.storeAt(scepClientsPath)
  return earliest(items.map(({ attachment }) => (attachment instanceof Enrolment ? attachment.dueAt(now) : undefined)))
}

/** The clients that wait for a certificate, or failed to get one. */
export function pendingScepClients(device: Router): readonly PendingItem[] {
  const now = device.host.clock.now()
  return device.storeAt(certificatePath).items.flatMap((row) => {
    const enrolment = enrolmentOf(device, row)
    if (enrolment === undefined || enrolment.parts.status === 'idle') return []
    const { state } = enrolment
    return [{ what: `certificate ${device.references.nameOf(certificatePath, row.id)}`, state, next: enrolment.dueAt(now) }]
  })
}

/** The certificates of outside servers, whose validity follows the real time. */
export const expiringScepClients = (device: Router): readonly ExpiringItem[] =>
  device.storeAt(certificatePath).items.flatMap((row) => {
    const parts = enrolmentOf(device, row)?.parts
    const by = scepUrl(parts?.url ?? '')
    if (parts?.held === undefined || !parts.refresh || !URL.canParse(by) || !device.peers.isOutside(by)) return []
    return [{ what: `certificate ${device.references.nameOf(certificatePath, row.id)}`, by, ends: parts.held.certificate['invalid-after'] }]
  })

/** Runs what is due. Failures are logged. */
export function runDueClients(device: Router): void {
  const now = device.host.clock.now()
  const store = device.storeAt(certificatePath)
  for (const clientRow of device.storeAt(scepClientsPath).items) {
    const { attachment } = clientRow
    if (!(attachment instanceof Enrolment)) continue
    const due = attachment.dueAt(now)
    if (due === undefined || due > now) continue
    const row = store.byId(Number(clientRow.values.get('certificate')))
    if (row === undefined) continue
    const { enrolment, failed } = advance(device, attachment, () => requestOfTemplate(device, row))
    keepEnrolment(device, row, enrolment)
    if (failed !== undefined) device.log('certificate,error', `${show(row.values.get('name') ?? '')}: ${failed.reason}`)
  }
}
