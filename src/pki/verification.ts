// Owns verifying a certificate: its chain to a trusted authority, and the dates, usage and revocation of each certificate in it.
import type { Certificate } from './certificate.ts'
import { buildChain, mayIssue } from './chain.ts'
import type { Crl } from './crl.ts'
import { isWeakKey } from './key.ts'
import type { KeyUsage } from './key-usage.ts'
import { allowsNames } from './name-constraints.ts'
import { foldedName } from './name.ts'
import { oid } from './oid.ts'
import { PkiError } from './pki-error.ts'
import { revocationStatusOf } from './revocation.ts'

/** The role in which the certificate is used. */
export type Purpose = 'tls-server' | 'tls-client'

/** Why a certificate is not accepted. */
export type RejectionReason =
  | 'no trusted authority'
  | 'not yet valid'
  | 'expired'
  | 'wrong purpose'
  | 'issuer is no authority'
  | 'path too long'
  | 'unknown extension'
  | 'name not permitted'
  | 'weak digest'
  | 'weak key'
  | 'no revocation list'
  | 'revoked'
  | 'malformed'

/** A certificate to verify, and against what. */
export interface VerificationRequest {
  readonly certificate: Certificate
  /** Trusted certificates: a chain has to end in a self-signed one of them. */
  readonly anchors: readonly Certificate[]
  /** Possible intermediates: sent by the peer, or known. */
  readonly others: readonly Certificate[]
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly at: bigint
  readonly purpose?: Purpose | undefined
  /** Each member of the chain needs a valid CRL among these; undefined: revocation is not checked. */
  readonly crls?: readonly Crl[] | undefined
}

/** `path` begins with the certificate to verify. `member` is the certificate of the chain that was rejected. */
export type Judgement =
  | { readonly accepted: true; readonly path: readonly Certificate[] }
  | { readonly accepted: false; readonly reason: RejectionReason; readonly member: Certificate; readonly path: readonly Certificate[] }

/**
 * Decides whether a certificate is accepted. Never throws. Follows RFC 5280 6 without policies, and openssl 3.0 as a TLS client with its
 * defaults (security level 1) where openssl is stricter: purposes and name constraints of the root count too, the root's dates and
 * revocation are checked, weak keys and digests are refused; the root's own signature is not verified. What openssl requires only with
 * `-x509_strict` is not required. fixtures/README.md lists the differences from openssl.
 */
export function verifyCertificate(request: VerificationRequest): Judgement {
  const { certificate } = request
  try {
    const path = pathOf(request)
    if (path === undefined) return { accepted: false, reason: 'no trusted authority', member: certificate, path: [certificate] }
    for (const check of [wellFormed, strong, dated, used, named, cleared]) {
      for (const [at, member] of path.entries()) {
        const reason = check(member, at, path, request)
        if (reason !== undefined) return { accepted: false, reason, member, path }
      }
    }
    return { accepted: true, path }
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    return { accepted: false, reason: 'malformed', member: certificate, path: [certificate] }
  }
}

/**
 * Returns the chain to an anchor. Anchors are tried first, and currently valid certificates before others: a renewed authority has two
 * certificates.
 */
function pathOf({ certificate, anchors, others, at }: VerificationRequest): readonly Certificate[] | undefined {
  const above = namesAbove(certificate, [...anchors, ...others])
  const isAbove = ({ canonicalSubject }: Certificate): boolean => above.has(canonicalSubject)
  // An anchor issued by another certificate does not end a chain, as in openssl; the manual too requires the whole chain.
  const isRoot = (anchor: Certificate): boolean => anchor.selfIssued && anchor.mayBeIssuedBy(anchor)
  const roots = new Set(anchors.filter((anchor) => isAbove(anchor) && isRoot(anchor)).map(({ fingerprint }) => fingerprint))
  const between = others.filter((other) => isAbove(other) && !isRoot(other) && !roots.has(other.fingerprint))
  const candidates = [...anchors.filter(isAbove), ...between]
  const current = (candidate: Certificate): boolean => candidate['invalid-before'] <= at && at <= candidate['invalid-after']
  const ordered = [...candidates.filter(current), ...candidates.filter((candidate) => !current(candidate))]
  const { path, complete } = buildChain(certificate, ordered, ({ fingerprint }) => roots.has(fingerprint))
  return complete ? path : undefined
}

/** Returns the names that a chain can include. This excludes most candidates cheaply: a device may have thousands of certificates. */
function namesAbove(certificate: Certificate, candidates: readonly Certificate[]): ReadonlySet<string> {
  const issuers = new Map<string, Set<string>>()
  for (const { canonicalSubject, canonicalIssuer } of candidates) {
    const known = issuers.get(canonicalSubject)
    if (known === undefined) issuers.set(canonicalSubject, new Set([canonicalIssuer]))
    else known.add(canonicalIssuer)
  }
  const names = new Set([certificate.canonicalIssuer])
  // The set grows while it is iterated; each name is visited once.
  for (const name of names) for (const issuer of issuers.get(name) ?? []) names.add(issuer)
  return names
}

