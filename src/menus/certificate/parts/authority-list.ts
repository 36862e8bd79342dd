// Owns the revocation lists of the device's own authorities: numbers, times, entries.
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import { type Revocation, writeCrl } from '../../../pki/crl.ts'
import { digestNamed } from '../../../pki/signature.ts'
import type { Row } from '../../../schema/menu.ts'
import { elements } from '../../../schema/property.ts'
import { Id } from '../../../value/value.ts'
import { entriesOf, type Issue, Publication, publicationsPath } from './publication.ts'
import { certificatePath, signedOf } from './signed.ts'
import { day, wholeSeconds } from '../../../text/units.ts'

/** A list is renewed every 24 hours, and at each revocation (the wiki). */
const lifetime = day

/**
 * Returns the list at `/crl/N.crl` as DER; undefined where no authority of this device publishes it. An authority publishes one if it was
 * signed with `ca-crl-host`, an imported one if its certificate names such an address and its key is present.
 */
export function publishedCrl(device: Router, n: number): Uint8Array | undefined {
  const ca = device.storeAt(certificatePath).items.find((item) => numberOf(item) === n)
  return ca && listBy(device, ca)
}

/** Returns the published lists of all authorities. */
export const publishedLists = (device: Router): readonly Uint8Array[] =>
  device.storeAt(certificatePath).items.flatMap((item) => (numberOf(item) === undefined ? [] : (listBy(device, item) ?? [])))

/** Returns the N of a URL at which an authority of this device publishes its list; undefined for other URLs. */
export function ownNumber(device: Router, url: string): number | undefined {
  const n = numberIn(url)
  if (n === undefined) return undefined
  return device.storeAt(certificatePath).items.some((item) => numberOf(item) === n && hostsOf(item).some((host) => url === at(host, n)))
    ? n
    : undefined
}

/** Renews an authority's list after a revocation. */
export function renewList(device: Router, ca: number): void {
  const item = device.storeAt(certificatePath).byId(ca)
  if (item === undefined || (numberOf(item) === undefined && rowOf(device, ca) === undefined)) return
  const issue = issueOf(device, item)
  keep(device, ca, { ...issue, num: issue.num + 1, 'last-update': now(device), der: undefined })
}

/** Keeps a revoked certificate in its authority's list when its row is removed. */
export function keepRevoked(device: Router, row: Row): void {
  const ca = row.values.get('ca')
  const entry = entryOf(row)
  const found = ca instanceof Id ? rowOf(device, ca.id) : undefined
  if (ca instanceof Id && entry !== undefined && found?.attachment instanceof Publication) {
    const { issue } = found.attachment
    keep(device, ca.id, { ...issue, removed: { entry, before: issue.removed } })
  }
}

/** Removes the list of a removed authority. */
export function endList(device: Router, ca: number): void {
  const row = rowOf(device, ca)
  if (row !== undefined) storeOf(device).remove(row)
}

const at = (host: string, n: number): string => `http://${host}/crl/${n}.crl`

const numberIn = (url: string): number | undefined => {
  const digits = /^http:\/\/[^/]+\/crl\/(\d+)\.crl$/.exec(url)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Returns the N at which an authority publishes, if it does. */
function numberOf(item: Row): number | undefined {
  const signed = signedOf(item)
  if (signed?.issuer === undefined || !signed.isAuthority) return undefined
  if (signed.origin !== 'imported') return item.values.has('ca-crl-host') ? signed.crl : undefined
  return signed.certificate.selfIssued ? numberIn(signed.certificate.distributionPoints[0] ?? '') : undefined
}

const hostsOf = (item: Row): readonly string[] => {
  const hosts = item.values.get('ca-crl-host')
  if (hosts !== undefined) return elements(hosts).map(String)
  return (signedOf(item)?.certificate.distributionPoints ?? []).flatMap((url) => /^http:\/\/([^/]+)\//.exec(url)?.[1] ?? [])
}

/** Returns an authority's current list, published or not (SCEP returns it to clients); undefined where it cannot sign. */
export function listBy(device: Router, ca: Row): Uint8Array | undefined {
  const issue = issueOf(device, ca)
  const signed = signedOf(ca)
  if (signed?.issuer === undefined || issue.der !== undefined) return issue.der
  const der = writeCrl(
    {
      num: issue.num,
      'last-update': issue['last-update'],
      'next-update': issue['last-update'] + lifetime,
      revocations: [...entriesOf(issue.removed), ...revokedBy(device, ca.id)].sort((a, b) =>
        a.revoked < b.revoked ? -1 : a.revoked > b.revoked ? 1 : 0,
      ),
      // That of the authority's own certificate.
      'digest-algorithm': digestNamed(signed.certificate['digest-algorithm']),
    },
    signed.issuer,
  )
  keep(device, ca.id, { ...issue, der })
  return der
}

/** Returns the current state of an authority's list. Each day since the last update counts as a renewal, although no list was made. */
function issueOf(device: Router, ca: Row): Issue {
  const kept = rowOf(device, ca.id)?.attachment
  const signed = signedOf(ca)
  const start = signed === undefined || signed.origin === 'imported' ? now(device) : signed.certificate['invalid-before']
  const issue: Issue = kept instanceof Publication ? kept.issue : { num: 1, 'last-update': start, removed: undefined }
  const passed = now(device) - issue['last-update']
  // A clock that was set back: a list from the future is replaced.
  if (passed < 0n) return { ...issue, num: issue.num + 1, 'last-update': now(device), der: undefined }
  const turns = passed / lifetime
  if (turns === 0n) return issue
  return { ...issue, num: issue.num + Number(turns), 'last-update': issue['last-update'] + turns * lifetime, der: undefined }
}

function revokedBy(device: Router, ca: number): readonly Revocation[] {
  return device.storeAt(certificatePath).items.flatMap((item) => {
    const issuer = item.values.get('ca')
    return issuer instanceof Id && issuer.id === ca ? (entryOf(item) ?? []) : []
  })
}

function entryOf(item: Row): Revocation | undefined {
  const signed = signedOf(item)
  return signed?.revoked === undefined ? undefined : { 'serial-number': signed.certificate['serial-number'], revoked: signed.revoked }
}

const now = (device: Router): bigint => wholeSeconds(device.host.clock.now())

const storeOf = (device: Router): ReturnType<Router['store']> => device.storeAt(publicationsPath)

const rowOf = (device: Router, ca: number): StoredRow | undefined => storeOf(device).byName(String(ca))

function keep(device: Router, ca: number, issue: Issue): void {
  const store = storeOf(device)
  const row = rowOf(device, ca) ?? store.add(new Map([['authority', String(ca)]]))
  store.attach(row, new Publication(issue))
}
