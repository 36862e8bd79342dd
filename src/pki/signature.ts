// Owns signatures: digests by name, their AlgorithmIdentifiers, signing and verifying.
import {
  constants,
  createHash,
  createPublicKey,
  type KeyObject,
  publicDecrypt,
  sign as signBytes,
  verify as verifyBytes,
} from '../crypto.ts'
import { contextTag, type Der, Fields, readDer, tag } from './der-read.ts'
import { latin1Of } from '../text/bytes.ts'
import { bitString, bytesOf, derNull, objectId, sequence } from './der-write.ts'
import { PkiError, guarded } from './pki-error.ts'
import { hashes, oid } from './oid.ts'

/** `digest-algorithm` as the console spells it. */
export const digests = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const
/** The name of a digest, as RouterOS has it. */
export type Digest = (typeof digests)[number]

/** Returns the digest of a name; for an unknown name SHA-256, the templates' default. */
export const digestNamed = (name: string): Digest => digests.find((digest) => digest === name) ?? 'sha256'

const rsaIds = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
} as const

const ecIds = {
  // There is no identifier for ECDSA with MD5.
  md5: undefined,
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const

interface Algorithm {
  readonly digest: string
  /** The asymmetricKeyType (node:crypto) of its keys. */
  readonly key: string
}

const known: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  ...Object.entries(rsaIds).map(([digest, id]): [string, Algorithm] => [id, { digest, key: 'rsa' }]),
  ...Object.entries(ecIds).flatMap(([digest, id]): [string, Algorithm][] => (id === undefined ? [] : [[id, { digest, key: 'ec' }]])),
  // Never written here, but found in certificates of others.
  ['1.2.840.113549.1.1.14', { digest: 'sha224', key: 'rsa' }],
  ['1.2.840.10045.4.3.1', { digest: 'sha224', key: 'ec' }],
  ['1.2.840.10040.4.3', { digest: 'sha1', key: 'dsa' }],
  ['2.16.840.1.101.3.4.3.1', { digest: 'sha224', key: 'dsa' }],
  ['2.16.840.1.101.3.4.3.2', { digest: 'sha256', key: 'dsa' }],
  // SHA-3 (RFC 8702, NIST's own arcs): ECDSA 9 to 12, RSA 13 to 16.
  ...[224, 256, 384, 512].flatMap((bits, at): [string, Algorithm][] => [
    [`2.16.840.1.101.3.4.3.${9 + at}`, { digest: `sha3-${bits}`, key: 'ec' }],
    [`2.16.840.1.101.3.4.3.${13 + at}`, { digest: `sha3-${bits}`, key: 'rsa' }],
  ]),
])

const encoded = {
  rsa: new Map(Object.entries(rsaIds).map(([digest, id]) => [digest, sequence(objectId(id), derNull)])),
  ec: new Map(Object.entries(ecIds).flatMap(([digest, id]) => (id === undefined ? [] : [[digest, sequence(objectId(id))] as const]))),
}

/**
 * Returns the AlgorithmIdentifier of a signature with this key and digest. Throws a PkiError, `unsuitable`, for md5 with an EC key or a key
 * that cannot sign here.
 */
export function signatureAlgorithm(key: KeyObject, digest: Digest): string {
  const type = key.asymmetricKeyType
  const algorithm = type === 'rsa' || type === 'ec' ? encoded[type].get(digest) : undefined
  if (algorithm === undefined || key.type !== 'private')
    throw new PkiError('unsuitable', `no ${digest} signature with a ${type} ${key.type} key`)
  return algorithm
}

/** Signs `body` (a TBSCertificate or the like); returns SEQUENCE { body, algorithm, signature } as DER. RSA is PKCS#1 v1.5. */
export function signed(body: string, key: KeyObject, digest: Digest): Buffer {
  const algorithm = signatureAlgorithm(key, digest)
  const signature = guarded('unsuitable', 'this key cannot sign', () => signBytes(digest, bytesOf(body), key))
  return bytesOf(sequence(body, algorithm, bitString(latin1Of(signature))))
}

/** Returns the digest's name of a signature's AlgorithmIdentifier; '' where it has none (Ed25519) or an unknown one. */
export function digestOf(algorithm: Der): string {
  const fields = new Fields(algorithm, 'signature algorithm')
  const id = fields.next().oid
  return id === oid.rsassaPss ? pss(fields).digest : (known.get(id)?.digest ?? '')
}

