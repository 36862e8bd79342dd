// Owns writing private keys: PKCS#8, plain and encrypted as RouterOS does it.
import { type KeyObject } from '../crypto.ts'
import { type Random } from '../host/host.ts'
import { latin1Of } from '../text/bytes.ts'
import { bytesOf, octetString, sequence } from './der-write.ts'
import { encryptPbes2 } from './encryption.ts'
import { secretsOf } from './passphrase.ts'
import { writePem } from './pem.ts'
import { PkiError, guarded } from './pki-error.ts'

/** Writes PKCS#8 as DER. Throws a PkiError, `unsuitable`, for a public key. */
export function writeKeyDer(key: KeyObject): Buffer {
  if (key.type !== 'private') throw new PkiError('unsuitable', 'not a private key')
  return guarded('unsuitable', 'a key that cannot be written', () => key.export({ type: 'pkcs8', format: 'der' }))
}

/** Writes a plain PEM block: `-----BEGIN PRIVATE KEY-----`. */
export const writeKey = (key: KeyObject): string => writePem('PRIVATE KEY', writeKeyDer(key))

/**
 * Writes a PEM block `-----BEGIN ENCRYPTED PRIVATE KEY-----` like the device's own export (transcript C-63): PBES2, PBKDF2 without a PRF,
 * AES-256-CBC. 1858 bytes for RSA-2048, as published. `passphrase` is a byte string; an empty one throws a PkiError, `unsuitable`.
 */
export function writeEncryptedKey(key: KeyObject, passphrase: string, random: Random): string {
  const [secret] = secretsOf(passphrase)
  if (passphrase === '' || secret === undefined) throw new PkiError('unsuitable', 'an empty passphrase')
  const { algorithm, data } = encryptPbes2(writeKeyDer(key), secret, 'sha1', random)
  return writePem('ENCRYPTED PRIVATE KEY', bytesOf(sequence(algorithm, octetString(latin1Of(data)))))
}
