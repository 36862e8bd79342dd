// Owns what a certificate file can hold: one part, read or with the reason why not.
import { type KeyObject } from '../crypto.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { type Crl, readCrl } from './crl.ts'
import { type KeyReading } from './key-read.ts'
import { PkiError } from './pki-error.ts'
import { pay } from '../value/limits.ts'
import { type Request, readRequest } from './request.ts'

/** Reading one part of a file, in units of `pay`. */
const workPerPart = 1 << 14

/** `name` is the friendly name of PKCS#12, '' elsewhere. An `undecryptable` part is one of the import's decryption failures. */
export type PkiPart =
  | { readonly kind: 'certificate'; readonly certificate: Certificate; readonly name: string }
  | { readonly kind: 'private-key'; readonly key: KeyObject; readonly name: string }
  | { readonly kind: 'crl'; readonly crl: Crl }
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'undecryptable'; readonly error: PkiError }
  | { readonly kind: 'unreadable'; readonly error: PkiError }

/** The part of a certificate; `unreadable` if it cannot be read. */
export const certificatePart = (der: Uint8Array, name = ''): PkiPart =>
  attempt(() => ({ kind: 'certificate', certificate: readCertificate(der), name }))

/** The part of a CRL; `unreadable` if it cannot be read. */
export const crlPart = (der: Uint8Array): PkiPart => attempt(() => ({ kind: 'crl', crl: readCrl(der) }))

/** The part of a request; `unreadable` if it cannot be read. */
export const requestPart = (der: Uint8Array): PkiPart => attempt(() => ({ kind: 'request', request: readRequest(der) }))

/** What reading a key came to, as a part. */
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
