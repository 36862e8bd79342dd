// Owns the revocation status of a certificate: which CRL applies to it, whether that CRL is valid, and whether it lists it.
import type { Certificate } from './certificate.ts'
import type { Crl } from './crl.ts'
import { contextTag, primitiveTag } from './der-read.ts'
import { readGeneralNames } from './general-name.ts'
import { oid } from './oid.ts'

/** The status; `no list` also where all CRLs of its issuer are outdated, forged or cover other certificates. */
export type RevocationStatus = 'good' | 'revoked' | 'no list'

/**
 * Returns the status of `certificate`, signed by `issuer`, at the time `at` (nanoseconds since 1970) by the newest valid one of `lists`
 * (RFC 5280 6.3.3 for complete, direct lists). Throws a PkiError where a list cannot be read.
 */
export function revocationStatusOf(certificate: Certificate, issuer: Certificate, lists: readonly Crl[], at: bigint): RevocationStatus {
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

/** Whether `at` lies between the list's last and next update. A list without a next update does not expire. */
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
    // An issuer whose key OpenSSL refuses has not signed anything.
    return false
  }
}

/** Whether a certificate may sign CRLs: a keyUsage extension, if there is one, has to include crl-sign. */
function mayKeepLists({ extensions }: Certificate): boolean {
  return extensions.value(oid.keyUsage) === undefined || extensions['key-usage'].includes('crl-sign')
}

/** Whether a list covers this certificate: issuingDistributionPoint may restrict it. False for any other critical extension. */
function isAbout({ extensions }: Crl, certificate: Certificate): boolean {
  if (extensions.critical.some((id) => id !== oid.issuingDistributionPoint)) return false
  const scope = extensions.value(oid.issuingDistributionPoint)?.children ?? []
  const marked = (field: number): boolean => scope.some((part) => part.tag === primitiveTag(field) && part.octets[0] !== 0)
  if (marked(certificate.isAuthority ? 1 : 2) || marked(4) || marked(5) || scope.some((part) => part.tag === primitiveTag(3))) return false
  const names = scope.find((part) => part.tag === contextTag(0))?.children.find((part) => part.tag === contextTag(0))
  if (names === undefined) return true
  const points = new Set(certificate.distributionPoints.map((url) => `URI:${url}`))
  return readGeneralNames(names.children).some((name) => points.has(name))
}
