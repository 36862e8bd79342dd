// Owns /certificate sign: a template becomes a certificate in its place.
import { Failure } from '../../diagnostic/failure.ts'
import { isOn, textOf, type Call } from '../../device/call.ts'
import { written } from '../../device/change.ts'
import type { Device } from '../../device/device.ts'
import { oneRow } from '../../device/numbers.ts'
import type { Item } from '../../device/store.ts'
import type { KeySize } from '../../host/host.ts'
import { issue, newSerial, selfSign, type CertificateContents } from '../../pki/issue.ts'
import { spkiOf } from '../../pki/key.ts'
import { keyUsages, type KeyUsage } from '../../pki/key-usage.ts'
import { subjectFields, writeName, type Subject } from '../../pki/name.ts'
import type { Digest } from '../../pki/signature.ts'
import { printProgress } from '../../print/settings.ts'
import type { Command } from '../../schema/menu.ts'
import { elements } from '../../schema/property.ts'
import { noMatch } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, Id, nil, type Value } from '../../value/value.ts'
import { Signed, signedOf } from './signed.ts'
import { path, refuseName } from './template.ts'

const second = 1_000_000_000n
const day = 86_400n * second

/** 2039-12-31 23:59:59: 6.38.1 and later 6.x let no certificate live longer. */
const endOf2039 = 2_208_988_799n * second

export const sign: Command<Call> = {
  about: 'signs a template with its own key, or with `ca`: the row keeps its place and id and is a certificate from then on',
  run,
}

function run(call: Call): Value {
  const { device, store } = call
  const row = oneRow(call)
  // No transcript shows what a device answers; the sentence is ours.
  if (signedOf(row) !== undefined) throw new Failure('failure: certificate is signed already')
  const ca = authorityOf(call)
  const name = textOf(call, 'name')
  if (name !== undefined) refuseName(device, name, row)
  const hosts = call.given.get('ca-crl-host')
  const crlHosts = hosts === undefined ? [] : elements(written(call, 'ca-crl-host', hosts)).map(show)
  const signed = make(device, row, ca, crlHosts)
  if (name !== undefined) store.set(row, 'name', name)
  for (const property of [...row.values.keys()]) if (!kept.has(property)) store.set(row, property, undefined)
  if (crlHosts.length > 0) store.set(row, 'ca-crl-host', new ArrayValue([...crlHosts]))
  if (ca === undefined) store.set(row, 'trusted', true)
  else store.set(row, 'ca', new Id(ca.row.id))
  store.attach(row, signed)
  // The manual's listing, made in the days of fingerprint columns, has certificates in the order of their signing; later ones keep the
  // template's place (C-04b, C-25).
  if (device.holds('..7.12')) store.move([row], undefined)
  if (isOn(call, 'as-value')) return new ArrayValue([], new Map([['progress', 'done']]))
  call.console.write(printProgress('done'))
  return nil
}

/** What a certificate goes on having of its template's own values; all else is read from the certificate. */
const kept: ReadonlySet<string> = new Set(['name', 'trusted', 'trust-store'])

interface Authority {
  readonly row: Item
  readonly signed: Signed
}

/** The certificate that `ca` names; it must be able to sign. */
function authorityOf(call: Call): Authority | undefined {
  const given = call.given.get('ca')
  if (given === undefined) return undefined
  return authority(call.device, elements(given))
}

/** The authority that one value names, by name or id. Refused in the words for `ca` where there is none that can sign. */
export function authority(device: Device, given: readonly Value[]): Authority {
  const [only, ...more] = given
  const store = device.store(device.declared(path))
  const id = only === undefined || more.length > 0 ? undefined : device.locate(path, show(only))
  const row = id === undefined ? undefined : store.byId(id)
  const signed = row && signedOf(row)
  if (row === undefined || signed?.key === undefined || !signed.isAuthority || signed.revoked !== undefined) throw noMatch('ca')
  if (!signed.keyFits) throw new Failure('failure: bad CA key!')
  return { row, signed }
}

function make(device: Device, row: Item, ca: Authority | undefined, crlHosts: readonly string[]): Signed {
  const { host } = device
  const menu = device.declared(path)
  const value = (name: string): Value => device.read(menu, row, name)
  const size = show(value('key-size')) as KeySize
  const key = host.keys.make(size)
  const crl = ca === undefined ? nextCrl(device) : ca.signed.crl
  const points = crlHosts.map((name) => `http://${name}/crl/${crl ?? nextCrl(device)}.crl`)
  const now = (host.clock.now() / second) * second
  const until = now + BigInt(Number(show(value('days-valid')))) * day
  const contents: CertificateContents = {
    subject: writeName(subjectOf(value)),
    spki: spkiOf(key),
    serial: newSerial(host.random),
    'invalid-before': now,
    'invalid-after': device.holds('6.38.1..6.99') && until > endOf2039 ? endOf2039 : until,
    'digest-algorithm': show(value('digest-algorithm')) as Digest,
    'key-usage': usagesOf(value('key-usage')),
    'subject-alt-name': elements(value('subject-alt-name')).map(show),
    ...(points.length > 0 ? { distributionPoints: points } : {}),
    // The sizes of files that 6.x exported fit a comment of this length, 7.14 writes none (C-63); where it went is not known.
    ...(device.holds('..7.12') ? { comment: 'Generated by RouterOS' } : {}),
  }
  const issuer = ca?.signed.issuer
  const der = issuer === undefined ? selfSign(contents, key) : issue(contents, issuer)
  return new Signed({ der, key, origin: ca === undefined ? 'self' : 'issued', ...(ca === undefined ? { crl } : {}) })
}

/** The parts of a subject that a template has. */
export function subjectOf(value: (name: string) => Value): Subject {
  return Object.fromEntries(subjectFields.map((field) => [field, show(value(field))]))
}

/** The words of a `key-usage` value that certificates know. */
export function usagesOf(value: Value): readonly KeyUsage[] {
  const words = new Set(elements(value).map(show))
  return keyUsages.filter((usage) => words.has(usage))
}

/** The number of the next CRL that this device will publish. */
function nextCrl(device: Device): number {
  const used = device.store(device.declared(path)).items.map((row) => signedOf(row)?.crl ?? 0)
  return used.reduce((most, number) => Math.max(most, number), 0) + 1
}
