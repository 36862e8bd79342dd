// Owns passphrases: their bytes in each standard, the keys derived from them, and the limit of that work.
import { createHash, hash, pbkdf2Sync, scryptSync } from '../crypto.ts'
import { fromBytes } from '../text/bytes.ts'
import { pay } from '../value/limits.ts'
import { PkiError } from './pki-error.ts'

/** A passphrase in the two encodings of the standards. */
export interface Secret {
  /** For PBES1, PBES2 and PEM: the bytes unchanged. */
  readonly plain: Buffer
  /** For PKCS#12: UTF-16 big-endian, terminated by two zero bytes (RFC 7292 B.1). */
  readonly wide: Buffer
}

/**
 * Returns the encodings of a passphrase (a byte string), the most likely one first. An empty one has two in PKCS#12: openssl writes its two
 * zero bytes, others write nothing.
 */
export function secretsOf(passphrase: string): readonly Secret[] {
  const plain = Buffer.from(passphrase, 'latin1')
  const wide = Buffer.from(`${fromBytes(passphrase)}\0`, 'utf16le').swap16()
  return passphrase === ''
    ? [
        { plain, wide },
        { plain, wide: plain },
      ]
    : [{ plain, wide }]
}

/** The fixed cost of a derivation, in hashes. */
const startCost = 30

/** The maximum work for a file, in hashes. */
const maxHashes = 1_500_000

/** The maximum number of parts of a file; the largest published bundles have some hundred certificates. */
const maxParts = 50_000

/**
 * The work allowed for reading one file, over all its parts: in hashes called one by one in node:crypto (1 to 2 us each), and in parts.
 * Java writes 10,000 rounds, NSS 600,000 in each of three places, two of them at `nativeCost`; a hostile file could request any number.
 * What is spent also counts as steps of the script.
 */
export class Budget {
  #left = maxHashes
  #parts = maxParts
  #refusal: PkiError | undefined

  /**
   * Pays for a key derivation: `rounds` of `cost` hashes each, and `input` bytes of salt and passphrase that the first of them takes.
   * Throws a PkiError, `limit`, where the budget does not suffice.
   */
  spend(rounds: number, cost = 1, input = 0): void {
    if (rounds < 1) throw new PkiError('malformed', 'an iteration count of zero')
    this.#take(startCost + rounds * cost + input / 64, `a key derivation of ${rounds} rounds and ${input} bytes is refused`)
  }

  /** Counts one more part or bag; returns false where the limit is exceeded, and then the whole file is refused. */
  hasRoom(): boolean {
    if (this.#parts-- > 0) return true
    this.#refusal ??= new PkiError('limit', `more than ${maxParts} parts`)
    return false
  }

  /** The error for a file with too many parts; undefined where the limit is not exceeded. */
  get refusal(): PkiError | undefined {
    return this.#refusal
  }

  /** Pays for passing a private key to OpenSSL, which costs as much as a thousand hashes. */
  key(): void {
    this.#take(1000, 'too many private keys')
  }

  #take(hashes: number, refusal: string): void {
    if (hashes > this.#left) throw new PkiError('limit', refusal)
    this.#left -= hashes
    pay(hashes * workPerHash)
  }
}

/** The cost of one hash called in node:crypto, in units of `pay`. */
const workPerHash = 1_500

/** A round of PBKDF2 inside OpenSSL relative to one hash called in node:crypto: 0.3 to 0.4 us against 1 to 2. */
const nativeCost = 0.25

/** Output lengths in bytes of hashes longer than md5's 16. */
const digestLengths: ReadonlyMap<string, number> = new Map([
  ['sha1', 20],
  ['sha224', 28],
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
  ['sha512-224', 28],
  ['sha512-256', 32],
])

/** PBKDF2 (RFC 8018 5.2). */
export function pbkdf2(secret: Secret, salt: Uint8Array, rounds: number, length: number, digest: string, budget: Budget): Buffer {
  const blocks = Math.ceil(length / (digestLengths.get(digest) ?? 16))
  budget.spend(rounds, nativeCost * blocks, salt.length * blocks)
  return pbkdf2Sync(secret.plain, salt, rounds, length, digest)
}

/** scrypt (RFC 7914). Throws a PkiError, `limit`, above 256 MiB. */
export function scrypt(secret: Secret, salt: Uint8Array, n: number, r: number, p: number, length: number, budget: Budget): Buffer {
  const memory = 128 * n * r
  if (n < 2 || !Number.isInteger(Math.log2(n)) || r < 1 || p < 1) throw new PkiError('malformed', 'invalid parameters of scrypt')
  if (memory > 2 ** 28 || p > 16) throw new PkiError('limit', `scrypt with ${memory} bytes is refused`)
  budget.spend(n * r * p, nativeCost)
  return scryptSync(secret.plain, salt, length, { N: n, r, p, maxmem: memory * 2 + 2 ** 20 })
}

/** PBKDF1 (RFC 8018 5.1); the key is as long as the hash. */
export function pbkdf1(secret: Secret, salt: Uint8Array, rounds: number, digest: string, budget: Budget): Buffer {
  budget.spend(rounds, 1, salt.length)
  let key = createHash(digest).update(secret.plain).update(salt).digest()
  for (let round = 1; round < rounds; round++) key = hash(digest, key, 'buffer')
  return key
}

/** Purposes of a key derived for PKCS#12 (RFC 7292 B.3). */
export const purpose = { key: 1, iv: 2, mac: 3 } as const

/** Derives `length` bytes as PKCS#12 does (RFC 7292 B.2). Each 20 to 64 of them cost all rounds, and all blocks of salt and passphrase. */
export function pkcs12Key(
  secret: Secret,
  salt: Uint8Array,
  rounds: number,
  length: number,
  id: (typeof purpose)[keyof typeof purpose],
  digest: string,
  budget: Budget,
): Buffer {
  const block = digest === 'sha384' || digest === 'sha512' ? 128 : 64
  const fill = (bytes: Uint8Array): Buffer => {
    const filled = Buffer.alloc(Math.ceil(bytes.length / block) * block)
    return bytes.length === 0 ? filled : filled.fill(bytes)
  }
  const diversifier = Buffer.alloc(block, id)
  const input = Buffer.concat([fill(salt), fill(secret.wide)])
  const pieces: Buffer[] = []
  for (let have = 0; have < length;) {
    budget.spend(rounds, 1, input.length)
    let piece = createHash(digest).update(diversifier).update(input).digest()
    for (let round = 1; round < rounds; round++) piece = hash(digest, piece, 'buffer')
    pieces.push(piece)
    have += piece.length
    const addend = Buffer.alloc(block).fill(piece)
    for (let at = 0; at < input.length; at += block) {
      let carry = 1
      for (let byte = block - 1; byte >= 0; byte--) {
        carry += input[at + byte]! + addend[byte]!
        input[at + byte] = carry & 0xff
        carry >>= 8
      }
    }
  }
  return Buffer.concat(pieces).subarray(0, length)
}

/** OpenSSL's EVP_BytesToKey with MD5 and one round: the key of an encrypted PEM block, with the salt from its `DEK-Info`. */
export function pemKey(secret: Secret, salt: Uint8Array, length: number): Buffer {
  let key = Buffer.alloc(0)
  let last = Buffer.alloc(0)
  while (key.length < length) {
    last = createHash('md5').update(last).update(secret.plain).update(salt).digest()
    key = Buffer.concat([key, last])
  }
  return key.subarray(0, length)
}
