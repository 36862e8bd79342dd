// Owns RSA key transport (PKCS#1 v1.5, RFC 8017 7.2): a short secret encrypted for one key.
import { constants, type KeyObject, privateDecrypt, publicEncrypt } from '../crypto.ts'
import type { Random } from '../host/host.ts'
import { PkiError, guarded } from './pki-error.ts'

// Node 20 refuses to remove this padding (its guard against CVE-2023-46809), and adds it with randomness of its own, so both are done here
// on the raw operation. The timing of failures leaks information; that is out of scope, as no real key depends on it. All failures have the
// same error.

/**
 * Encrypts `secret` for the owner of `key`, an RSA public key. Throws a PkiError, `unsuitable`, for any other key or one that is too short.
 */
export function encryptSecret(secret: Uint8Array, key: KeyObject, random: Random): Buffer {
  const size = modulusBytes(key)
  if (secret.length + 11 > size) throw new PkiError('unsuitable', 'an RSA key too short for its content')
  const filling = Buffer.from(random.bytes(size - secret.length - 3)).map((byte) => byte || 0xa5)
  const block = Buffer.concat([Buffer.of(0, 2), filling, Buffer.of(0), secret])
  return guarded('unsuitable', 'this key cannot encrypt', () => publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block))
}

/** Decrypts what `encryptSecret` returned. Throws a PkiError, `wrong passphrase`, where this key does not decrypt it. */
export function decryptSecret(wrapped: Uint8Array, key: KeyObject): Buffer {
  if (wrapped.length !== modulusBytes(key)) throw notForThisKey()
  const block = guarded('wrong passphrase', 'not encrypted for this key', () =>
    privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, wrapped),
  )
  const end = block.indexOf(0, 2)
  if (block[0] !== 0 || block[1] !== 2 || end < 10) throw notForThisKey()
  return block.subarray(end + 1)
}

function modulusBytes(key: KeyObject): number {
  const bits = key.asymmetricKeyType === 'rsa' ? key.asymmetricKeyDetails?.modulusLength : undefined
  if (bits === undefined) throw new PkiError('unsuitable', `a key of ${key.asymmetricKeyType} carries no secrets: RSA does`)
  return (bits + 7) >> 3
}

const notForThisKey = (): PkiError => new PkiError('wrong passphrase', 'not encrypted for this key')
