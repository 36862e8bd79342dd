// Owns what revocation lists say of a certificate: which list speaks for it, whether that list can be used, whether it names it.
import type { Certificate } from './certificate.ts'
import type { Crl } from './crl.ts'
import { readGeneralNames } from './general-name.ts'
import { oid } from './oid.ts'

/** What is known: `no list` also where all lists of its issuer are stale, forged or about other certificates. */
export type Standing = 'good' | 'revoked' | 'no list'

/**
 * How `certificate`, signed by `issuer`, stands at `at` (nanoseconds since 1970) according to the newest usable one of `lists` (RFC 5280
 * 6.3.3 for complete, direct lists). Throws a PkiError where a list cannot be read.
 */
export function standingOf(certificate: Certificate, issuer: Certificate, lists: readonly Crl[], at: bigint): Standing {
  if (!mayKeepLists(issuer)) return 'no list'
  const newest = lists
    .filter(
      (list) =>
        list.canonicalIssuer === certificate.canonicalIssuer && isCurrent(list, at) && isAbout(list, certificate) && isBy(list, issuer),
    )
    .reduce<Crl | undefined>((best, list) => (best === undefined || list['last-update'] > best['last-update'] ? list : best), undefined)
  if (newest === undefined) return 'no list'
  return newest.revoked.has(certificate['serial-number']) ? 'revoked' : 'good'
}

/** Whether the time lies between the list's own and that of the next one. A list that names no next one does not go stale. */
function isCurrent(list: Crl, at: bigint): boolean {
  const next = list['next-update']
  return list['last-update'] <= at && (next === undefined || at <= next)
}

/** Whether `issuer` signed the list. */
export function isBy(list: Crl, issuer: Certificate): boolean {
  if (list.canonicalIssuer !== issuer.canonicalSubject) return false
  if (list.akid !== '' && issuer.skid !== '' && list.akid !== issuer.skid) return false
  try {
    return list.signedBy(issuer.publicKey)
  } catch {
    // An issuer whose key OpenSSL refuses has signed nothing.
    return false
  }
}

/** keyUsage, where there is one, has to name crl-sign. */
function mayKeepLists({ extensions }: Certificate): boolean {
  return extensions.value(oid.keyUsage) === undefined || extensions['key-usage'].includes('crl-sign')
}

/** A list of some certificates only (issuingDistributionPoint) has to be about this one; what else is critical is not known here. */
function isAbout({ extensions }: Crl, certificate: Certificate): boolean {
  if (extensions.critical.some((id) => id !== oid.issuingDistributionPoint)) return false
  const scope = extensions.value(oid.issuingDistributionPoint)?.children ?? []
  const marked = (field: number): boolean => scope.some((part) => part.tag === (0x80 | field) && part.octets[0] !== 0)
  if (marked(certificate.isAuthority ? 1 : 2) || marked(4) || marked(5) || scope.some((part) => part.tag === 0x83)) return false
  const names = scope.find((part) => part.tag === 0xa0)?.children.find((part) => part.tag === 0xa0)
  if (names === undefined) return true
  const points = new Set(certificate.distributionPoints.map((url) => `URI:${url}`))
  return readGeneralNames(names.children).some((name) => points.has(name))
}
