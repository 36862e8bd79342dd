// Owns reading keys for the page from DER, PEM and JWK as node:crypto accepts them, and generating keys.
import { type Der, inside, readDer, tag } from '../../../pki/der-read.ts'
import { hashes } from '../../../pki/oid.ts'
import { readPem } from '../../../pki/pem.ts'
import { curveNamed, curveOf, curveWith, type Curve, edwards, type EdwardsName, edwardsNames } from './curves.ts'
import { plainView } from './hash.ts'
import { type EcMaterial, type Jwk, KeyObject, type Material, type PssBinding, type RsaMaterial, type RsaSecret } from './key.ts'
import { inverse } from '../../../pki/inverse.ts'
import { generatePrimeSync, bigEndianNumber, power, random } from './numbers.ts'

/** The forms of a key that node:crypto accepts. */
export type KeyInput =
  | KeyObject
  | string
  | Uint8Array
  | { readonly key: Uint8Array; readonly format: 'der'; readonly type: 'pkcs8' | 'pkcs1' | 'sec1' | 'spki' }
  | { readonly key: Jwk; readonly format: 'jwk' }

const refuse = (what: string): Error => new Error(`not a key: ${what}`)

function given<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw refuse(what)
  return value
}

const at = (der: Der, place: number): Der => given(der.children[place], 'an element is missing')
const whole = (der: Der, place: number): bigint => bigEndianNumber(Buffer.from(at(der, place).expect(tag.integer, 'a number').hex, 'hex'))

/** Reads a private key, as node:crypto does: PEM, DER or a JWK. Throws a PkiError or an Error where it cannot be read. */
export function createPrivateKey(input: KeyInput): KeyObject {
  if (input instanceof KeyObject) return input
  if (typeof input === 'string' || input instanceof Uint8Array)
    return fromPem(typeof input === 'string' ? input : Buffer.from(input).toString())
  if (input.format === 'jwk') return new KeyObject(fromJwk(input.key))
  const der = readDer(input.key)
  if (input.type === 'pkcs1') return new KeyObject(rsaPrivate(der))
  return new KeyObject(input.type === 'sec1' ? ecPrivate(der, undefined) : fromPkcs8(der))
}

/** Reads a public key, or returns the public half of a private one. Throws as `createPrivateKey` does. */
export function createPublicKey(input: KeyInput): KeyObject {
  if (input instanceof KeyObject) return input.public
  if (typeof input === 'object' && 'format' in input && input.format === 'der' && input.type === 'spki')
    return new KeyObject(fromSpki(readDer(input.key)))
  return createPrivateKey(input).public
}

function fromPem(text: string): KeyObject {
  for (const { label, bytes } of readPem(text)) {
    const der = readDer(bytes)
    if (label === 'PUBLIC KEY') return new KeyObject(fromSpki(der))
    if (label === 'PRIVATE KEY') return new KeyObject(fromPkcs8(der))
    if (label === 'RSA PRIVATE KEY') return new KeyObject(rsaPrivate(der))
    if (label === 'EC PRIVATE KEY') return new KeyObject(ecPrivate(der, undefined))
    if (label === 'DSA PRIVATE KEY') {
      const [p, q, g, y, secret] = [1, 2, 3, 4, 5].map((place) => whole(der, place))
      return new KeyObject({ kind: 'dsa', p: given(p, 'p'), q: given(q, 'q'), g: given(g, 'g'), y: given(y, 'y'), secret })
    }
  }
  throw refuse('no PEM block of one')
}

/** Reads an RSAPrivateKey (RFC 8017 A.1.2). */
function rsaPrivate(der: Der): RsaMaterial {
  const [n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, dp = 0n, dq = 0n, qi = 0n] = [1, 2, 3, 4, 5, 6, 7, 8].map((place) => whole(der, place))
  return rsaOf(n, e, { d, p, q, dp, dq, qi })
}

