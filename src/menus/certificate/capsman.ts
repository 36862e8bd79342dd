// Owns the certificates that CAPsMAN generates for itself: an authority with `ca-certificate=auto`, and one that it issues with
// `certificate=auto`.
import type { KeyObject } from '../../crypto.ts'
import type { Router } from '../../device/router.ts'
import type { StoredRow } from '../../device/rows/store.ts'
import { issue, issuerOf, selfSign, type Issuer } from '../../pki/issue.ts'
import { spkiOf } from '../../pki/key.ts'
import type { KeyUsage } from '../../pki/key-usage.ts'
import { writeName } from '../../pki/name.ts'
import type { Change, Row } from '../../schema/menu.ts'
import { reference } from '../../schema/property.ts'
import { show } from '../../value/show.ts'
import { Id, type Value } from '../../value/value.ts'
import { extend } from '../declaration.ts'
import { freeName } from '../unique.ts'
import { authorityById } from './authority.ts'
import { newCertificateValues } from './contents.ts'
import { certificatePath, Signed, signedOf } from './parts/signed.ts'
import { second } from '../../text/units.ts'

/** Validity and usages are those on the manual's CAPsMAN page, which shows the end in the router's time zone. */
const validFrom = second
const end = 2_147_397_247n * second
const authorityUsage: readonly KeyUsage[] = ['digital-signature', 'key-encipherment', 'data-encipherment', 'key-cert-sign', 'crl-sign']
const ownUsage: readonly KeyUsage[] = ['digital-signature', 'key-encipherment']

const generated = { own: 'generated-certificate', authority: 'generated-ca-certificate' } as const

/** An authority that signs the manager's own certificate. */
interface GeneratedAuthority {
  readonly row: StoredRow
  readonly issuer: Issuer
}

/** The settings menu of a CAPsMAN; names of its certificates begin with `stem`. */
const manager = (menu: string, stem: string): ReturnType<typeof extend> =>
  extend(menu, {
    properties: Object.fromEntries(
      Object.values(generated).map((name) => [name, { type: reference(certificatePath, { words: ['none'] }), readOnly: true } as const]),
    ),
    setting: (row, change, device) => generate(device, row, change, stem),
  })

/** `/caps-man` and the managers of the newer wireless packages, with the names that published configurations show. */
export const capsManagers = [
  manager('/caps-man/manager', 'CAPsMAN-'),
  manager('/interface/wifiwave2/capsman', 'WiFi-CAPsMAN-'),
  manager('/interface/wifi/capsman', 'WiFi-CAPsMAN-'),
]

/**
 * Generates what is `auto` and missing, once the manager is enabled: first the authority, then what it issues (the manual). Without an
 * authority nothing is issued. That a disabled manager generates nothing is *inferred*.
 */
function generate(device: Router, row: Row, change: Change, stem: string): void {
  const value = (name: string): string => {
    const kept = change.unset.has(name) ? undefined : (change.values.get(name) ?? row.values.get(name))
    return kept === undefined ? '' : show(kept)
  }
  if (!['yes', 'true'].includes(value('enabled'))) return
  const made = (name: string): GeneratedAuthority | undefined => {
    const kept = change.values.get(name) ?? row.values.get(name)
    return kept instanceof Id ? generatedAuthority(device, kept.id) : undefined
  }
  let authority = made(generated.authority)
  if (value('ca-certificate') === 'auto') {
    authority ??= makeAuthority(device, stem)
    change.values.set(generated.authority, new Id(authority.row.id))
  } else {
    const id = device.references.locate(certificatePath, value('ca-certificate'))
    authority = id === undefined ? undefined : generatedAuthority(device, id)
  }
  if (value('certificate') !== 'auto' || authority === undefined) return
  const known = row.values.get(generated.own)
  if (known instanceof Id && device.storeAt(certificatePath).byId(known.id) !== undefined) return
  change.values.set(generated.own, new Id(makeOwn(device, stem, authority).id))
}

function generatedAuthority(device: Router, id: number): GeneratedAuthority | undefined {
  const found = authorityById(device, id)
  return found === undefined ? undefined : { row: found.row, issuer: found.issuer }
}

function makeAuthority(device: Router, stem: string): GeneratedAuthority {
  const name = `${stem}CA-${addressOf(device)}`
  const key = device.host.keys.make('2048')
  const contents = contentsOf(device, name, key, authorityUsage, undefined)
  const signed = new Signed({ der: selfSign(contents, key), key, origin: 'self' })
  return { row: enter(device, name, signed, [['trusted', true]]), issuer: issuerOf(signed.certificate, key) }
}

/**
 * Issues the manager's own certificate and returns its row. Its name ends in the address in the name of the authority; it expires with the
 * authority.
 */
function makeOwn(device: Router, stem: string, { row, issuer }: GeneratedAuthority): StoredRow {
  const [, address = addressOf(device)] = /CA-([0-9A-F]{12})$/.exec(show(row.values.get('name') ?? '')) ?? []
  const key = device.host.keys.make('2048')
  const above = signedOf(row)?.certificate
  const contents = contentsOf(device, `${stem}${address}`, key, ownUsage, row.id)
  const dates = above && { 'invalid-before': above['invalid-before'], 'invalid-after': above['invalid-after'] }
  const signed = new Signed({ der: issue({ ...contents, ...dates }, issuer), key, origin: 'issued' })
  return enter(device, `${stem}${address}`, signed, [['ca', new Id(row.id)]])
}

const contentsOf = (device: Router, name: string, key: KeyObject, usage: readonly KeyUsage[], issuer: number | undefined) => ({
  ...newCertificateValues(device, 0, issuer),
  'invalid-before': validFrom,
  'invalid-after': end,
  subject: writeName({ 'common-name': name }),
  spki: spkiOf(key),
  'digest-algorithm': 'sha256' as const,
  'key-usage': usage,
  'subject-alt-name': [],
})

function enter(device: Router, name: string, signed: Signed, values: readonly (readonly [string, Value])[]): StoredRow {
  const store = device.storeAt(certificatePath)
  const row = store.add(new Map<string, Value>([['name', freeName(device, certificatePath, `${name}_`, name)], ...values]))
  store.attach(row, signed)
  return row
}

/** Returns the address of the first port as twelve hexadecimal digits; where it has none, a random one with the vendor's prefix. */
function addressOf(device: Router): string {
  const ports = device.storeAt('/interface/ethernet').items
  const known = ports.flatMap(({ values }) => values.get('mac-address') ?? [])[0]
  const text = known === undefined ? '' : show(known).replaceAll(':', '').toUpperCase()
  return /^[0-9A-F]{12}$/.test(text) ? text : `000C42${Buffer.from(device.host.random.bytes(3)).toString('hex').toUpperCase()}`
}
