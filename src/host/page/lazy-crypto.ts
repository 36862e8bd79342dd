// Owns the replacement of `src/crypto.ts` in the page's worker: the implementation (`crypto/`) is a separate file, which the worker loads
// synchronously when something is first hashed, signed or generated.
import type * as backEnd from './crypto/crypto.ts'

declare const importScripts: (name: string) => void

type Back = typeof backEnd

/** The global that the file defines; absent before it was loaded. */
declare const offboxCrypto: Back
const isThere = (): boolean => typeof offboxCrypto !== 'undefined'

export function back(): Back {
  if (!isThere()) importScripts('crypto.js')
  return offboxCrypto
}

export const createCipheriv: Back['createCipheriv'] = (...given) => back().createCipheriv(...given)
export const createDecipheriv: Back['createDecipheriv'] = (...given) => back().createDecipheriv(...given)
export const createHash: Back['createHash'] = (...given) => back().createHash(...given)
export const createHmac: Back['createHmac'] = (...given) => back().createHmac(...given)
export const createPrivateKey: Back['createPrivateKey'] = (...given) => back().createPrivateKey(...given)
export const createPublicKey: Back['createPublicKey'] = (...given) => back().createPublicKey(...given)
export const generateKeyPairSync: Back['generateKeyPairSync'] = (...given) => back().generateKeyPairSync(...given)
export const generatePrimeSync: Back['generatePrimeSync'] = (...given) => back().generatePrimeSync(...given)
export const hash: Back['hash'] = (...given) => back().hash(...given)
export const pbkdf2Sync: Back['pbkdf2Sync'] = (...given) => back().pbkdf2Sync(...given)
export const privateDecrypt: Back['privateDecrypt'] = (...given) => back().privateDecrypt(...given)
export const publicDecrypt: Back['publicDecrypt'] = (...given) => back().publicDecrypt(...given)
export const publicEncrypt: Back['publicEncrypt'] = (...given) => back().publicEncrypt(...given)
export const scryptSync: Back['scryptSync'] = (...given) => back().scryptSync(...given)
export const sign: Back['sign'] = (...given) => back().sign(...given)
export const timingSafeEqual: Back['timingSafeEqual'] = (...given) => back().timingSafeEqual(...given)
export const verify: Back['verify'] = (...given) => back().verify(...given)

/** The same as in the implementation: they are read before it is loaded. */
export const constants: Back['constants'] = { RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_PSS_PADDING: 6 }

/** Supports `instanceof`; before the implementation is loaded there are no keys. */
export const KeyObject = {
  [Symbol.hasInstance]: (value: unknown): boolean => isThere() && value instanceof offboxCrypto.KeyObject,
}
