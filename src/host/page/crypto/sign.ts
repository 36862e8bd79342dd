// Owns signing, verifying and raw RSA operations for the page.
import { bytesOf as encoded, derNull, objectId, octetString, sequence } from '../../../pki/der-write.ts'
import { readDer } from '../../../pki/der-read.ts'
import { edwards } from './curves.ts'
import { hashFunctionNamed, plainView } from './hash.ts'
import { type DsaMaterial, KeyObject, type RsaMaterial } from './key.ts'
import { inverse } from '../../../pki/inverse.ts'
import { bitLengthOf, bigEndianBytes, bigEndianNumber, power } from './numbers.ts'

/** The constants of node:crypto that are used. */
export const constants = { RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_PSS_PADDING: 6 } as const

/** A key, optionally with options of the operation. */
type With = KeyObject | { readonly key: KeyObject; readonly padding?: number; readonly saltLength?: number }

const keyOf = (given: With): KeyObject => (given instanceof KeyObject ? given : given.key)

const hashed = (digest: string, data: Uint8Array): Buffer => Buffer.from(hashFunctionNamed(digest)(plainView(data)))

/** Identifiers of the DigestInfo before a hash in a signature of PKCS#1 v1.5 (RFC 8017 9.2). */
const digestIds: ReadonlyMap<string, string> = new Map([
  ['md5', '1.2.840.113549.2.5'],
  ['sha1', '1.3.14.3.2.26'],
  ['sha224', '2.16.840.1.101.3.4.2.4'],
  ['sha256', '2.16.840.1.101.3.4.2.1'],
  ['sha384', '2.16.840.1.101.3.4.2.2'],
  ['sha512', '2.16.840.1.101.3.4.2.3'],
  ['sha512-224', '2.16.840.1.101.3.4.2.5'],
  ['sha512-256', '2.16.840.1.101.3.4.2.6'],
  ['sha3-224', '2.16.840.1.101.3.4.2.7'],
  ['sha3-256', '2.16.840.1.101.3.4.2.8'],
  ['sha3-384', '2.16.840.1.101.3.4.2.9'],
  ['sha3-512', '2.16.840.1.101.3.4.2.10'],
])

function encodedHash(digest: string, data: Uint8Array, length: number): Buffer {
  const id = digestIds.get(digest.toLowerCase())
  if (id === undefined) throw new Error('Invalid digest')
  const info = encoded(sequence(sequence(objectId(id), derNull), octetString(hashed(digest, data).toString('latin1'))))
  if (info.length + 11 > length) throw new Error('digest too big for rsa key')
  return Buffer.concat([Buffer.of(0, 1), Buffer.alloc(length - info.length - 3, 0xff), Buffer.of(0), info])
}

const lengthOf = ({ n }: RsaMaterial): number => Math.ceil(bitLengthOf(n) / 8)

/** Computes the private operation by Chinese remainders, and verifies the result: an error in one half would reveal the primes. */
function privately(key: RsaMaterial, value: bigint): bigint {
  const { secret, n, e } = key
  if (secret === undefined) throw new Error('a public key cannot do that')
  if (value >= n) throw new Error('data too large for modulus')
  const { p, q, dp, dq, qi, d } = secret
  const [one, other] = [power(value, dp, p), power(value, dq, q)]
  const result = other + q * (((((one - other) * qi) % p) + p) % p)
  return power(result, e, n) === value ? result : power(value, d, n)
}

function publicly({ n, e }: RsaMaterial, value: bigint): bigint {
  if (value >= n) throw new Error('data too large for modulus')
  return power(value, e, n)
}

function rsaOf(key: KeyObject): RsaMaterial {
  const { material } = key
  if (material.kind !== 'rsa' && material.kind !== 'rsa-pss') throw new Error('operation not supported for this keytype')
  return material
}

/** The raw operation; input and output are as long as the modulus. */
function bare(given: With, data: Uint8Array, way: (key: RsaMaterial, value: bigint) => bigint): Buffer {
  const key = rsaOf(keyOf(given))
  if (data.length !== lengthOf(key)) throw new Error('data of a wrong length for this key')
  return bigEndianBytes(way(key, bigEndianNumber(data)), lengthOf(key))
}

/** The RSA operation with the private key, without padding. */
export const privateDecrypt = (given: With, data: Uint8Array): Buffer => bare(given, data, privately)
/** The RSA operation with the public key, without padding. */
export const publicEncrypt = (given: With, data: Uint8Array): Buffer => bare(given, data, publicly)
/** The same operation as `publicEncrypt`; padding is checked by the caller. */
export const publicDecrypt = publicEncrypt

/** Options of ECDSA: the hash is given, and signatures are DER of r and s. */
const ecdsa = { prehash: false, lowS: false, format: 'der' } as const

