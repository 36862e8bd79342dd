// Owns the symmetric ciphers of old and new key files: AES, 3DES and DES by node:crypto, RC2 by node-forge, RC4 implemented here.
import { createCipheriv, createDecipheriv } from '../crypto.ts'
import rc2 from 'node-forge/lib/rc2.js'
import util from 'node-forge/lib/util.js'
import { latin1Of } from '../text/bytes.ts'
import { oid } from './oid.ts'
import { PkiError } from './pki-error.ts'

/** A cipher as a key file names it. `keyLength` and `ivLength` in bytes. */
export interface Cipher {
  readonly name: string
  readonly keyLength: number
  readonly ivLength: number
  /** For RC2 only. */
  readonly effectiveBits?: number
}

/** The ciphers by short names; names of AES, Camellia and ARIA are node:crypto's own. */
export const ciphers = {
  aes128: { name: 'aes-128-cbc', keyLength: 16, ivLength: 16 },
  aes192: { name: 'aes-192-cbc', keyLength: 24, ivLength: 16 },
  aes256: { name: 'aes-256-cbc', keyLength: 32, ivLength: 16 },
  tripleDes: { name: 'des-ede3-cbc', keyLength: 24, ivLength: 8 },
  tripleDes2: { name: 'des-ede-cbc', keyLength: 16, ivLength: 8 },
  des: { name: 'des-cbc', keyLength: 8, ivLength: 8 },
  rc4x128: { name: 'rc4', keyLength: 16, ivLength: 0 },
  rc4x40: { name: 'rc4', keyLength: 5, ivLength: 0 },
} as const satisfies Record<string, Cipher>

/** CBC ciphers by object identifier; their only parameter is the initialization vector. */
export const ciphersById: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  [oid.aes128Cbc, ciphers.aes128],
  ['2.16.840.1.101.3.4.1.22', ciphers.aes192],
  [oid.aes256Cbc, ciphers.aes256],
  [oid.tripleDesCbc, ciphers.tripleDes],
  [oid.desCbc, ciphers.des],
  ['1.2.392.200011.61.1.1.1.2', { name: 'camellia-128-cbc', keyLength: 16, ivLength: 16 }],
  ['1.2.392.200011.61.1.1.1.3', { name: 'camellia-192-cbc', keyLength: 24, ivLength: 16 }],
  ['1.2.392.200011.61.1.1.1.4', { name: 'camellia-256-cbc', keyLength: 32, ivLength: 16 }],
])

/** Returns RC2 in CBC mode; `keyLength` in bytes. */
export const rc2Cipher = (keyLength: number, effectiveBits: number): Cipher => ({ name: 'rc2-cbc', keyLength, ivLength: 8, effectiveBits })

/**
 * Decrypts `data` and removes the padding. Throws a PkiError: `wrong passphrase` for bad padding, which a wrong key causes in 255 of 256
 * cases (otherwise it yields garbage), `unsupported` for a cipher that this machine does not have.
 */
export function decipher(cipher: Cipher, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  if (cipher.name === 'rc4') return rc4(key, data)
  const plain = cipher.name === 'rc2-cbc' ? rc2Decrypt(cipher, key, iv, data) : nodeDecrypt(cipher.name, key, iv, data)
  const padding = plain.at(-1) ?? 0
  const from = plain.length - padding
  if (padding === 0 || padding > cipher.ivLength || from < 0 || plain.subarray(from).some((byte) => byte !== padding))
    throw new PkiError('wrong passphrase', 'the padding is invalid')
  return plain.subarray(0, from)
}

/** Pads `data` and encrypts it by AES, 3DES or DES. */
export function encipher(cipher: Cipher, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const encryption = createCipheriv(...nodeCipher(cipher.name, key), iv)
  return Buffer.concat([encryption.update(data), encryption.final()])
}

function nodeDecrypt(name: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  try {
    const decryption = createDecipheriv(...nodeCipher(name, key), iv).setAutoPadding(false)
    return Buffer.concat([decryption.update(data), decryption.final()])
  } catch (error) {
    const unknown = error instanceof Error && /unknown|unsupported/i.test(error.message)
    throw unknown ? new PkiError('unsupported', `the cipher ${name}`) : new PkiError('wrong passphrase', 'not whole blocks')
  }
}

/** OpenSSL 3 keeps DES in its legacy provider, which Node does not load; 3DES with three equal keys is DES. */
function nodeCipher(name: string, key: Uint8Array): [string, Uint8Array] {
  if (name === 'des-cbc') return ['des-ede3-cbc', Buffer.concat([key, key, key])]
  if (name === 'des-ede-cbc') return ['des-ede3-cbc', Buffer.concat([key, key.subarray(0, 8)])]
  return [name, key]
}

function rc2Decrypt(cipher: Cipher, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const decryption = rc2.createDecryptionCipher(latin1Of(key), cipher.effectiveBits ?? 128)
  decryption.start(latin1Of(iv))
  decryption.update(util.createBuffer(latin1Of(data)))
  // `decipher` checks the padding: forge only checks that its last byte is not too large.
  if (!decryption.finish(() => true)) throw new PkiError('wrong passphrase', 'not whole blocks')
  return Buffer.from(decryption.output.getBytes(), 'latin1')
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at)
  let j = 0
  for (let i = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 0xff
    ;[state[i], state[j]] = [state[j]!, state[i]!]
  }
  j = 0
  let i = 0
  const out = Buffer.from(data)
  for (let at = 0; at < out.length; at++) {
    i = (i + 1) & 0xff
    j = (j + state[i]!) & 0xff
    ;[state[i], state[j]] = [state[j]!, state[i]!]
    out[at]! ^= state[(state[i]! + state[j]!) & 0xff]!
  }
  return out
}
