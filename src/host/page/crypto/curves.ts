// Owns the elliptic curves of the page by node:crypto's names, with @noble/curves.
import { ecdsa as ecdsaOn, weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { ed448 } from '@noble/curves/ed448.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type CurveNumbers, curveNumbers } from './curve-numbers.ts'

/** A curve of ECDSA: its object identifier, its name in a JWK ('' where it has none), the bytes of a coordinate. */
export interface Curve {
  readonly name: string
  readonly id: string
  readonly jwk: string
  readonly bytes: number
  readonly ecdsa: typeof p256
}

/** A curve made from its parameters on demand: most files use none of these. */
class Numbered implements Curve {
  readonly name: string
  readonly id: string
  readonly jwk = ''
  readonly bytes: number
  readonly #numbers: CurveNumbers
  #made: typeof p256 | undefined

  constructor(numbers: CurveNumbers) {
    this.#numbers = numbers
    ;({ name: this.name, id: this.id, bytes: this.bytes } = numbers)
  }

  get ecdsa(): typeof p256 {
    return (this.#made ??= made(this.#numbers))
  }
}

/** Returns ECDSA on a curve. Nonces are computed with SHA-256 (RFC 6979), whatever the message's hash. */
function made({ p, a, b, n, gx, gy }: CurveNumbers): typeof p256 {
  const [prime, factor, rest, order, x, y] = [p, a ?? '0', b, n, gx, gy].map((digits) => BigInt(`0x${digits}`))
  if (prime === undefined || factor === undefined || rest === undefined || order === undefined || x === undefined || y === undefined)
    throw new Error('a curve without its numbers')
  return ecdsaOn(weierstrass({ p: prime, a: a === undefined ? prime - 3n : factor, b: rest, n: order, h: 1n, Gx: x, Gy: y }), sha256)
}

const curves: readonly Curve[] = [
  { name: 'prime256v1', id: '1.2.840.10045.3.1.7', jwk: 'P-256', bytes: 32, ecdsa: p256 },
  { name: 'secp384r1', id: '1.3.132.0.34', jwk: 'P-384', bytes: 48, ecdsa: p384 },
  { name: 'secp521r1', id: '1.3.132.0.35', jwk: 'P-521', bytes: 66, ecdsa: p521 },
  { name: 'secp256k1', id: '1.3.132.0.10', jwk: 'secp256k1', bytes: 32, ecdsa: secp256k1 },
  ...curveNumbers.map((numbers) => new Numbered(numbers)),
]

/** Returns the curve with a name of OpenSSL or of a JWK; undefined where there is none. */
export const curveNamed = (name: string): Curve | undefined =>
  name === '' ? undefined : curves.find((curve) => curve.name === name || curve.jwk === name)
/** Returns the curve with an object identifier; undefined where there is none. */
export const curveOf = (id: string): Curve | undefined => curves.find((curve) => curve.id === id)

/** Returns the curve with that prime field and that constant `b` of its equation. */
export const curveWith = (prime: bigint, b: bigint): Curve | undefined =>
  curves.find(({ bytes, ecdsa }) => {
    if (prime >> BigInt(8 * bytes) !== 0n || prime >> BigInt(8 * (bytes - 1)) === 0n) return false
    return ecdsa.Point.Fp.ORDER === prime && ecdsa.Point.CURVE().b === b
  })

/** Curves of RFC 8410, whose keys are plain bytes. `sign` and `verify` are absent where a curve cannot sign. */
export interface Edwards {
  readonly id: string
  readonly jwk: string
  readonly bytes: number
  publicOf(secret: Uint8Array): Uint8Array
  sign?(this: void, message: Uint8Array, secret: Uint8Array): Uint8Array
  verify?(this: void, signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean
}

/** The names of the supported curves of RFC 8410, as node:crypto spells them (`asymmetricKeyType`). */
export type EdwardsName = 'ed25519' | 'x25519' | 'ed448'

/** Returns a curve that signs. */
const signing = (curve: typeof ed25519, id: string, jwk: string, bytes: number): Edwards => ({
  id,
  jwk,
  bytes,
  publicOf: (secret) => curve.getPublicKey(secret),
  sign: (message, secret) => curve.sign(message, secret),
  verify: (signature, message, key) => curve.verify(signature, message, key, { zip215: false }),
})

/** The curves of RFC 8410 by name. X25519 only agrees on keys, so it cannot sign. */
export const edwards: Readonly<Record<EdwardsName, Edwards>> = {
  ed25519: signing(ed25519, '1.3.101.112', 'Ed25519', 32),
  x25519: { id: '1.3.101.110', jwk: 'X25519', bytes: 32, publicOf: (secret) => x25519.getPublicKey(secret) },
  ed448: signing(ed448, '1.3.101.113', 'Ed448', 57),
}

/** The names in `edwards`. */
export const edwardsNames: readonly EdwardsName[] = ['ed25519', 'x25519', 'ed448']
