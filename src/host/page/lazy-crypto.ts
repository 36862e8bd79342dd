// Owns the replacement of `src/crypto.ts` in the page's worker: the implementation (`crypto/`) is a separate file, which the worker loads
// synchronously when something is first hashed, signed or generated.
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

/** The functions of `src/crypto.ts`. The first call of any of them loads the implementation. */
export const {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  generatePrimeSync,
  hash,
  pbkdf2Sync,
  privateDecrypt,
  publicDecrypt,
  publicEncrypt,
  scryptSync,
  sign,
  timingSafeEqual,
  verify,
} = {
  createCipheriv: (...given) => back().createCipheriv(...given),
  createDecipheriv: (...given) => back().createDecipheriv(...given),
  createHash: (...given) => back().createHash(...given),
  createHmac: (...given) => back().createHmac(...given),
  createPrivateKey: (...given) => back().createPrivateKey(...given),
  createPublicKey: (...given) => back().createPublicKey(...given),
  generateKeyPairSync: (...given) => back().generateKeyPairSync(...given),
  generatePrimeSync: (...given) => back().generatePrimeSync(...given),
  hash: (...given) => back().hash(...given),
  pbkdf2Sync: (...given) => back().pbkdf2Sync(...given),
  privateDecrypt: (...given) => back().privateDecrypt(...given),
  publicDecrypt: (...given) => back().publicDecrypt(...given),
  publicEncrypt: (...given) => back().publicEncrypt(...given),
  scryptSync: (...given) => back().scryptSync(...given),
  sign: (...given) => back().sign(...given),
  timingSafeEqual: (...given) => back().timingSafeEqual(...given),
  verify: (...given) => back().verify(...given),
} satisfies Partial<Back>

/** The same as in the implementation: they are read before it is loaded. */
export const constants: Back['constants'] = { RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_PSS_PADDING: 6 }

/** Supports `instanceof`; before the implementation is loaded there are no keys. */
export const KeyObject = {
  [Symbol.hasInstance]: (value: unknown): boolean => isThere() && value instanceof offboxCrypto.KeyObject,
}
