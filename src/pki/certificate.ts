// Owns reading a certificate: its fields under the names of the console's properties, each decoded when it is first read.
import { createHash, type KeyObject } from '../crypto.ts'
import { contextTag, type Der, Fields, inside, primitiveTag, readFirst, tag } from './der-read.ts'
import { latin1Of } from '../text/bytes.ts'
import { sequence } from './der-write.ts'
import { Extensions } from './extensions.ts'
import { type KeyDescription, type KeyType, describeSpki, keyIdentifier, publicKeyFrom } from './key.ts'
import { type KeyUsage } from './key-usage.ts'
import { type NameAttribute, type Subject, canonicalName, nameText, readName, subjectOf } from './name.ts'
import { oid } from './oid.ts'
import { malformed } from './pki-error.ts'
import { digestOf, verifies } from './signature.ts'
import { readX509Time } from './time.ts'
import { day } from '../text/units.ts'

/**
 * A certificate of any version. Texts are byte strings in UTF-8, hex is lower case, times are nanoseconds since 1970-01-01 UTC; absent
 * fields are '' or []. An accessor throws a PkiError where its field is malformed; `readCertificate` has read them all once.
 */
export class Certificate {
  /** The certificate as it is in its file. */
  readonly der: Buffer
  /** 1, 2 or 3. */
  readonly version: number
  readonly #body: Der
  readonly #serial: Der
  readonly #algorithm: Der
  readonly #signature: Der
  readonly #issuer: Der
  readonly #validity: Der
  readonly #subject: Der
  readonly #spki: Der
  readonly #extensionsPart: Der | undefined
  #extensions: Extensions | undefined
  #fingerprint: string | undefined
  #canonicalSubject: string | undefined
  #canonicalIssuer: string | undefined
  #key: KeyObject | undefined
  #keyIdentifier: string | undefined
  #skid: string | undefined
  #description: KeyDescription | undefined

