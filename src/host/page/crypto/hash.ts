// Owns hashes, MACs and key derivation for the page, with @noble/hashes in place of node:crypto.
import { hmac } from '@noble/hashes/hmac.js'
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js'
import { pbkdf2 } from '@noble/hashes/pbkdf2.js'
import { scrypt } from '@noble/hashes/scrypt.js'
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js'
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js'

/** Input of a hash: bytes, or a text with its encoding (UTF-8 by default). */
type Input = Uint8Array | string

/** A hash of @noble/hashes. */
export type HashFunction = typeof sha256 | typeof sha512 | typeof md5

const digests: ReadonlyMap<string, HashFunction> = new Map<string, HashFunction>([
  ['md5', md5],
  ['ripemd160', ripemd160],
  ['sha1', sha1],
  ['sha224', sha224],
  ['sha256', sha256],
  ['sha384', sha384],
  ['sha512', sha512],
  ['sha512-224', sha512_224],
  ['sha512-256', sha512_256],
  ['sha3-224', sha3_224],
  ['sha3-256', sha3_256],
  ['sha3-384', sha3_384],
  ['sha3-512', sha3_512],
])

/** Returns the hash of that name; throws an Error for an unknown one, as node:crypto does. */
export function hashFunctionNamed(name: string): HashFunction {
  const digest = digests.get(name.toLowerCase())
  if (digest === undefined) throw new Error('Digest method not supported')
  return digest
}

/** Returns the bytes as a plain Uint8Array view, which @noble requires: a Buffer may be part of a pool. */
export const plainView = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const bytesOf = (data: Input, encoding?: BufferEncoding): Uint8Array =>
  plainView(typeof data === 'string' ? Buffer.from(data, encoding) : data)

/** The object that `create` of @noble returns, for hashes and for HMAC. */
export interface Running {
  update(bytes: Uint8Array): unknown
  digest(): Uint8Array
}

class Hash {
  readonly #running: Running

  constructor(running: Running) {
    this.#running = running
  }

  update(data: Input, encoding?: BufferEncoding): this {
    this.#running.update(bytesOf(data, encoding))
    return this
  }

  digest(): Buffer
  digest(encoding: BufferEncoding): string
  digest(encoding?: BufferEncoding): Buffer | string {
    const bytes = Buffer.from(this.#running.digest())
    return encoding === undefined ? bytes : bytes.toString(encoding)
  }
}

/** Returns a hash object with `update` and `digest`. Throws an Error for an unknown name. */
export const createHash = (name: string): Hash => new Hash(hashFunctionNamed(name).create())
/** Returns an HMAC object (RFC 2104) with `update` and `digest`. Throws an Error for an unknown name. */
export const createHmac = (name: string, key: Uint8Array): Hash => new Hash(hmac.create(hashFunctionNamed(name), bytesOf(key)))
/** Returns the hash of `data`: bytes with the encoding `buffer`, else a text. Throws an Error for an unknown name. */
export const hash = (name: string, data: Input, encoding: BufferEncoding | 'buffer' = 'hex'): Buffer | string => {
  const bytes = Buffer.from(hashFunctionNamed(name)(bytesOf(data)))
  return encoding === 'buffer' ? bytes : bytes.toString(encoding)
}

/**
 * Whether two byte strings are equal. Throws a RangeError for different lengths, as node:crypto does. Unlike there, the time is not
 * constant.
 */
export function timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) throw new RangeError('Input buffers must have the same byte length')
  return one.every((byte, at) => byte === other[at])
}

/** PBKDF2 (RFC 8018 5.2) with HMAC: returns `length` bytes. Throws an Error for an unknown digest. */
export const pbkdf2Sync = (secret: Input, salt: Uint8Array, rounds: number, length: number, digest: string): Buffer =>
  Buffer.from(pbkdf2(hashFunctionNamed(digest), bytesOf(secret), bytesOf(salt), { c: rounds, dkLen: length }))

/** `N`, `r`, `p` as in RFC 7914; `maxmem` in bytes. */
export interface ScryptOptions {
  readonly N: number
  readonly r: number
  readonly p: number
  readonly maxmem: number
}

/** scrypt (RFC 7914): returns `length` bytes. Throws an Error where it needs more than `maxmem` bytes. */
export const scryptSync = (secret: Input, salt: Uint8Array, length: number, { N, r, p, maxmem }: ScryptOptions): Buffer =>
  Buffer.from(scrypt(bytesOf(secret), bytesOf(salt), { N, r, p, dkLen: length, maxmem }))
