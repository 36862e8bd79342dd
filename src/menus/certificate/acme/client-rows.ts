// Owns the rows of ACME certificates in /certificate: the client's row, the rows of its issuers, and the time of renewal.
import type { KeyObject } from '../../../crypto.ts'
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import { outsideFailure } from '../../../device/world/fault.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import type { AcmeOrder } from '../../../host/acme.ts'
import type { Certificate } from '../../../pki/certificate.ts'
import { show } from '../../../value/show.ts'
import { Id, Time, type Value } from '../../../value/value.ts'
import { freeName } from '../../unique.ts'
import { certificatePath, Signed, signedOf } from '../parts/signed.ts'
import { noteBinding } from './account.ts'
import { clientOf, proofsOf, type Client } from './client.ts'
import { day, inMilliseconds } from '../../../text/units.ts'

/** Options of a new client. */
export interface NewClientOptions {
  /** The binding of a new account. */
  readonly binding?: AcmeOrder['binding']
  /** `type` of `enable-ssl-certificate`. */
  readonly proof?: string | undefined
  /** Whether www-ssl gets its certificate. */
  readonly binds?: true
}

/**
 * Adds the row of a client, due immediately. It is trusted like an imported certificate (flags K T, and `a` since 7.22). Throws a Failure,
 * and stores nothing, for servers that the user has not allowed and for names that cannot be proved.
 */
export function addClient(device: Router, name: string, client: Client, { binding, proof, binds }: NewClientOptions): StoredRow {
  const { directory, names } = client
  refuseWithheld(device, client, proof)
  noteBinding(device, directory, binding)
  const values = new Map<string, Value>([
    ['name', name],
    ['trusted', true],
    ['directory-url', directory],
    ['domain-names', names.join(',')],
    // What a device writes here is not documented.
    ['acme-status', 'issuing'],
    ['acme-next', new Time(device.host.clock.now())],
    ...(proof === undefined ? [] : [['acme-proof', proof] as const]),
    ...(binds === undefined ? [] : [['acme-binds', true] as const]),
  ])
  return device.storeAt(certificatePath).add(values)
}

/** Throws the Failure of a server, or of TXT records, that the user has not allowed. */
function refuseWithheld(device: Router, { directory, names }: Client, proof: string | undefined): void {
  const byRecords = proofsOf(device, names, proof).find(({ challenge }) => challenge === 'dns-01')
  const withheld = device.peers.withheld(directory, byRecords && `_acme-challenge.${byRecords.name.replace(/^\*\./, '')}`)
  if (withheld !== undefined) throw outsideFailure('ACME', withheld, '')
}

/** Stores a certificate in its client's row. The row keeps its name and id, so references stay valid. */
export function storeCertificate(
  device: Router,
  row: StoredRow,
  [own, ...above]: readonly [Certificate, ...Certificate[]],
  key: KeyObject,
): void {
  const store = device.storeAt(certificatePath)
  store.attach(row, new Signed({ der: own.der, origin: 'imported', key }, own))
  store.set(row, 'acme-status', 'idle')
  for (const name of ['acme-failures', 'acme-cause']) store.set(row, name, undefined)
  device.log('acme-client,info', 'ssl certificate updated')
  if (row.values.get('acme-binds') === true) {
    bindService(device, row)
    store.set(row, 'acme-binds', undefined)
  }
  schedule(device, row, renewalOf(own, device.host.clock.now()))
  for (const certificate of above) addIssuer(device, row, certificate)
}

/** Sets the certificate of www-ssl; the service is not enabled (7.16, 7.18). */
export function bindService(device: Router, row: StoredRow): void {
  const store = device.storeAt('/ip/service')
  const service = store.items.find((item) => show(item.values.get('name') ?? '') === 'www-ssl')
  if (service !== undefined) store.set(service, 'certificate', new Id(row.id))
}

/**
 * Returns the time after four fifths of the validity. If a fifth of a new certificate's validity has already passed, its server has a
 * different clock (the device's may leap): the time is then counted from now.
 */
function renewalOf(certificate: Certificate, now: bigint): bigint {
  const [from, until] = [certificate['invalid-before'], certificate['invalid-after']]
  const [whole, wanted] = [((until - from) * 4n) / 5n, from + ((until - from) * 4n) / 5n]
  const at = now - from > (until - from) / 5n ? now + whole : wanted
  return at > now + minPause ? at : now + minPause
}

/** The shortest pause between two certificates of a client, in nanoseconds, however short their validity. */
const minPause = 10_000_000_000n

/**
 * Adds the row of an issuer: its name and trust are *inferred* from imported chains. A certificate that is already present is not added
 * again.
 */
function addIssuer(device: Router, row: StoredRow, certificate: Certificate): void {
  const store = device.storeAt(certificatePath)
  if (store.items.some((item) => signedOf(item)?.certificate.fingerprint === certificate.fingerprint)) return
  const name = freeName(device, certificatePath, `${device.references.nameOf(certificatePath, row.id)}_`)
  const item = store.add(
    new Map<string, Value>([
      ['name', name],
      ['trusted', true],
    ]),
  )
  store.attach(item, new Signed({ der: certificate.der, origin: 'imported' }, certificate))
}

/**
 * Makes a client's row due: its server is contacted when the device next waits. Throws a Failure for a row that is not a client, and for a
 * server that the user has not allowed.
 */
export function makeDue(device: Router, row: StoredRow): void {
  const client = clientOf(row)
  const signed = signedOf(row)
  if (client === undefined || (signed !== undefined && signed.key === undefined))
    throw new Failure('failure: not a certificate from an ACME server')
  const proof = row.values.get('acme-proof')
  refuseWithheld(device, client, proof === undefined ? undefined : show(proof))
  const store = device.storeAt(certificatePath)
  store.set(row, 'acme-status', 'issuing')
  store.set(row, 'acme-next', new Time(device.host.clock.now()))
}

/** Sets when a client's row is due; the log's message was seen on 7.21. */
export function schedule(device: Router, row: StoredRow, at: bigint): void {
  device.storeAt(certificatePath).set(row, 'acme-next', new Time(at))
  device.log('acme-client,info', `cert update scheduled at ${moment(at)}`)
}

/**
 * Returns when a client's row is due, in nanoseconds since 1970. A time further away than any pause was stored while the clock had leapt
 * ahead: that of the certificate is used, or now.
 */
export function dueAt(row: StoredRow, now: bigint): bigint | undefined {
  const next = row.values.get('acme-next')
  if (!(next instanceof Time)) return undefined
  const certificate = signedOf(row)?.certificate
  if (certificate === undefined) return next.ns - now > maxPause ? now : next.ns
  const [from, until] = [certificate['invalid-before'], certificate['invalid-after']]
  const whole = ((until - from) * 4n) / 5n
  return next.ns - now > (whole > maxPause ? whole : maxPause) ? from + whole : next.ns
}

/** The longest pause between attempts after failures, in nanoseconds. */
export const maxPause = day

/** Formats a time as `2026-03-06T12:14:00Z`. */
const moment = (ns: bigint): string => new Date(inMilliseconds(ns)).toISOString().replace(/\.\d+/, '')
