// Owns /certificate sign: turns a template's row into a certificate.
import { Failure } from '../../diagnostic/failure.ts'
import { isOn, givenText, type CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { oneRow } from '../../device/rows/row-numbers.ts'
import type { StoredRow } from '../../device/rows/store.ts'
import { issue, selfSign } from '../../pki/issue.ts'
import { spkiOf } from '../../pki/key.ts'
import { writeName } from '../../pki/name.ts'
import { printProgress } from '../../print/settings.ts'
import type { MenuCommand } from '../../schema/menu.ts'
import { elements } from '../../schema/property.ts'
import { notModelled } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, Id, nil, type Value } from '../../value/value.ts'
import { authority, type SigningAuthority } from './authority.ts'
import { newCertificateValues, templateContents } from './contents.ts'
import { certificatePath, isTemplate, Signed, signedOf } from './parts/signed.ts'
import { refuseCard } from './smart-card.ts'
import { refuseName } from './template.ts'

/** `sign`: the template's row becomes a certificate and keeps its id. Throws a Failure for an authority that cannot sign. */
export const signTemplate: MenuCommand<CommandCall> = {
  about: 'signs a template with its own key, or with `ca`: the row keeps its place and id and is a certificate from then on',
  arguments: {
    number: 'the template',
    ca: 'the authority of this device that signs; its own key where none is given',
    'ca-crl-host': 'where the revocation list of a new authority is published: addresses of this device, with commas',
    'ca-on-smart-card': 'whether the key of the authority is on a smart card',
    name: 'another name for the row',
  },
  run,
}

function run(call: CommandCall): Value {
  const { device, store } = call
  if (isOn(call, 'set-ca-passphrase'))
    throw notModelled('/certificate/sign set-ca-passphrase', 'keys of authorities have no passphrase here')
  refuseCard(call, 'ca-on-smart-card')
  const row = oneRow(call)
  // The message is offbox's own: no transcript shows a device's.
  if (!isTemplate(row)) throw new Failure('failure: certificate is signed already')
  const ca = authorityOf(call)
  const name = givenText(call, 'name')
  if (name !== undefined) refuseName(device, name, row)
  const hosts = call.given.get('ca-crl-host')
  const crlHosts = hosts === undefined ? [] : elements(hosts).map(show)
  const signed = make(device, row, ca, crlHosts)
  if (name !== undefined) store.set(row, 'name', name)
  for (const property of [...row.values.keys()]) if (!kept.has(property)) store.set(row, property, undefined)
  if (crlHosts.length > 0) store.set(row, 'ca-crl-host', new ArrayValue([...crlHosts]))
  if (ca === undefined) store.set(row, 'trusted', true)
  else store.set(row, 'ca', new Id(ca.row.id))
  store.attach(row, signed)
  // The manual's listing, of the time of fingerprint columns, is ordered by signing; later releases keep the template's position (C-04b,
  // C-25).
  if (device.isRelease('..7.12')) store.move([row], undefined)
  if (isOn(call, 'as-value')) return new ArrayValue([], new Map([['progress', 'done']]))
  call.actor.write(printProgress('done'))
  return nil
}

/** Properties of the template that a row keeps; all others are read from the certificate. */
const kept: ReadonlySet<string> = new Set(['name', 'trusted', 'trust-store'])

/** Returns the authority of `ca`, which has to be able to sign. */
function authorityOf(call: CommandCall): SigningAuthority | undefined {
  const given = call.given.get('ca')
  return given === undefined ? undefined : authority(call.device, elements(given))
}

function make(device: Router, row: StoredRow, ca: SigningAuthority | undefined, crlHosts: readonly string[]): Signed {
  const template = templateContents(device, row)
  const crl = ca === undefined || template['key-usage'].includes('key-cert-sign') ? nextCrl(device) : undefined
  // A certificate names the revocation list of its issuer, since that list would contain it.
  const points = crlHosts.map((name) => `http://${name}/crl/${(ca === undefined ? crl : ca.signed.crl) ?? nextCrl(device)}.crl`)
  const key = device.host.keys.make(template['key-size'])
  const contents = {
    ...template,
    ...newCertificateValues(device, template['days-valid'], ca?.row.id),
    subject: writeName(template.subject),
    spki: spkiOf(key),
    distributionPoints: points,
  }
  const der = ca === undefined ? selfSign(contents, key) : issue(contents, ca.issuer)
  return new Signed({ der, key, origin: ca === undefined ? 'self' : 'issued', crl })
}

/** The number of the next CRL of this device. */
function nextCrl(device: Router): number {
  const used = device.storeAt(certificatePath).items.map((row) => signedOf(row)?.crl ?? 0)
  return used.reduce((most, number) => Math.max(most, number), 0) + 1
}