type Check = (member: Certificate, at: number, path: readonly Certificate[], question: VerificationRequest) => RejectionReason | undefined

const dated: Check = (member, _at, _path, { at }) => {
  if (at < member['invalid-before']) return 'not yet valid'
  return at > member['invalid-after'] ? 'expired' : undefined
}

/** What RFC 5280 forbids and openssl calls invalid: a repeated extension, an empty keyUsage, a curve without a name. */
const wellFormed: Check = ({ extensions, hasExplicitCurve, limitsUsage, subjectElement }, _at, path) => {
  foldedName(subjectElement)
  const usesNothing = limitsUsage && extensions.value(oid.keyUsage)?.bits.bytes.every((byte) => byte === 0) === true
  return extensions.repeated || usesNothing || (hasExplicitCurve && path.length > 1) ? 'malformed' : undefined
}

/** Refuses weak keys and digests by openssl's security level 1 (80 bits). The root's signature does not matter. */
const strong: Check = (member, at, path) => {
  if (isWeakKey(member['key-type'], member['key-size'])) return 'weak key'
  return at < path.length - 1 && weakDigests.has(member['digest-algorithm']) ? 'weak digest' : undefined
}

/** Which digests RouterOS releases accept is not known: openssl's level 1 is *inferred*. */
const weakDigests: ReadonlySet<string> = new Set(['md5', 'sha1'])

/** Critical extensions that are checked here, or that (policies, OCSP) require nothing of a reader without them: openssl's list. */
const known: ReadonlySet<string> = new Set([
  oid.basicConstraints,
  oid.keyUsage,
  oid.extKeyUsage,
  oid.subjectAltName,
  oid.nameConstraints,
  oid.netscapeCertType,
  oid.crlDistributionPoints,
  oid.certificatePolicies,
  oid.policyMappings,
  oid.policyConstraints,
  oid.inhibitAnyPolicy,
  oid.ocspNoCheck,
])

const used: Check = (member, at, path, { purpose }) => {
  const { extensions } = member
  if (extensions.critical.some((id) => !known.has(id))) return 'unknown extension'
  const hasBits = extensions.has(oid.keyUsage)
  const may = (usage: KeyUsage): boolean => extensions['key-usage'].includes(usage)
  if (at > 0) {
    // Only a root may lack basicConstraints.
    if (!mayIssue(member) || (at < path.length - 1 && !member.isAuthority)) return 'issuer is no authority'
    const between = path.slice(1, at).filter(({ selfIssued }) => !selfIssued).length
    if (between > (extensions.pathLength ?? Infinity)) return 'path too long'
  }
  if (purpose === undefined) return undefined
  const { usages, netscape } = purposes[purpose]
  if (extensions.has(oid.extKeyUsage) && !usages.some(may)) return 'wrong purpose'
  if (at > 0) return undefined
  const types = extensions.value(oid.netscapeCertType)?.bits.bytes[0]
  if (types !== undefined && (types & netscape) === 0) return 'wrong purpose'
  return hasBits && !handshakes[purpose].some(may) ? 'wrong purpose' : undefined
}

/** The extKeyUsage words of a purpose, and its bit of Netscape's certificate type. */
const purposes: { readonly [purpose in Purpose]: { readonly usages: readonly KeyUsage[]; readonly netscape: number } } = {
  'tls-server': { usages: ['tls-server', 'server-gated-crypto'], netscape: 0x40 },
  'tls-client': { usages: ['tls-client'], netscape: 0x80 },
}

/** The keyUsage bits of which a TLS handshake needs one. */
const handshakes: { readonly [purpose in Purpose]: readonly KeyUsage[] } = {
  'tls-server': ['digital-signature', 'key-encipherment', 'key-agreement'],
  'tls-client': ['digital-signature', 'key-agreement'],
}

/** The constraints of all certificates above apply to each member, but not to self-issued ones in between (RFC 5280 6.1.4 b). */
const named: Check = (member, at, path) => {
  if (at > 0 && member.selfIssued && at < path.length - 1) return undefined
  return path.slice(at + 1).every(({ extensions }) => {
    const constraints = extensions.value(oid.nameConstraints)
    return constraints === undefined || allowsNames(constraints, member, at === 0)
  })
    ? undefined
    : 'name not permitted'
}

const cleared: Check = (member, at, path, { crls, at: time }) => {
  if (crls === undefined) return undefined
  switch (revocationStatusOf(member, path[at + 1] ?? member, crls, time)) {
    case 'good':
      return undefined
    case 'revoked':
      return 'revoked'
    case 'no list':
      return 'no revocation list'
  }
}
