// Owns certificates for tests with any parts: what RouterOS never writes, but others do.
import type { KeyObject } from '../../src/crypto.ts'
import { type Certificate, readCertificate } from '../../src/pki/certificate.ts'
import { latin1Of } from '../../src/text/bytes.ts'
import { boolean, context, element, derInteger, objectId, octetString, sequence, derSetOf, utf8String } from '../../src/pki/der-write.ts'
import { spkiOf } from '../../src/pki/key.ts'
import { type Digest, signatureAlgorithm, signed } from '../../src/pki/signature.ts'
import { writeX509Time } from '../../src/pki/time.ts'
import { newYear } from './fixture.ts'
import { day } from '../../src/text/units.ts'

/** An extension by its identifier; the value is DER. */
export const extension = (id: string, value: string, isCritical = false): string =>
  sequence(objectId(id), isCritical ? boolean(true) : '', octetString(value))

/** A Name of one common name, in any kind of string. */
export const nameOf = (value: string, write: (text: string) => string = utf8String): string =>
  sequence(derSetOf(sequence(objectId('2.5.4.3'), write(value))))

/** basicConstraints of a CA. */
export const authority = extension('2.5.29.19', sequence(boolean(true)), true)

export interface Parts {
  readonly subject: string
  readonly issuer?: string | undefined
  readonly key: KeyObject
  /** Who signs; itself where absent. */
  readonly signer?: KeyObject | undefined
  readonly extensions?: readonly string[]
  readonly digest?: Digest
  /** A SubjectPublicKeyInfo in place of the key's. */
  readonly spki?: Uint8Array
  readonly version?: 1 | 3
  readonly serial?: number
}

let serials = 1000

/** A certificate of these parts, valid for ten years from `newYear` on. */
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

/** A GeneralName of a kind: `[n]` of a primitive one. */
export const generalName = (kind: number, value: string): string => element(0x80 | kind, value)
export const directoryName = (name: string): string => context(4, name)

/** The nameConstraints extension. A base may have a minimum behind it. */
export const constraints = (permitted: readonly string[], excluded: readonly string[] = [], isCritical = true): string =>
  extension(
    '2.5.29.30',
    sequence(...[permitted, excluded].map((bases, at) => (bases.length === 0 ? '' : context(at, ...bases.map((base) => sequence(base)))))),
    isCritical,
  )

/** The alternative names of a subject. */
export const alternative = (...names: readonly string[]): string => extension('2.5.29.17', sequence(...names))