  constructor(certificate: Der) {
    const outer = new Fields(certificate, 'certificate')
    this.der = certificate.bytes
    this.#body = outer.next(tag.sequence)
    this.#algorithm = outer.next(tag.sequence)
    this.#signature = outer.next(tag.bitString)
    const body = new Fields(this.#body, 'certificate')
    const version = body.optional(contextTag(0))
    this.version = version === undefined ? 1 : inside(version).number + 1
    this.#serial = body.next(tag.integer)
    if (!body.next(tag.sequence).bytes.equals(this.#algorithm.bytes)) throw malformed('two different signature algorithms')
    this.#issuer = body.next(tag.sequence)
    this.#validity = body.next(tag.sequence)
    this.#subject = body.next(tag.sequence)
    this.#spki = body.next(tag.sequence)
    body.optional(primitiveTag(1), contextTag(1))
    body.optional(primitiveTag(2), contextTag(2))
    const extensions = body.optional(contextTag(3))
    this.#extensionsPart = extensions && inside(extensions)
  }

  /** Object identifiers and values of the subject's attributes, in order. */
  get subjectAttributes(): readonly NameAttribute[] {
    return readName(this.#subject)
  }

  /** The parts of the subject that have a property in the console. */
  get subject(): Subject {
    return subjectOf(this.subjectAttributes)
  }

  /** The issuer as text: `C=US,O=x,CN=y`. */
  get issuer(): string {
    return nameText(readName(this.#issuer))
  }

  /** The subject as it is in the file. */
  get subjectElement(): Der {
    return this.#subject
  }

  /** Subject and issuer in the form that is compared (`canonicalName`) when chains are built. */
  get canonicalSubject(): string {
    return (this.#canonicalSubject ??= canonicalName(this.#subject))
  }
  get canonicalIssuer(): string {
    return (this.#canonicalIssuer ??= this.#issuer.bytes.equals(this.#subject.bytes) ? this.canonicalSubject : canonicalName(this.#issuer))
  }

  /** The DER of subject and issuer as byte strings, as written into certificates, CRLs and messages. */
  get subjectName(): string {
    return latin1Of(this.#subject.bytes)
  }
  get issuerName(): string {
    return latin1Of(this.#issuer.bytes)
  }

  get 'serial-number'(): string {
    return this.#serial.hex
  }

  /** IssuerAndSerialNumber (RFC 5652 10.2.4) as DER in a byte string, which identifies a certificate in messages. */
  get issuerAndSerial(): string {
    return sequence(this.issuerName, latin1Of(this.#serial.bytes))
  }

  get 'invalid-before'(): bigint {
    return readX509Time(new Fields(this.#validity, 'validity').next())
  }

  get 'invalid-after'(): bigint {
    const fields = new Fields(this.#validity, 'validity')
    fields.next()
    return readX509Time(fields.next())
  }

  /** Whole days between the two dates, rounded down (7305 for ISRG Root X1, transcript C-12). */
  get 'days-valid'(): number {
    return Number((this['invalid-after'] - this['invalid-before']) / day)
  }

  /** undefined for a type of key that the console has no word for (Ed25519). */
  get 'key-type'(): KeyType | undefined {
    return this.#describe().type
  }

  /** Bits, or the curve's name. */
  get 'key-size'(): string {
    return this.#describe().size
  }

  /** The SubjectPublicKeyInfo as DER. */
  get spki(): Buffer {
    return this.#spki.bytes
  }

  /** The key identifier computed from its key by RFC 5280 4.2.1.2 (1), as lower-case hex, whatever its extensions say. */
  get keyIdentifier(): string {
    return (this.#keyIdentifier ??= keyIdentifier(this.spki).toString('hex'))
  }

  /** Whether a key identifier (lower-case hex) is this certificate's: that of its extension, or the computed one. */
  isKey(identifier: string): boolean {
    return identifier === this.skid || identifier === this.keyIdentifier
  }

  /** Throws a PkiError where OpenSSL refuses the key. */
  get publicKey(): KeyObject {
    return (this.#key ??= publicKeyFrom(this.spki))
  }

  /** Whether its key gives the curve's parameters instead of its name, which RFC 5480 2.1.1 forbids. */
  get hasExplicitCurve(): boolean {
    const { type, size } = this.#describe()
    return type === 'ec' && size === ''
  }

  /** `md5` to `sha512`; '' for an algorithm without a digest of its own. */
  get 'digest-algorithm'(): string {
    return digestOf(this.#algorithm)
  }

  get 'key-usage'(): readonly KeyUsage[] {
    return this.extensions['key-usage']
  }

  /** Whether it has a keyUsage extension. */
  get limitsUsage(): boolean {
    return this.extensions.has(oid.keyUsage)
  }

  get 'subject-alt-name'(): readonly string[] {
    return this.extensions['subject-alt-name']
  }

  get skid(): string {
    return (this.#skid ??= this.extensions.skid)
  }

  get akid(): string {
    return this.extensions.akid
  }

  get distributionPoints(): readonly string[] {
    return this.extensions.distributionPoints
  }

  /** Whether basicConstraints mark it as a CA. */
  get isAuthority(): boolean {
    return this.extensions.isAuthority
  }

  /** The Netscape comment: `Generated by RouterOS` in certificates made by version 6. */
  get comment(): string {
    return this.extensions.comment
  }

  /** SHA-256 of the DER as 64 hex digits. */
  get fingerprint(): string {
    return (this.#fingerprint ??= createHash('sha256').update(this.der).digest('hex'))
  }

  /** SHA-1 of the DER as 40 hex digits. */
  get sha1(): string {
    return createHash('sha1').update(this.der).digest('hex')
  }

  /** Whether subject and issuer are the same name. The signature is not verified. */
  get selfIssued(): boolean {
    return this.canonicalSubject === this.canonicalIssuer
  }

  /**
   * Whether its authority key identifier does not contradict `issuer`: by key, by serial number, by the name of the issuer's own issuer
   * (RFC 5280 4.2.1.1).
   */
  mayBeIssuedBy(issuer: Certificate): boolean {
    const { key, name, serial } = this.extensions.authorityKey
    if (key !== undefined && issuer.skid !== '' && key !== issuer.skid) return false
    if (serial !== undefined && serial !== issuer['serial-number']) return false
    return name === undefined || canonicalName(name) === issuer.canonicalIssuer
  }

  get extensions(): Extensions {
    return (this.#extensions ??= new Extensions(this.#extensionsPart))
  }

  /** Whether the owner of `key` (public or private) signed this certificate. */
  signedBy(key: KeyObject): boolean {
    return verifies(this.#body.bytes, this.#algorithm, this.#signature.bitBytes, key)
  }

  #describe(): KeyDescription {
    return (this.#description ??= describeSpki(this.#spki))
  }
}

/**
 * Reads the certificate at the start of `der`; bytes after it are ignored. Throws a PkiError, nearly always `malformed`, where a field that
 * the console shows cannot be read; the public key is only read when it is used.
 */
export function readCertificate(der: Uint8Array): Certificate {
  const certificate = new Certificate(readFirst(der))
  for (const part of shown) void certificate[part]
  return certificate
}

const shown = [
  'subject',
  'issuer',
  'serial-number',
  'days-valid',
  'key-size',
  'keyIdentifier',
  'digest-algorithm',
  'key-usage',
  'subject-alt-name',
  'skid',
  'akid',
  'distributionPoints',
  'isAuthority',
  'comment',
] as const
