// Owns the parts of a certificate file: the content of each, or the error of reading it.
import { type KeyObject } from '../crypto.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { type Crl, readCrl } from './crl.ts'
import { type KeyReading } from './key-read.ts'
import { PkiError } from './pki-error.ts'
import { pay } from '../value/limits.ts'
import { type CertificateRequest, readRequest } from './request.ts'

/** The cost of reading one part of a file, in units of `pay`. */
const workPerPart = 1 << 14

/** One part. `name` is the friendly name of PKCS#12, '' elsewhere. The import counts `undecryptable` parts as decryption failures. */
export type PkiPart =
  | { readonly kind: 'certificate'; readonly certificate: Certificate; readonly name: string }
  | { readonly kind: 'private-key'; readonly key: KeyObject; readonly name: string }
  | { readonly kind: 'crl'; readonly crl: Crl }
  | { readonly kind: 'request'; readonly request: CertificateRequest }
  | { readonly kind: 'undecryptable'; readonly error: PkiError }
  | { readonly kind: 'unreadable'; readonly error: PkiError }

/** Reads a certificate; an `unreadable` part where that fails. */
export const certificatePart = (der: Uint8Array, name = ''): PkiPart =>
  attempt(() => ({ kind: 'certificate', certificate: readCertificate(der), name }))

/** Reads a CRL; an `unreadable` part where that fails. */
export const crlPart = (der: Uint8Array): PkiPart => attempt(() => ({ kind: 'crl', crl: readCrl(der) }))

/** Reads a request; an `unreadable` part where that fails. */
export const requestPart = (der: Uint8Array): PkiPart => attempt(() => ({ kind: 'request', request: readRequest(der) }))

/** Turns the result of reading a key into a part. */
export function keyPart(reading: KeyReading, name = ''): PkiPart {
  switch (reading.outcome) {
    case 'key':
      return { kind: 'private-key', key: reading.key, name }
    case 'not a key':
      return { kind: 'unreadable', error: new PkiError('malformed', 'not a private key') }
    case 'needs passphrase':
    case 'wrong passphrase':
      return { kind: 'undecryptable', error: new PkiError(reading.outcome, 'an encrypted private key') }
    case 'unreadable':
      return { kind: 'undecryptable', error: reading.error }
  }
}

function attempt(read: () => PkiPart): PkiPart {
  pay(workPerPart)
  try {
    return read()
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    return { kind: 'unreadable', error }
  }
}
