// Owns the walk from a certificate to its issuers.
import { type Certificate } from './certificate.ts'
import { oid } from './oid.ts'

/** A walk's limits: real chains are 2 to 5 long; a pool of cross-signed certificates could otherwise be walked in every order. */
const maxDepth = 16
const maxVerifications = 1000

/** `path` starts with the certificate asked about; `complete` says that it ends where `isEnd` says a chain may. */
export interface Chain {
  readonly path: readonly Certificate[]
  readonly complete: boolean
}

/**
 * The chain of `certificate` through `candidates` (in any order, itself among them or not): a complete one where there is one, else the
 * longest found. An issuer has the right name, is the one that the authority key identifier names, may issue, and its key
 * verifies the signature. Dates, purposes and revocation are not looked at. Ends in bounded time on cycles.
 * `isEnd` says whether a chain is complete with a certificate: with one that has signed itself, if not told otherwise.
 */
export function buildChain(certificate: Certificate, candidates: readonly Certificate[], isEnd = isSelfSigned): Chain {
  const bySubject = new Map<string, Certificate[]>()
  for (const candidate of candidates) {
    const same = bySubject.get(candidate.canonicalSubject)
    if (same === undefined) bySubject.set(candidate.canonicalSubject, [candidate])
    else same.push(candidate)
  }
  const issuersOf = new Map<string, readonly Certificate[]>()
  let verifications = 0
  const issuers = (child: Certificate): readonly Certificate[] => {
    const known = issuersOf.get(child.fingerprint)
    if (known !== undefined) return known
    const found = (bySubject.get(child.canonicalIssuer) ?? []).filter(
      (parent) => mayIssue(parent) && child.mayBeIssuedBy(parent) && verifications++ < maxVerifications && signs(parent, child),
    )
    issuersOf.set(child.fingerprint, found)
    return found
  }

  let longest: readonly Certificate[] = [certificate]
  let steps = 0
  const walk = (path: readonly Certificate[]): readonly Certificate[] | undefined => {
    const last = path.at(-1)!
    if (path.length > longest.length) longest = path
    if (isEnd(last)) return path
    if (path.length === maxDepth || ++steps > maxVerifications) return undefined
    for (const parent of issuers(last)) {
      if (path.some((earlier) => earlier.fingerprint === parent.fingerprint)) continue
      const whole = walk([...path, parent])
      if (whole !== undefined) return whole
    }
    return undefined
  }
  const whole = walk([certificate])
  return { path: whole ?? longest, complete: whole !== undefined }
}

const isSelfSigned = (certificate: Certificate): boolean => certificate.selfIssued && signs(certificate, certificate)

/**
 * Whether a certificate may stand above others at all: as a CA, as one of version 1, or as an old root that says so by its keyUsage alone
 * (openssl's `X509_check_ca`).
 */
export function mayIssue(certificate: Certificate): boolean {
  if (certificate.limitsUsage && !certificate['key-usage'].includes('key-cert-sign')) return false
  if (certificate.extensions.has(oid.basicConstraints)) return certificate.isAuthority
  return certificate.version < 3 || certificate.limitsUsage
}

function signs(parent: Certificate, child: Certificate): boolean {
  try {
    return child.signedBy(parent.publicKey)
  } catch {
    // A candidate whose key OpenSSL refuses has signed nothing.
    return false
  }
}
