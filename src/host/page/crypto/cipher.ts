// Owns the ciphers of key files for the page: AES by @noble/ciphers, 3DES by node-forge, Camellia and ARIA by offbox itself.
import { cbc } from '@noble/ciphers/aes.js'
import des from 'node-forge/lib/des.js'
import util from 'node-forge/lib/util.js'
import { aria } from './aria.ts'
import { type Blocks, camellia } from './camellia.ts'
import { plainView } from './hash.ts'
import { bigEndianBytes, bigEndianNumber } from './numbers.ts'

/** The part of node:crypto's ciphers that is used. */
export interface CipherObject {
  update(data: Uint8Array): Buffer
  final(): Buffer
  setAutoPadding(padded: boolean): CipherObject
}

/** Encrypts or decrypts a whole text; without padding the text has to consist of whole blocks. */
type Way = (data: Uint8Array, padded: boolean) => Uint8Array

/** Returns key lengths in bytes by cipher name. */
const keysOf = (name: string): ReadonlyMap<string, number> => new Map([16, 24, 32].map((length) => [`${name}-${length * 8}-cbc`, length]))
const aesKeys = keysOf('aes')
/** Ciphers of 16-byte blocks by the first word of their names. */
const own: Readonly<Record<string, (key: Uint8Array) => Blocks>> = { camellia, aria }
const ownKeys: ReadonlyMap<string, number> = new Map(Object.keys(own).flatMap((name) => [...keysOf(name)]))

/** Returns a cipher object that collects its input and processes it in `final`: texts are short. */
function cipherOf(way: Way): CipherObject {
  const pieces: Uint8Array[] = []
  let padded = true
  return {
    update(data) {
      pieces.push(data)
      return Buffer.alloc(0)
    },
    final: () => Buffer.from(way(plainView(Buffer.concat(pieces)), padded)),
    setAutoPadding(asked) {
      padded = asked
      return this
    },
  }
}

function wayOf(name: string, key: Uint8Array, iv: Uint8Array, encrypts: boolean): Way {
  const length = aesKeys.get(name) ?? ownKeys.get(name)
  if (length !== undefined) {
    if (key.length !== length) throw new RangeError('Invalid key length')
    if (iv.length !== 16) throw new TypeError('Invalid initialization vector')
    const blocks = own[name.slice(0, name.indexOf('-'))]?.(key)
    if (blocks !== undefined) return (data, padded) => chained(blocks, iv, data, padded, encrypts)
    return (data, padded) => {
      // @noble refuses an empty text without padding; there is nothing to do then.
      if (!padded && data.length === 0) return data
      const cipher = cbc(plainView(key), plainView(iv), { disablePadding: !padded })
      return encrypts ? cipher.encrypt(data) : cipher.decrypt(data)
    }
  }
  if (name === 'des-ede3-cbc') {
    if (key.length !== 24) throw new RangeError('Invalid key length')
    if (iv.length !== 8) throw new TypeError('Invalid initialization vector')
    return (data, padded) => tripleDes(key, iv, data, padded, encrypts)
  }
  throw new Error('Unknown cipher')
}

/** CBC over 16-byte blocks, with the padding of PKCS#7. */
function chained(blocks: Blocks, iv: Uint8Array, data: Uint8Array, padded: boolean, encrypts: boolean): Uint8Array {
  const short = 16 - (data.length % 16)
  const whole = encrypts && padded ? Buffer.concat([data, Buffer.alloc(short, short)]) : data
  if (whole.length % 16 !== 0) throw new Error('wrong final block length')
  let last = bigEndianNumber(iv)
  const out: Buffer[] = []
  for (let at = 0; at < whole.length; at += 16) {
    const block = bigEndianNumber(whole.subarray(at, at + 16))
    const made = encrypts ? blocks.encrypt(block ^ last) : blocks.decrypt(block) ^ last
    last = encrypts ? made : block
    out.push(bigEndianBytes(made, 16))
  }
  const result = Buffer.concat(out)
  if (encrypts || !padded) return result
  const padding = result.at(-1) ?? 0
  if (padding === 0 || padding > 16 || result.subarray(-padding).some((byte) => byte !== padding)) throw new Error('bad decrypt')
  return result.subarray(0, -padding)
}

const text = (bytes: Uint8Array): string => Buffer.from(plainView(bytes)).toString('latin1')

function tripleDes(key: Uint8Array, iv: Uint8Array, data: Uint8Array, padded: boolean, encrypts: boolean): Uint8Array {
  if ((!encrypts || !padded) && data.length % 8 !== 0) throw new Error('wrong final block length')
  const cipher = encrypts ? des.createEncryptionCipher(text(key)) : des.createDecryptionCipher(text(key))
  cipher.start(text(iv))
  cipher.update(util.createBuffer(text(data)))
  if (!cipher.finish(padded ? undefined : () => true)) throw new Error('bad decrypt')
  return Buffer.from(cipher.output.getBytes(), 'latin1')
}

/** Encrypts, as `createCipheriv` of node:crypto; throws an Error for an unknown cipher or a key of another length. */
export const createCipheriv = (name: string, key: Uint8Array, iv: Uint8Array): CipherObject => cipherOf(wayOf(name, key, iv, true))
/** Decrypts, as `createDecipheriv` of node:crypto; throws an Error for an unknown cipher or a key of another length. */
export const createDecipheriv = (name: string, key: Uint8Array, iv: Uint8Array): CipherObject => cipherOf(wayOf(name, key, iv, false))