/** Whether `key` verifies `signature` over `body`. False for an algorithm that is unknown or does not fit the key. */
export function verifies(body: Uint8Array, algorithm: Der, signature: Uint8Array, key: KeyObject): boolean {
  const fields = new Fields(algorithm, 'signature algorithm')
  const id = fields.next().oid
  const type = key.asymmetricKeyType ?? ''
  try {
    if (id === oid.rsassaPss && (type === 'rsa' || type === 'rsa-pss')) {
      const parameters = pss(fields)
      const { digest, maskDigest, saltLength } = parameters
      if (maskDigest !== digest) return verifiesPss(body, parameters, signature, key)
      return verifyBytes(digest, body, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature)
    }
    if ((id === oid.ed25519 && type === 'ed25519') || (id === oid.ed448 && type === 'ed448')) return verifyBytes(null, body, key, signature)
    const named = known.get(id)
    return named !== undefined && named.key === type && verifyBytes(named.digest, body, key, signature)
  } catch {
    // node:crypto throws for a signature that cannot belong to the key (wrong length, digest too large for it).
    return false
  }
}

/** Salt length in bytes, and both hashes: '' for an unknown one. */
interface Pss {
  readonly digest: string
  readonly maskDigest: string
  readonly saltLength: number
}

/** RSASSA-PSS-params (RFC 4055 3.1). */
function pss(fields: Fields): Pss {
  const parameters = fields.optional(tag.sequence)
  const byTag = new Map(parameters?.children.map((field) => [field.tag, field]))
  const hash = byTag.get(contextTag(0))?.children[0]
  const mask = byTag.get(contextTag(1))?.children[0]?.children[1]
  const salt = byTag.get(contextTag(2))?.children[0]
  const named = (algorithm: Der | undefined): string =>
    algorithm === undefined ? 'sha1' : (hashes.get(new Fields(algorithm, 'hash algorithm').next().oid) ?? '')
  return { digest: named(hash), maskDigest: named(mask), saltLength: salt === undefined ? 20 : salt.number }
}

/** EMSA-PSS-VERIFY (RFC 8017 9.1.2) with different hashes for message and mask, which node:crypto has no option for. */
function verifiesPss(body: Uint8Array, { digest, maskDigest, saltLength }: Pss, signature: Uint8Array, key: KeyObject): boolean {
  const modulusBits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType === 'rsa-pss' && !isFor(key, { digest, maskDigest, saltLength })) return false
  const message = publicDecrypt({ key: plainRsa(key), padding: constants.RSA_NO_PADDING }, signature)
  const encoded = message.subarray(message.length - Math.ceil((modulusBits - 1) / 8))
  const hashed = createHash(digest).update(body).digest()
  const room = encoded.length - hashed.length - 1
  if (room < saltLength + 1 || encoded.at(-1) !== 0xbc || message.subarray(0, message.length - encoded.length).some((byte) => byte !== 0))
    return false
  const found = encoded.subarray(room, -1)
  const mask = maskOf(found, room, maskDigest)
  const data = encoded.subarray(0, room).map((byte, at) => byte ^ (mask[at] ?? 0))
  const unused = encoded.length * 8 - (modulusBits - 1)
  if ((encoded[0] ?? 0) >> (8 - unused) !== 0) return false
  data[0] = (data[0] ?? 0) & (0xff >> unused)
  const start = room - saltLength - 1
  if (data[start] !== 1 || data.subarray(0, start).some((byte) => byte !== 0)) return false
  return createHash(digest)
    .update(Buffer.alloc(8))
    .update(hashed)
    .update(data.subarray(start + 1))
    .digest()
    .equals(found)
}

/** Whether a key restricted to RSASSA-PSS allows these parameters (RFC 4055 3.3: its hashes, and at least its salt length). */
function isFor(key: KeyObject, { digest, maskDigest, saltLength }: Pss): boolean {
  const { hashAlgorithm, mgf1HashAlgorithm, saltLength: least } = key.asymmetricKeyDetails ?? {}
  return (
    (hashAlgorithm ?? digest) === digest && (mgf1HashAlgorithm ?? maskDigest) === maskDigest && (least === undefined || saltLength >= least)
  )
}

/** Returns the same numbers as an unrestricted RSA key: OpenSSL only does the raw operation with those. */
function plainRsa(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === 'rsa') return key
  const spki = readDer(key.export({ format: 'der', type: 'spki' }))
  const numbers = spki.children[1]
  if (numbers === undefined) return key
  const plain = bytesOf(sequence(sequence(objectId('1.2.840.113549.1.1.1'), derNull), latin1Of(numbers.bytes)))
  return createPublicKey({ key: plain, format: 'der', type: 'spki' })
}

/** MGF1 (RFC 8017 B.2.1). */
function maskOf(seed: Uint8Array, length: number, digest: string): Buffer {
  const pieces: Buffer[] = []
  for (let have = 0, counter = 0; have < length; counter++) {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(counter)
    const piece = createHash(digest).update(seed).update(number).digest()
    pieces.push(piece)
    have += piece.length
  }
  return Buffer.concat(pieces).subarray(0, length)
}
