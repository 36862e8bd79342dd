// Owns the replacement of `src/crypto.ts` in the page's worker: the implementation (`crypto/`) is a separate file, which the worker loads
// synchronously when one of these functions is first called.
import type * as backEnd from './crypto/crypto.ts'

declare const importScripts: (name: string) => void

type Back = typeof backEnd

/** The global that the file defines; absent before it was loaded. */
declare const offboxCrypto: Back
const isThere = (): boolean => typeof offboxCrypto !== 'undefined'

/** Returns the implementation. The first call loads its file, synchronously. */
export function back(): Back {
  if (!isThere()) importScripts('crypto.js')
  return offboxCrypto
}

/** Returns an encrypting cipher with `update` and `final`; see `crypto/cipher.ts`. */
export const createCipheriv: Back['createCipheriv'] = (...given) => back().createCipheriv(...given)
/** Returns a decrypting cipher with `update` and `final`; see `crypto/cipher.ts`. */
export const createDecipheriv: Back['createDecipheriv'] = (...given) => back().createDecipheriv(...given)
/** Returns a hash object; see `crypto/hash.ts`. */
export const createHash: Back['createHash'] = (...given) => back().createHash(...given)
/** Returns an HMAC object; see `crypto/hash.ts`. */
export const createHmac: Back['createHmac'] = (...given) => back().createHmac(...given)
/** Reads a private key; see `crypto/key-read.ts`. */
export const createPrivateKey: Back['createPrivateKey'] = (...given) => back().createPrivateKey(...given)
/** Reads a public key; see `crypto/key-read.ts`. */
export const createPublicKey: Back['createPublicKey'] = (...given) => back().createPublicKey(...given)
/** Generates a key pair; see `crypto/key-read.ts`. */
export const generateKeyPairSync: Back['generateKeyPairSync'] = (...given) => back().generateKeyPairSync(...given)
/** Returns a random prime; see `crypto/numbers.ts`. */
export const generatePrimeSync: Back['generatePrimeSync'] = (...given) => back().generatePrimeSync(...given)
/** Returns the hash of bytes or a text; see `crypto/hash.ts`. */
export const hash: Back['hash'] = (...given) => back().hash(...given)
/** Derives a key by PBKDF2; see `crypto/hash.ts`. */
export const pbkdf2Sync: Back['pbkdf2Sync'] = (...given) => back().pbkdf2Sync(...given)
/** The raw RSA operation with a private key; see `crypto/sign.ts`. */
export const privateDecrypt: Back['privateDecrypt'] = (...given) => back().privateDecrypt(...given)
/** The raw RSA operation with a public key; see `crypto/sign.ts`. */
export const publicDecrypt: Back['publicDecrypt'] = (...given) => back().publicDecrypt(...given)
/** The raw RSA operation with a public key; see `crypto/sign.ts`. */
export const publicEncrypt: Back['publicEncrypt'] = (...given) => back().publicEncrypt(...given)
/** Derives a key by scrypt; see `crypto/hash.ts`. */
export const scryptSync: Back['scryptSync'] = (...given) => back().scryptSync(...given)
/** Signs bytes; see `crypto/sign.ts`. */
export const sign: Back['sign'] = (...given) => back().sign(...given)
/** Whether two byte strings are equal; see `crypto/hash.ts`. */
export const timingSafeEqual: Back['timingSafeEqual'] = (...given) => back().timingSafeEqual(...given)
/** Whether a key verifies a signature; see `crypto/sign.ts`. */
export const verify: Back['verify'] = (...given) => back().verify(...given)

/** The same as in the implementation: they are read before it is loaded. */
export const constants: Back['constants'] = { RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_PSS_PADDING: 6 }

/** Supports `instanceof`; before the implementation is loaded there are no keys. */
export const KeyObject = {
  [Symbol.hasInstance]: (value: unknown): boolean => isThere() && value instanceof offboxCrypto.KeyObject,
}
