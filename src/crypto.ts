// Owns the one door to cryptography: what of node:crypto is used below `host/node` and `cli`, and nothing else of it. The page has another
// back end of the same names (`host/page/crypto/`), which its build puts in the place of this file.
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
