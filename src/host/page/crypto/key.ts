// Owns the page's KeyObject: the part of node:crypto's interface that is used, on numbers that `key-read.ts` reads.
import {
  bitString,
  bytesOf as encoded,
  context,
  derInteger,
  derNull,
  objectId,
  octetString,
  sequence,
  unsigned,
} from '../../../pki/der-write.ts'
import { type Curve, edwards, type EdwardsName } from './curves.ts'
import { bitLengthOf, bigEndianBytes } from './numbers.ts'

/** The secret numbers of an RSA key, named as in RFC 8017 3.2 (`dp`, `dq` and `qi` are the Chinese remainder values). */
export interface RsaSecret {
  readonly d: bigint
  readonly p: bigint
  readonly q: bigint
  readonly dp: bigint
  readonly dq: bigint
  readonly qi: bigint
}

/** The restrictions of an RSASSA-PSS key (RFC 4055 3.3) under node:crypto's names, and their original DER. */
export interface PssBinding {
  readonly der: string
  readonly hashAlgorithm?: string
  readonly mgf1HashAlgorithm?: string
  readonly saltLength?: number
}

/** An RSA key. `pss` are the restrictions of a key that is only for RSASSA-PSS. */
export interface RsaMaterial {
  readonly kind: 'rsa' | 'rsa-pss'
  readonly n: bigint
  readonly e: bigint
  readonly secret?: RsaSecret | undefined
  readonly pss?: PssBinding | undefined
}

/** A key on a curve of ECDSA. */
export interface EcMaterial {
  readonly kind: 'ec'
  readonly curve: Curve
  /** Uncompressed. */
  readonly point: Uint8Array
  readonly secret?: Uint8Array | undefined
}

/** A key of RFC 8410; `point` is the public key, `secret` the private one, both as plain bytes. */
export interface EdwardsMaterial {
  readonly kind: EdwardsName
  readonly point: Uint8Array
  readonly secret?: Uint8Array | undefined
}

/** A DSA key, its numbers named as in FIPS 186-4 4.1; `secret` is x. */
export interface DsaMaterial {
  readonly kind: 'dsa'
  readonly p: bigint
  readonly q: bigint
  readonly g: bigint
  readonly y: bigint
  readonly secret?: bigint | undefined
}

/** The numbers of a key; without `secret` it is a public one. */
export type Material = RsaMaterial | EcMaterial | EdwardsMaterial | DsaMaterial

/** A JWK as node:crypto exports it. */
export type Jwk = Record<string, string | undefined>

/** The options of exporting a key. */
interface Form {
  readonly format: 'der' | 'jwk' | 'pem'
  readonly type?: 'spki' | 'pkcs8' | 'pkcs1' | 'sec1'
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const whole = (value: bigint): string => unsigned(text(bigEndianBytes(value)))
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const rsaIds = { rsa: '1.2.840.113549.1.1.1', 'rsa-pss': '1.2.840.113549.1.1.10' } as const

/** A key: private where its numbers include a secret. */
export class KeyObject {
  readonly material: Material
  readonly type: 'private' | 'public'
  readonly asymmetricKeyType: string
  readonly asymmetricKeyDetails: Readonly<Record<string, unknown>>

  constructor(material: Material) {
    this.material = material
    this.type = material.secret === undefined ? 'public' : 'private'
    this.asymmetricKeyType = material.kind
    this.asymmetricKeyDetails = detailsOf(material)
  }

  export(form: Form): Buffer | string | Jwk {
    if (form.format === 'jwk') return jwkOf(this.material)
    const der = this.type === 'private' && form.type !== 'spki' ? pkcs8Of(this.material) : spkiOf(this.material)
    if (form.format === 'der') return encoded(der)
    const label = this.type === 'private' ? 'PRIVATE' : 'PUBLIC'
    const lines =
      Buffer.from(der, 'latin1')
        .toString('base64')
        .match(/.{1,64}/g) ?? []
    return `-----BEGIN ${label} KEY-----\n${lines.join('\n')}\n-----END ${label} KEY-----\n`
  }

  equals(other: KeyObject): boolean {
    const [one, two] = [this.material, other.material]
    return this.type === other.type && (this.type === 'private' ? pkcs8Of(one) === pkcs8Of(two) : spkiOf(one) === spkiOf(two))
  }