function rsaOf(n: bigint, e: bigint, secret?: RsaSecret): RsaMaterial {
  if (n <= 1n || e <= 1n) throw refuse('invalid numbers of RSA')
  return { kind: 'rsa', n, e, secret }
}

/** Returns the curve of parameters: by its name, or by its prime and equation where they are explicit (SEC 1, C.2). */
function curveIn(parameters: Der): Curve | undefined {
  if (parameters.tag === tag.oid) return curveOf(parameters.oid)
  return curveWith(whole(at(parameters, 1), 1), bigEndianNumber(at(at(parameters, 2), 1).octets))
}

/** Reads an ECPrivateKey (RFC 5915): with its curve inside, or given by PKCS#8. */
function ecPrivate(der: Der, outside: Curve | undefined): Material {
  const own = der.children.find((child) => child.tag === 0xa0)
  const curve = given(own === undefined ? outside : curveIn(inside(own)), 'a curve that the page does not have')
  return ecOf(curve, at(der, 1).octets)
}

function ecOf(curve: Curve, octets: Uint8Array): EcMaterial {
  const secret = Buffer.concat([Buffer.alloc(Math.max(0, curve.bytes - octets.length)), octets])
  return { kind: 'ec', curve, secret, point: curve.ecdsa.getPublicKey(plainView(secret), false) }
}

function fromPkcs8(der: Der): Material {
  const algorithm = at(der, 1)
  const octets = at(der, 2).octets
  const id = at(algorithm, 0).oid
  switch (id) {
    case '1.2.840.113549.1.1.1':
      return rsaPrivate(readDer(octets))
    case '1.2.840.113549.1.1.10':
      return { ...rsaPrivate(readDer(octets)), ...bound(algorithm) }
    case '1.2.840.10045.2.1':
      return ecPrivate(readDer(octets), curveIn(at(algorithm, 1)))
    case '1.2.840.10040.4.1': {
      const [p, q, g] = dsaNumbers(at(algorithm, 1))
      const secret = bigEndianNumber(Buffer.from(readDer(octets).hex, 'hex'))
      return { kind: 'dsa', p, q, g, y: power(g, secret, p), secret }
    }
    default: {
      const kind = edwardsOf(id)
      const secret = readDer(octets).octets
      if (secret.length !== edwards[kind].bytes) throw refuse('a wrong length')
      return { kind, secret, point: edwards[kind].publicOf(plainView(secret)) }
    }
  }
}

const edwardsOf = (id: string): EdwardsName =>
  given(
    edwardsNames.find((name) => edwards[name].id === id),
    `the algorithm ${id}`,
  )

const dsaNumbers = (der: Der): readonly [bigint, bigint, bigint] => [whole(der, 0), whole(der, 1), whole(der, 2)]

function fromSpki(der: Der): Material {
  const algorithm = at(der, 0)
  const bytes = at(der, 1).bitBytes
  const id = at(algorithm, 0).oid
  switch (id) {
    case '1.2.840.113549.1.1.1':
    case '1.2.840.113549.1.1.10': {
      const numbers = readDer(bytes)
      const plain = rsaOf(whole(numbers, 0), whole(numbers, 1))
      return id === '1.2.840.113549.1.1.10' ? { ...plain, ...bound(algorithm) } : plain
    }
    case '1.2.840.10045.2.1': {
      const curve = given(curveIn(at(algorithm, 1)), 'a curve that the page does not have')
      return { kind: 'ec', curve, point: curve.ecdsa.Point.fromBytes(plainView(bytes)).toBytes(false) }
    }
    case '1.2.840.10040.4.1': {
      const [p, q, g] = dsaNumbers(at(algorithm, 1))
      return { kind: 'dsa', p, q, g, y: bigEndianNumber(Buffer.from(readDer(bytes).hex, 'hex')) }
    }
    default: {
      const kind = edwardsOf(id)
      if (bytes.length !== edwards[kind].bytes) throw refuse('a wrong length')
      return { kind, point: bytes }
    }
  }
}

