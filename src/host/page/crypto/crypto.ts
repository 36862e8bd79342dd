// Owns the page's implementation of `src/crypto.ts`: the same exports, made with @noble/*, parts of node-forge, and BigInt. It is a
// separate file in the page, loaded when something is first hashed or signed.
export { deflateSync, gunzipSync, gzipSync, inflateSync } from './compress.ts'
export { rc2, util } from './forge.ts'
export { createCipheriv, createDecipheriv } from './cipher.ts'
export { createHash, createHmac, hash, pbkdf2Sync, scryptSync, timingSafeEqual } from './hash.ts'
export { KeyObject } from './key.ts'
export { createPrivateKey, createPublicKey, generateKeyPairSync } from './key-read.ts'
export { generatePrimeSync } from './numbers.ts'
export { constants, privateDecrypt, publicDecrypt, publicEncrypt, sign, verify } from './sign.ts'
