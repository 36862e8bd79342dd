// Owns building the chain from a certificate to its issuers.
import { type Certificate } from './certificate.ts'
import { oid } from './oid.ts'

// Without these limits, a set of cross-signed certificates would be searched in every order.

/** The maximum number of certificates in a chain; real chains have 2 to 5. */
const maxDepth = 16
/** The maximum number of signatures that are verified for one chain. */
const maxVerifications = 1000
/** The maximum number of certificates that the search visits, each once for every path to it. */
const maxSearchSteps = 1000

/** `path` starts with the certificate whose chain was built; `complete` is true where it ends with a certificate that `isEnd` accepts. */
export interface Chain {
  readonly path: readonly Certificate[]
  readonly complete: boolean
}

/**
 * Builds the chain of `certificate` through `candidates` (in any order, with or without itself): a complete one if there is one, else the
 * longest found. An issuer has the right name, matches the authority key identifier, may issue, and its key verifies the signature. Dates,
 * purposes and revocation are not checked. Ends in bounded time on cycles. `isEnd` decides whether a certificate completes the chain; by
 * default one that is self-signed does.
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
    if (path.length === maxDepth || ++steps > maxSearchSteps) return undefined
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
 * Whether a certificate may issue others: it is a CA, has version 1, or is an old root with a suitable keyUsage alone (openssl's
 * `X509_check_ca`).
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
    // A candidate whose key OpenSSL refuses has not signed anything.
    return false
  }
}