/** Reads the restrictions of an RSASSA-PSS key: the parameters of its algorithm (RFC 4055 3.1). */
function bound(algorithm: Der): { readonly kind: 'rsa-pss'; readonly pss: PssBinding } {
  const parameters = algorithm.children[1]
  if (parameters === undefined) return { kind: 'rsa-pss', pss: { der: '' } }
  const field = (number: number): Der | undefined => {
    const explicit = parameters.children.find((child) => child.tag === number)
    return explicit === undefined ? undefined : inside(explicit)
  }
  const named = (one: Der | undefined): string => (one === undefined ? 'sha1' : (hashes.get(at(one, 0).oid) ?? ''))
  const [hash, mask, salt] = [field(0xa0), field(0xa1), field(0xa2)]
  return {
    kind: 'rsa-pss',
    pss: {
      der: parameters.bytes.toString('latin1'),
      hashAlgorithm: named(hash),
      mgf1HashAlgorithm: named(mask?.children[1]),
      saltLength: salt?.number ?? 20,
    },
  }
}

function fromJwk(jwk: Jwk): Material {
  const bytes = (name: string): Buffer => Buffer.from(given(jwk[name], name), 'base64url')
  const number = (name: string): bigint => bigEndianNumber(bytes(name))
  if (jwk['kty'] === 'RSA') {
    const [n, e] = [number('n'), number('e')]
    if (jwk['d'] === undefined) return rsaOf(n, e)
    return rsaOf(n, e, { d: number('d'), p: number('p'), q: number('q'), dp: number('dp'), dq: number('dq'), qi: number('qi') })
  }
  if (jwk['kty'] === 'EC') {
    const curve = given(curveNamed(jwk['crv'] ?? ''), 'a curve')
    if (jwk['d'] !== undefined) return ecOf(curve, bytes('d'))
    return { kind: 'ec', curve, point: Buffer.concat([Buffer.of(4), bytes('x'), bytes('y')]) }
  }
  const kind = given(
    edwardsNames.find((name) => edwards[name].jwk === jwk['crv']),
    'a curve',
  )
  const secret = jwk['d'] === undefined ? undefined : bytes('d')
  return { kind, secret, point: secret === undefined ? bytes('x') : edwards[kind].publicOf(plainView(secret)) }
}

/** Generates a key pair as node:crypto does; RSA has two plain primes and the exponent 65537, and RSA-PSS is unrestricted. */
export function generateKeyPairSync(
  type: string,
  { namedCurve = '', modulusLength = 2048 }: { readonly namedCurve?: string; readonly modulusLength?: number } = {},
): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  const privateKey = new KeyObject(freshly(type, namedCurve, modulusLength))
  return { privateKey, publicKey: privateKey.public }
}

function freshly(type: string, namedCurve: string, bits: number): Material {
  if (type === 'ec') {
    const curve = given(curveNamed(namedCurve), 'a curve')
    return ecOf(curve, curve.ecdsa.utils.randomSecretKey())
  }
  if (type === 'rsa') return freshRsa(bits)
  if (type === 'rsa-pss') return { ...freshRsa(bits), kind: type, pss: { der: '' } }
  const kind = given(
    edwardsNames.find((name) => name === type),
    type,
  )
  const secret = random(edwards[kind].bytes)
  return { kind, secret, point: edwards[kind].publicOf(plainView(secret)) }
}

function freshRsa(bits: number): RsaMaterial {
  const e = 65537n
  for (;;) {
    const [p, q] = [generatePrimeSync(bits / 2), generatePrimeSync(bits / 2)]
    const d = inverse(e, (p - 1n) * (q - 1n))
    if (p <= q || d === 0n) continue
    return rsaOf(p * q, e, { d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) })
  }
}
