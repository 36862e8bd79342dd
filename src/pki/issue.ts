// Owns issuing certificates: building the body as RouterOS does and signing it, self-signed or by an issuer.
import { type KeyObject } from '../crypto.ts'
import { type Random } from '../host/host.ts'
import { type Certificate } from './certificate.ts'
import { latin1Of } from '../text/bytes.ts'
import { context, derInteger, sequence, unsigned } from './der-write.ts'
import { type ExtensionContents, writeExtensions } from './extensions.ts'
import { keyIdentifier } from './key.ts'
import { type Digest, signatureAlgorithm, signed } from './signature.ts'
import { writeX509Time } from './time.ts'

/** The contents of a new certificate. The extensions' key identifiers are computed here. */
export interface CertificateContents extends Omit<ExtensionContents, 'skid' | 'akid'> {
  /** A Name as DER in a byte string: `writeName(subject)`, or a request's own. */
  readonly subject: string
  /** The SubjectPublicKeyInfo of the certificate's key: `spkiOf(key)`. */
  readonly spki: Uint8Array
  /** `newSerial(random)`, or any positive number, most significant byte first. */
  readonly serial: Uint8Array
  /** Nanoseconds since 1970-01-01 UTC, truncated to seconds. */
  readonly 'invalid-before': bigint
  readonly 'invalid-after': bigint
  readonly 'digest-algorithm': Digest
}

/** The issuer's name (DER in a byte string), key identifier (a byte string) and private key. Made once and used for many certificates. */
export interface Issuer {
  readonly name: string
  readonly skid: string
  readonly key: KeyObject
}

/** Returns the issuer made of a certificate and its private key. A certificate without a key identifier gets the computed one. */
export function issuerOf(certificate: Certificate, key: KeyObject): Issuer {
  const skid = certificate.skid === '' ? keyIdentifier(certificate.spki) : Buffer.from(certificate.skid, 'hex')
  return { name: certificate.subjectName, skid: latin1Of(skid), key }
}

/** Returns eight random bytes, as RouterOS uses (`1A6A093FBDF8D2F9`), made positive and of full length. */
export function newSerial(random: Random): Uint8Array {
  const serial = Uint8Array.from(random.bytes(8))
  serial[0] = serial[0]! & 0x7f || 0x01
  return serial
}

/**
 * Writes a version 3 certificate signed by `issuer`, as DER. Throws a PkiError, `unsuitable`, for contents that cannot be written or
 * signed.
 */
export const issue = (contents: CertificateContents, issuer: Issuer): Buffer => make(contents, issuer.name, issuer.skid, issuer.key)

/** Writes a version 3 certificate signed with its own key, as DER; without AKI, as RouterOS does (transcript C-63). */
export const selfSign = (contents: CertificateContents, key: KeyObject): Buffer => make(contents, contents.subject, undefined, key)

const version3 = context(0, derInteger(2))

function make(contents: CertificateContents, issuerName: string, akid: string | undefined, key: KeyObject): Buffer {
  const digest = contents['digest-algorithm']
  const extensions = writeExtensions({ ...contents, skid: latin1Of(keyIdentifier(contents.spki)), akid })
  const body = sequence(
    version3,
    unsigned(latin1Of(contents.serial)),
    signatureAlgorithm(key, digest),
    issuerName,
    sequence(writeX509Time(contents['invalid-before']), writeX509Time(contents['invalid-after'])),
    contents.subject,
    latin1Of(contents.spki),
    context(3, extensions),
  )
  return signed(body, key, digest)
}
