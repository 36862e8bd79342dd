// Owns CMS SignedData (RFC 5652 5): with one signer, signed attributes, certificates and CRLs; and without a signer, as a container of
// certificates or CRLs.
import { createHash, type KeyObject, sign as signBytes, timingSafeEqual, verify as verifyBytes } from '../crypto.ts'
import type { Certificate } from './certificate.ts'
import { contextTag, type Der, Fields, inside, primitiveTag, readFirst, tag } from './der-read.ts'
import { latin1Of } from '../text/bytes.ts'
import { bytesOf, context, derElement, derInteger, derNull, objectId, octetString, sequence, derSetOf } from './der-write.ts'
import { hashes, hashIds, oid } from './oid.ts'
import { PkiError, guarded, malformed } from './pki-error.ts'
import { type Digest, signatureAlgorithm } from './signature.ts'

/** The signer's certificate and private key. */
export interface CmsSigner {
  readonly certificate: Certificate
  readonly key: KeyObject
}

/** A signed attribute: its object identifier and the DER of its one value, as a byte string. */
export type CmsAttribute = readonly [id: string, value: string]

/**
 * Signs `content`; returns DER that includes the signer's certificate. `content` undefined: signed data without content. The signature's
 * algorithm is rsaEncryption, without a digest in its name: Debian's strongswan refuses the other one (`only RSA digest encryption
 * supported`).
 */
export function writeSigned(
  content: Uint8Array | undefined,
  attributes: readonly CmsAttribute[],
  signer: CmsSigner,
  digest: Digest,
): Buffer {
  const algorithm = digestAlgorithm(digest)
  const signed: readonly CmsAttribute[] = [
    [oid.contentType, objectId(oid.data)],
    [
      oid.messageDigest,
      octetString(
        latin1Of(
          createHash(digest)
            .update(content ?? '')
            .digest(),
        ),
      ),
    ],
    ...attributes,
  ]
  const set = derSetOf(...signed.map(([id, value]) => sequence(objectId(id), derSetOf(value))))
  const signature = guarded('unsuitable', 'this key cannot sign', () => signBytes(digest, bytesOf(set), signer.key))
  const info = sequence(
    derInteger(1),
    signer.certificate.issuerAndSerial,
    algorithm,
    // Signed as a SET, written as [0] IMPLICIT (RFC 5652 5.4).
    `\xa0${set.slice(1)}`,
    signer.key.asymmetricKeyType === 'rsa' ? rsaEncryption : signatureAlgorithm(signer.key, digest),
    octetString(latin1Of(signature)),
  )
  const inner = sequence(objectId(oid.data), content === undefined ? '' : context(0, octetString(latin1Of(content))))
  return contentInfo(sequence(derInteger(1), derSetOf(algorithm), inner, context(0, latin1Of(signer.certificate.der)), derSetOf(info)))
}

/**
 * Writes certificates, or CRLs, without content or signer: the `certs-only` form (RFC 8894 3.4). The order is kept: readers take the first
 * certificate as their own.
 */
export function writeBundle({
  certificates = [],
  crls = [],
}: {
  certificates?: readonly Uint8Array[]
  crls?: readonly Uint8Array[]
}): Buffer {
  const all = (n: number, list: readonly Uint8Array[]): string => (list.length === 0 ? '' : context(n, ...list.map(latin1Of)))
  return contentInfo(sequence(derInteger(1), derSetOf(), sequence(objectId(oid.data)), all(0, certificates), all(1, crls), derSetOf()))
}

const rsaEncryption = sequence(objectId(oid.rsaEncryption), derNull)
const contentInfo = (content: string): Buffer => bytesOf(sequence(objectId(oid.signedData), context(0, content)))

function digestAlgorithm(digest: Digest): string {
  const id = hashIds.get(digest)
  if (id === undefined) throw new PkiError('unsuitable', `no identifier for ${digest}`)
  return sequence(objectId(id), derNull)
}

