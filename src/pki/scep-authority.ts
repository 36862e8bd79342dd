// Owns the certificates of a SCEP server by role: those of the CA itself, or of a registration authority in front of it (RFC 8894 3.5.1).
import { readCertificate, type Certificate } from './certificate.ts'
import { readSigned } from './cms-signed.ts'
import { readFirst, tag } from './der-read.ts'
import { malformed } from './pki-error.ts'
import { maxScepCertificates } from './scep-message.ts'

/** The certificates of a SCEP server by role. */
export interface ScepAuthority {
  /** Signs the issued certificates. */
  readonly ca: Certificate
  /** Requests are encrypted for it: the registration authority's certificate where there is one. */
  readonly recipient: Certificate
  /** Replies are signed by one of these. */
  readonly signers: readonly Certificate[]
}

/**
 * Reads the reply to GetCACert: one certificate, or several as a bundle. Which of the two is detected from the bytes, since content types
 * are often wrong. Throws a PkiError where it is neither.
 */
export const readAuthority = (answer: Uint8Array): ScepAuthority => authorityOf(certificatesIn(answer))

/** Assigns the roles among certificates. Throws a PkiError where there are none. */
export function authorityOf(certificates: readonly Certificate[]): ScepAuthority {
  const authorities = certificates.filter((one) => one.isAuthority)
  const registrars = certificates.filter((one) => !one.isAuthority)
  const issues = (parent: Certificate, child: Certificate): boolean =>
    parent !== child && child.canonicalIssuer === parent.canonicalSubject && child.signedBy(parent.publicKey)
  // Of a chain, the lowest CA: it issued the registrars and no other CA.
  const ca =
    authorities.find((one) => registrars.some((child) => issues(one, child))) ??
    authorities.find((one) => !authorities.some((child) => issues(one, child))) ??
    certificates[0]
  if (ca === undefined) throw malformed('an answer without certificates')
  const may =
    (usage: 'key-encipherment' | 'digital-signature') =>
    (one: Certificate): boolean =>
      !one.limitsUsage || one['key-usage'].includes(usage)
  const own = registrars.filter((one) => one !== ca && issues(ca, one))
  return { ca, recipient: own.find(may('key-encipherment')) ?? ca, signers: [...own.filter(may('digital-signature')), ca] }
}

/** Reads a certificate, or a bundle of them. */
function certificatesIn(answer: Uint8Array): readonly Certificate[] {
  const [first] = readFirst(answer).expect(tag.sequence, 'certificates').children
  if (first?.tag !== tag.oid) return [readCertificate(answer)]
  return readSigned(answer).certificates.slice(0, maxScepCertificates).map(readCertificate)
}

/** Returns the certificates of the next CA from a reply to GetNextCACert. Throws a PkiError where the current one has not signed it. */
export function readNextAuthority(answer: Uint8Array, { signers }: ScepAuthority): ScepAuthority {
  const signed = readSigned(answer)
  const isBy = (one: Certificate): boolean => signed.signer?.isBy(one) === true && signed.signer.verifies(signed.content, one.publicKey)
  if (!signers.some(isBy)) throw malformed('an answer that the present authority has not signed')
  return readAuthority(signed.content)
}
