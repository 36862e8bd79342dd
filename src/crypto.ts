// Owns cryptography: the functions of node:crypto that code outside `host/node` and `cli` uses, and no others. The build of the page
// replaces this file by one with the same exports (`host/page/crypto/`).
export {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  generatePrimeSync,
  hash,
  type JsonWebKey,
  KeyObject,
  pbkdf2Sync,
  privateDecrypt,
  publicDecrypt,
  publicEncrypt,
  scryptSync,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'
