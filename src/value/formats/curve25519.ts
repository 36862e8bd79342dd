// Owns conversions between Ed25519 and X25519 keys, as 32 raw bytes each.
import { createHash, createPrivateKey, createPublicKey } from '../../crypto.ts'
import { Failure } from '../../diagnostic/failure.ts'

// PKCS #8 headers (RFC 8410) of a private key of 32 bytes.
const edHeader = '302e020100300506032b657004220420'
const xHeader = '302e020100300506032b656e04220420'

/** The public key of an Ed25519 seed. */
export function edPrivateToEdPublic(bytes: string): string {
  return publicOf(edHeader, bytes)
}

/** The public key of an X25519 private key. */
export function xPrivateToXPublic(bytes: string): string {
  return publicOf(xHeader, bytes)
}

/** The X25519 private key of an Ed25519 seed: the lower half of its SHA-512, clamped (RFC 8032, section 5.1.5). */
export function edPrivateToXPrivate(bytes: string): string {
  const half = createHash('sha512').update(key(bytes)).digest().subarray(0, 32)
  half[0] = half[0]! & 248
  half[31] = (half[31]! & 127) | 64
  return half.toString('latin1')
}

const prime = 2n ** 255n - 19n

/** The X25519 form of an Ed25519 public key: u = (1 + y) / (1 - y) (RFC 7748 section 4.1). */
export function edPublicToXPublic(bytes: string): string {
  const little = key(bytes)
  // The top bit is the sign of x, which the other curve does not use.
  const y = (BigInt(`0x${Buffer.from(little).reverse().toString('hex')}`) & (2n ** 255n - 1n)) % prime
  const u = ((1n + y) * power((1n + prime - y) % prime, prime - 2n)) % prime
  return Buffer.from(u.toString(16).padStart(64, '0'), 'hex').reverse().toString('latin1')
}

/** `base` to the power of `exponent`, modulo `prime`. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % prime
    square = (square * square) % prime
  }
  return result
}

function publicOf(header: string, bytes: string): string {
  const der = Buffer.concat([Buffer.from(header, 'hex'), key(bytes)])
  const spki = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({ format: 'der', type: 'spki' })
  return spki.subarray(spki.length - 32).toString('latin1')
}

/** The 32 bytes of a key. Throws a Failure for another length. */
function key(bytes: string): Buffer {
  if (bytes.length !== 32) throw new Failure('invalid value for argument value, key of 32 bytes required') // inferred
  return Buffer.from(bytes, 'latin1')
}
