// Owns certificates for tests with arbitrary parts, which RouterOS never writes but other programs do.
import type { KeyObject } from '../../src/crypto.ts'
import { type Certificate, readCertificate } from '../../src/pki/certificate.ts'
import { latin1Of } from '../../src/text/bytes.ts'
import { boolean, context, derElement, derInteger, objectId, octetString, sequence, derSetOf, utf8String } from '../../src/pki/der-write.ts'
import { spkiOf } from '../../src/pki/key.ts'
import { type Digest, signatureAlgorithm, signed } from '../../src/pki/signature.ts'
import { writeX509Time } from '../../src/pki/time.ts'
import { newYear } from './fixture.ts'
import { day } from '../../src/text/units.ts'

/** Encodes an extension; the value is DER. */
export const extension = (id: string, value: string, isCritical = false): string =>
  sequence(objectId(id), isCritical ? boolean(true) : '', octetString(value))

/** Encodes a Name with a common name, in any string type. */
export const nameOf = (value: string, write: (text: string) => string = utf8String): string =>
  sequence(derSetOf(sequence(objectId('2.5.4.3'), write(value))))

/** The basicConstraints extension of a CA. */
export const authority = extension('2.5.29.19', sequence(boolean(true)), true)

/** The parts of a certificate; names and extensions are DER, as strings of bytes. */
export interface Parts {
  readonly subject: string
  readonly issuer?: string | undefined
  readonly key: KeyObject
  /** The signer; default: self-signed. */
  readonly signer?: KeyObject | undefined
  readonly extensions?: readonly string[]
  readonly digest?: Digest
  /** A SubjectPublicKeyInfo instead of that of the key. */
  readonly spki?: Uint8Array
  readonly version?: 1 | 3
  readonly serial?: number
}

let serials = 1000

/** Creates a certificate of these parts, valid for ten years from `newYear` on. */
export function raw({
  subject,
  issuer = subject,
  key,
  signer = key,
  extensions = [],
  digest = 'sha256',
  spki,
  version = 3,
  serial = ++serials,
}: Parts): Certificate {
  const body = sequence(
    version === 3 ? context(0, derInteger(2)) : '',
    derInteger(serial),
    signatureAlgorithm(signer, digest),
    issuer,
    sequence(writeX509Time(newYear), writeX509Time(newYear + 3650n * day)),
    subject,
    latin1Of(spki ?? spkiOf(key)),
    extensions.length === 0 ? '' : context(3, sequence(...extensions)),
  )
  return readCertificate(signed(body, signer, digest))
}

/** Encodes a GeneralName of a kind: a primitive `[n]`. */
export const generalName = (kind: number, value: string): string => derElement(0x80 | kind, value)
/** Encodes a GeneralName of the kind directoryName; `name` is the DER of a Name. */
export const directoryName = (name: string): string => context(4, name)

/** Encodes the nameConstraints extension. A base may be followed by a minimum. */
export const constraints = (permitted: readonly string[], excluded: readonly string[] = [], isCritical = true): string =>
  extension(
    '2.5.29.30',
    sequence(...[permitted, excluded].map((bases, at) => (bases.length === 0 ? '' : context(at, ...bases.map((base) => sequence(base)))))),
    isCritical,
  )

/** Encodes the subjectAltName extension. */
export const alternative = (...names: readonly string[]): string => extension('2.5.29.17', sequence(...names))