/** A SignedData as read. Certificates and CRLs are slices of the input, not parsed. */
export class SignedData {
  /** Empty where there is none. */
  readonly content: Buffer
  readonly certificates: readonly Buffer[]
  readonly crls: readonly Buffer[]
  /** The first signer; undefined in a bundle. */
  readonly signer: SignerInfo | undefined

  constructor(contentInfoOf: Der) {
    const outer = new Fields(contentInfoOf, 'CMS message')
    const id = outer.next().oid
    if (id !== oid.signedData) throw malformed(`a CMS message of ${id}, not signed data`)
    const fields = new Fields(inside(outer.next(contextTag(0))), 'signed data')
    fields.next(tag.integer)
    fields.next(tag.set)
    const encapsulated = new Fields(fields.next(tag.sequence), 'signed content')
    encapsulated.next(tag.oid)
    const content = encapsulated.optional(contextTag(0))
    this.content = content === undefined ? Buffer.alloc(0) : inside(content).octets
    const certificates = fields.optional(contextTag(0))?.children ?? []
    // Certificates of other kinds are tagged; they are not used here.
    this.certificates = certificates.filter((one) => one.tag === tag.sequence).map((one) => one.bytes)
    this.crls = (fields.optional(contextTag(1))?.children ?? []).filter((one) => one.tag === tag.sequence).map((one) => one.bytes)
    const [first] = fields.next(tag.set).children
    this.signer = first && new SignerInfo(first)
  }
}

/** The signature and signed attributes of one signer. */
export class SignerInfo {
  /** The digest's name in node:crypto's spelling; '' for an unknown one. */
  readonly digest: string
  readonly #signer: Der
  readonly #attributes: Der | undefined
  readonly #signature: Buffer
  readonly #values: ReadonlyMap<string, Der>

  constructor(info: Der) {
    const fields = new Fields(info, 'signer')
    fields.next(tag.integer)
    this.#signer = fields.next()
    this.digest = hashes.get(new Fields(fields.next(), 'digest algorithm').next().oid) ?? ''
    this.#attributes = fields.optional(contextTag(0))
    fields.next(tag.sequence)
    this.#signature = fields.next(tag.octetString).octets
    const values = new Map<string, Der>()
    for (const attribute of this.#attributes?.children ?? []) {
      const parts = new Fields(attribute, 'signed attribute')
      const id = parts.next().oid
      const [value] = parts.next(tag.set).children
      if (value !== undefined && !values.has(id)) values.set(id, value)
    }
    this.#values = values
  }

  /** Returns the first value of a signed attribute. */
  attribute(id: string): Der | undefined {
    return this.#values.get(id)
  }

  /** Whether the signer is this certificate, by issuer and serial number or by key identifier. */
  isBy(certificate: Certificate): boolean {
    if (this.#signer.tag === primitiveTag(0)) return certificate.isKey(this.#signer.octets.toString('hex'))
    return latin1Of(this.#signer.bytes) === certificate.issuerAndSerial
  }

  /** Whether `key` verifies the signature over `content` and the attributes. Returns false, and does not throw, where it cannot. */
  verifies(content: Uint8Array, key: KeyObject): boolean {
    if (this.digest === '') return false
    try {
      if (this.#attributes === undefined) return verifyBytes(this.digest, content, key, this.#signature)
      const stated = this.#values.get(oid.messageDigest)?.expect(tag.octetString, 'message digest').octets
      const found = createHash(this.digest).update(content).digest()
      if (stated === undefined || stated.length !== found.length || !timingSafeEqual(stated, found)) return false
      return verifyBytes(this.digest, bytesOf(derElement(tag.set, latin1Of(this.#attributes.content))), key, this.#signature)
    } catch {
      // node:crypto throws for a signature that cannot belong to the key, such as one of another length.
      return false
    }
  }
}

/** Reads the SignedData at the start of `der`. Throws a PkiError where there is none. */
export const readSigned = (der: Uint8Array): SignedData => new SignedData(readFirst(der))