  /** The public half. */
  get public(): KeyObject {
    return this.type === 'public' ? this : new KeyObject({ ...this.material, secret: undefined })
  }
}

function detailsOf(material: Material): Readonly<Record<string, unknown>> {
  switch (material.kind) {
    case 'rsa':
      return { modulusLength: bitLengthOf(material.n), publicExponent: material.e }
    case 'rsa-pss': {
      const binding = Object.entries(material.pss ?? {}).filter(([name]) => name !== 'der')
      return { modulusLength: bitLengthOf(material.n), publicExponent: material.e, ...Object.fromEntries(binding) }
    }
    case 'ec':
      return { namedCurve: material.curve.name }
    case 'dsa':
      return { modulusLength: bitLengthOf(material.p), divisorLength: bitLengthOf(material.q) }
    default:
      return {}
  }
}

function algorithmOf(material: Material): string {
  switch (material.kind) {
    case 'rsa':
      return sequence(objectId(rsaIds.rsa), derNull)
    case 'rsa-pss':
      return sequence(objectId(rsaIds['rsa-pss']), material.pss?.der ?? '')
    case 'ec':
      return sequence(objectId('1.2.840.10045.2.1'), objectId(material.curve.id))
    case 'dsa':
      return sequence(objectId('1.2.840.10040.4.1'), sequence(whole(material.p), whole(material.q), whole(material.g)))
    default:
      return sequence(objectId(edwards[material.kind].id))
  }
}

/** Writes SubjectPublicKeyInfo. */
function spkiOf(material: Material): string {
  switch (material.kind) {
    case 'rsa':
    case 'rsa-pss':
      return sequence(algorithmOf(material), bitString(sequence(whole(material.n), whole(material.e))))
    case 'dsa':
      return sequence(algorithmOf(material), bitString(whole(material.y)))
    default:
      return sequence(algorithmOf(material), bitString(text(material.point)))
  }
}

/** Writes PKCS#8 as OpenSSL does: an EC key includes its point. */
function pkcs8Of(material: Material): string {
  return sequence(derInteger(0), algorithmOf(material), octetString(secretOf(material)))
}

function secretOf(material: Material): string {
  const { secret } = material
  if (secret === undefined) throw new TypeError('a public key has no private half')
  switch (material.kind) {
    case 'rsa':
    case 'rsa-pss': {
      const { n, e } = material
      const { d, p, q, dp, dq, qi } = material.secret ?? { d: 0n, p: 0n, q: 0n, dp: 0n, dq: 0n, qi: 0n }
      return sequence(derInteger(0), ...[n, e, d, p, q, dp, dq, qi].map(whole))
    }
    case 'ec':
      return sequence(derInteger(1), octetString(text(material.secret ?? Buffer.alloc(0))), context(1, bitString(text(material.point))))
    case 'dsa':
      return whole(material.secret ?? 0n)
    default:
      return octetString(text(material.secret ?? Buffer.alloc(0)))
  }
}

function jwkOf(material: Material): Jwk {
  const number = (value: bigint, length?: number): string => base64(bigEndianBytes(value, length))
  switch (material.kind) {
    case 'rsa': {
      const { n, e, secret } = material
      const jwk: Jwk = { kty: 'RSA', n: number(n), e: number(e) }
      if (secret === undefined) return jwk
      const length = Math.ceil(bitLengthOf(n) / 8)
      const half = (value: bigint): string => number(value, Math.ceil(length / 2))
      const { d, p, q, dp, dq, qi } = secret
      return { ...jwk, d: number(d, length), p: half(p), q: half(q), dp: half(dp), dq: half(dq), qi: half(qi) }
    }
    case 'ec': {
      const { curve, point, secret } = material
      if (curve.jwk === '') throw new Error('Unsupported JWK EC curve')
      const [x, y] = [point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes)]
      return { kty: 'EC', crv: curve.jwk, x: base64(x), y: base64(y), ...(secret === undefined ? {} : { d: base64(secret) }) }
    }
    case 'dsa':
    case 'rsa-pss':
      throw new Error('Unsupported JWK Key Type')
    default: {
      const { kind, point, secret } = material
      return { kty: 'OKP', crv: edwards[kind].jwk, x: base64(point), ...(secret === undefined ? {} : { d: base64(secret) }) }
    }
  }
}
