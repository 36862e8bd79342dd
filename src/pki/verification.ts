// Owns judging a certificate: its chain to a trusted authority, and each member's dates, usage and revocation.
import type { Certificate } from './certificate.ts'
import { buildChain } from './chain.ts'
import type { Crl } from './crl.ts'
import type { KeyUsage } from './key-usage.ts'
import { oid } from './oid.ts'
import { PkiError } from './pki-error.ts'
import { standingOf } from './revocation.ts'

/** What the certificate is shown for. */
export type Purpose = 'tls-server' | 'tls-client'

/** Why a certificate is not accepted. */
export type Reason =
  | 'no trusted authority'
  | 'not yet valid'
  | 'expired'
  | 'wrong purpose'
  | 'issuer is no authority'
  | 'path too long'
  | 'unknown extension'
  | 'no revocation list'
  | 'revoked'
  | 'malformed'

export interface Question {
  readonly certificate: Certificate
  /** Trusted: a chain has to end in one of them that is self-signed. */
  readonly anchors: readonly Certificate[]
  /** What may stand between: sent by the other side, or known. */
  readonly others: readonly Certificate[]
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly at: bigint
  readonly purpose?: Purpose | undefined
  /** Every member of the chain has to be cleared by one of them; undefined: revocation is not looked at. */
  readonly crls?: readonly Crl[] | undefined
}

/** `path` begins with the certificate asked about. `member` is the one that is wrong. */
export type Judgement =
  | { readonly accepted: true; readonly path: readonly Certificate[] }
  | { readonly accepted: false; readonly reason: Reason; readonly member: Certificate; readonly path: readonly Certificate[] }

/**
 * Whether a certificate is to be accepted. Never throws. Follows RFC 5280 6 without policies and name constraints (where those are
 * critical, they are unknown extensions), and openssl where that goes further: purposes hold for authorities too, the root is dated and
 * looked up in its own list. What only `-x509_strict` asks of authorities' forms is not asked.
 */
export function verify(question: Question): Judgement {
  const { certificate } = question
  try {
    const path = pathOf(question)
    if (path === undefined) return { accepted: false, reason: 'no trusted authority', member: certificate, path: [certificate] }
    for (const check of [dated, used, cleared]) {
      for (const [at, member] of path.entries()) {
        const reason = check(member, at, path, question)
        if (reason !== undefined) return { accepted: false, reason, member, path }
      }
    }
    return { accepted: true, path }
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    return { accepted: false, reason: 'malformed', member: certificate, path: [certificate] }
  }
}

/** The way to an anchor. Anchors come before others, and what is valid now before what is not: a renewed authority has two certificates. */
function pathOf({ certificate, anchors, others, at }: Question): readonly Certificate[] | undefined {
  const above = namesAbove(certificate, [...anchors, ...others])
  const isAbove = ({ subjectName }: Certificate): boolean => above.has(subjectName)
  const roots = new Set(anchors.filter(isAbove).map(({ fingerprint }) => fingerprint))
  const between = others.filter(isAbove).filter((other) => !(other.selfIssued && (other.akid === '' || other.akid === other.skid)))
  const candidates = [...anchors.filter(isAbove), ...between.filter(({ fingerprint }) => !roots.has(fingerprint))]
  const current = (candidate: Certificate): boolean => candidate['invalid-before'] <= at && at <= candidate['invalid-after']
  const ordered = [...candidates.filter(current), ...candidates.filter((candidate) => !current(candidate))]
  const { path, complete } = buildChain(certificate, ordered)
  const root = path.at(-1)
  return complete && root !== undefined && roots.has(root.fingerprint) ? path : undefined
}

/** The names that a chain can go through: a device may hold thousands of certificates, and names are quickly compared. */
function namesAbove(certificate: Certificate, candidates: readonly Certificate[]): ReadonlySet<string> {
  const issuers = new Map<string, Set<string>>()
  for (const { subjectName, issuerName } of candidates) {
    const known = issuers.get(subjectName)
    if (known === undefined) issuers.set(subjectName, new Set([issuerName]))
    else known.add(issuerName)
  }
  const names = new Set([certificate.issuerName])
  // A set grows while it is walked, and each name is walked once.
  for (const name of names) for (const issuer of issuers.get(name) ?? []) names.add(issuer)
  return names
}

type Check = (member: Certificate, at: number, path: readonly Certificate[], question: Question) => Reason | undefined

const dated: Check = (member, _at, _path, { at }) => {
  if (at < member['invalid-before']) return 'not yet valid'
  return at > member['invalid-after'] ? 'expired' : undefined
}

/** Critical extensions that are looked at here, or (policies) ask nothing of a reader who has none. */
const known: ReadonlySet<string> = new Set([
  oid.basicConstraints,
  oid.keyUsage,
  oid.extKeyUsage,
  oid.subjectAltName,
  oid.crlDistributionPoints,
  oid.authorityKeyIdentifier,
  oid.subjectKeyIdentifier,
  oid.certificatePolicies,
  oid.policyConstraints,
])

const used: Check = (member, at, path, { purpose }) => {
  const { extensions } = member
  if (extensions.critical.some((id) => !known.has(id))) return 'unknown extension'
  const hasBits = extensions.value(oid.keyUsage) !== undefined
  const may = (usage: KeyUsage): boolean => extensions['key-usage'].includes(usage)
  if (at > 0) {
    if (!member.isAuthority || (hasBits && !may('key-cert-sign'))) return 'issuer is no authority'
    const between = path.slice(1, at).filter(({ selfIssued }) => !selfIssued).length
    if (between > (extensions.pathLength ?? Infinity)) return 'path too long'
  }
  if (purpose === undefined) return undefined
  if (extensions.value(oid.extKeyUsage) !== undefined && !may(purpose)) return 'wrong purpose'
  return at === 0 && hasBits && !handshakes[purpose].some(may) ? 'wrong purpose' : undefined
}

/** The bits of keyUsage of which a TLS handshake needs one. */
const handshakes: { readonly [purpose in Purpose]: readonly KeyUsage[] } = {
  'tls-server': ['digital-signature', 'key-encipherment', 'key-agreement'],
  'tls-client': ['digital-signature', 'key-agreement'],
}

const cleared: Check = (member, at, path, { crls, at: time }) => {
  if (crls === undefined) return undefined
  switch (standingOf(member, path[at + 1] ?? member, crls, time)) {
    case 'good':
      return undefined
    case 'revoked':
      return 'revoked'
    case 'no list':
      return 'no revocation list'
  }
}