/** Signs `data` as node:crypto does; the nonce of ECDSA is that of RFC 6979. */
export function sign(digest: string | null, data: Uint8Array, given: With): Buffer {
  const { material } = keyOf(given)
  switch (material.kind) {
    case 'rsa':
      return bigEndianBytes(
        privately(material, bigEndianNumber(encodedHash(digest ?? 'sha256', data, lengthOf(material)))),
        lengthOf(material),
      )
    case 'ec':
      if (material.secret === undefined) break
      return Buffer.from(material.curve.ecdsa.sign(plainView(hashed(digest ?? 'sha256', data)), plainView(material.secret), ecdsa))
    case 'ed25519':
    case 'ed448': {
      const signing = edwards[material.kind].sign
      if (material.secret === undefined || signing === undefined) break
      return Buffer.from(signing(plainView(data), plainView(material.secret)))
    }
  }
  throw new Error(`the page does not sign with a ${keyOf(given).type} key of ${material.kind}`)
}

/** Whether a key verifies a signature; returns false, or throws an Error, where it cannot be one at all. */
export function verify(digest: string | null, data: Uint8Array, given: With, signature: Uint8Array): boolean {
  const { material } = keyOf(given)
  const wanted = digest ?? 'sha256'
  switch (material.kind) {
    case 'rsa':
    case 'rsa-pss':
      return verifiesRsa(material, wanted, data, given, signature)
    case 'ec':
      return material.curve.ecdsa.verify(plainView(signature), plainView(hashed(wanted, data)), plainView(material.point), ecdsa)
    case 'dsa':
      return verifiesDsa(material, hashed(wanted, data), signature)
    default:
      return edwards[material.kind].verify?.(plainView(signature), plainView(data), plainView(material.point)) ?? false
  }
}

function verifiesRsa(key: RsaMaterial, digest: string, data: Uint8Array, given: With, signature: Uint8Array): boolean {
  const length = lengthOf(key)
  if (signature.length !== length) return false
  const message = bigEndianBytes(publicly(key, bigEndianNumber(signature)), length)
  const isPss = key.kind === 'rsa-pss' || (!(given instanceof KeyObject) && given.padding === constants.RSA_PKCS1_PSS_PADDING)
  if (!isPss) return message.equals(encodedHash(digest, data, length))
  return verifiesPss(key, digest, data, message, given instanceof KeyObject ? undefined : given.saltLength)
}

/** EMSA-PSS-VERIFY (RFC 8017 9.1.2), with the same hash for the mask; a salt of any length where none is given. */
function verifiesPss(key: RsaMaterial, digest: string, data: Uint8Array, message: Buffer, saltLength: number | undefined): boolean {
  const { hashAlgorithm, mgf1HashAlgorithm, saltLength: least = 0 } = key.pss ?? {}
  if ((hashAlgorithm ?? digest) !== digest || (mgf1HashAlgorithm ?? digest) !== digest || (saltLength ?? least) < least) return false
  const bits = bitLengthOf(key.n) - 1
  const block = message.subarray(message.length - Math.ceil(bits / 8))
  const hash = hashed(digest, data)
  const room = block.length - hash.length - 1
  if (room < 1 || block.at(-1) !== 0xbc || (message.length > block.length && message[0] !== 0)) return false
  const unused = block.length * 8 - bits
  if ((block[0] ?? 0) >> (8 - unused) !== 0) return false
  const found = block.subarray(room, -1)
  const mask = maskOf(found, room, digest)
  const open = Buffer.from(block.subarray(0, room)).map((byte, at) => byte ^ (mask[at] ?? 0))
  open[0] = (open[0] ?? 0) & (0xff >> unused)
  const start = open.findIndex((byte) => byte !== 0)
  if (start === -1 || open[start] !== 1 || (saltLength !== undefined && open.length - start - 1 !== saltLength)) return false
  return hashed(digest, Buffer.concat([Buffer.alloc(8), hash, open.subarray(start + 1)])).equals(found)
}

/** MGF1 (RFC 8017 B.2.1). */
function maskOf(seed: Uint8Array, length: number, digest: string): Buffer {
  const pieces: Buffer[] = []
  for (let have = 0, counter = 0; have < length; counter++) {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(counter)
    const piece = hashed(digest, Buffer.concat([seed, number]))
    pieces.push(piece)
    have += piece.length
  }
  return Buffer.concat(pieces).subarray(0, length)
}

/** Verifies a DSA signature (FIPS 186-4 4.7). */
function verifiesDsa({ p, q, g, y }: DsaMaterial, hash: Buffer, signature: Uint8Array): boolean {
  const der = readDer(signature)
  const [r, s] = der.children.map((child) => bigEndianNumber(Buffer.from(child.hex, 'hex')))
  if (r === undefined || s === undefined || r <= 0n || r >= q || s <= 0n || s >= q) return false
  const rest = BigInt(Math.max(0, hash.length * 8 - bitLengthOf(q)))
  const z = bigEndianNumber(hash) >> rest
  const w = inverse(s, q)
  return ((power(g, (z * w) % q, p) * power(y, (r * w) % q, p)) % p) % q === r
}
