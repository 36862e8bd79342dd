// Owns the walk from a certificate to its issuers.
import { type Certificate } from './certificate.ts'

/** A walk's limits: real chains are 2 to 5 long; a pool of cross-signed certificates could otherwise be walked in every order. */
const maxDepth = 16
const maxVerifications = 1000

/** `path` starts with the certificate asked about; `complete` says that it ends in a self-signed one. */
export interface Chain {
  readonly path: readonly Certificate[]
  readonly complete: boolean
}

/**
 * The chain of `certificate` through `candidates` (in any order, itself among them or not): a complete one where there is one, else the
 * longest found. An issuer has the right name, the right key identifier where both name one, may issue (CA, or version 1), and its key
 * verifies the signature. Dates, purposes and revocation are not looked at. Ends in bounded time on cycles.
 */
export function buildChain(certificate: Certificate, candidates: readonly Certificate[]): Chain {
  const bySubject = new Map<string, Certificate[]>()
  for (const candidate of candidates) {
    const same = bySubject.get(candidate.subjectName)
    if (same === undefined) bySubject.set(candidate.subjectName, [candidate])
    else same.push(candidate)
  }
  const issuersOf = new Map<string, readonly Certificate[]>()
  let verifications = 0
  const issuers = (child: Certificate): readonly Certificate[] => {
    const known = issuersOf.get(child.fingerprint)
    if (known !== undefined) return known
    const found = (bySubject.get(child.issuerName) ?? []).filter(
      (parent) => plausible(child, parent) && verifications++ < maxVerifications && signs(parent, child),
    )
    issuersOf.set(child.fingerprint, found)
    return found
  }

  let longest: readonly Certificate[] = [certificate]
  let steps = 0
  const walk = (path: readonly Certificate[]): readonly Certificate[] | undefined => {
    const last = path.at(-1)!
    if (path.length > longest.length) longest = path
    if (last.selfIssued && signs(last, last)) return path
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

function plausible(child: Certificate, parent: Certificate): boolean {
  if (parent.version === 3 && !parent.isAuthority) return false
  return child.akid === '' || parent.skid === '' || child.akid === parent.skid
}

function signs(parent: Certificate, child: Certificate): boolean {
  try {
    return child.signedBy(parent.publicKey)
  } catch {
    // A candidate whose key OpenSSL refuses has signed nothing.
    return false
  }
}
