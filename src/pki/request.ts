// Owns certificate requests (PKCS#10): writing, reading and verifying one.
import { type KeyObject } from '../crypto.ts'
import { contextTag, type Der, Fields, readFirst, tag } from './der-read.ts'
import { latin1Of } from '../text/bytes.ts'
import { context, derInteger, isPrintable, objectId, printableString, sequence, derSetOf, utf8String } from './der-write.ts'
import { Extensions, writeExtensions } from './extensions.ts'
import { type KeyType, describeSpki, publicKeyFrom, spkiOf } from './key.ts'
import { type KeyUsage } from './key-usage.ts'
import { type Subject, foldedName, readName, subjectOf } from './name.ts'
import { oid } from './oid.ts'
import { type Digest, digestOf, signed, verifies } from './signature.ts'

const ids = {
  challengePassword: objectId(oid.challengePassword),
  unstructuredAddress: objectId(oid.unstructuredAddress),
  extensionRequest: objectId(oid.extensionRequest),
}

/** The contents of a new request. Its extensions are those that a certificate of the same template would have. */
export interface RequestContents {
  /** A Name as DER in a byte string: `writeName(subject)`. */
  readonly subject: string
  readonly 'key-usage': readonly KeyUsage[]
  readonly 'subject-alt-name': readonly string[]
  readonly 'digest-algorithm': Digest
  /** A byte string; '' and undefined for none. */
  readonly challengePassword?: string | undefined
  /** A byte string; releases up to 7.16 had this property. */
  readonly unstructuredAddress?: string | undefined
}

/** The console's names of these properties. */
const words = { challengePassword: 'challenge-passphrase', unstructuredAddress: 'unstructured-address' } as const

/** Writes a request signed by `key`, as DER. Throws a PkiError, `unsuitable`, for contents that cannot be written or signed. */
export function writeRequest(contents: RequestContents, key: KeyObject): Buffer {
  const attributes: string[] = []
  for (const name of ['challengePassword', 'unstructuredAddress'] as const) {
    const text = contents[name] ?? ''
    if (text !== '')
      attributes.push(sequence(ids[name], derSetOf(isPrintable(text) ? printableString(text) : utf8String(text, words[name]))))
  }
  const extensions = writeExtensions({ 'key-usage': contents['key-usage'], 'subject-alt-name': contents['subject-alt-name'] })
  if (extensions !== '') attributes.push(sequence(ids.extensionRequest, derSetOf(extensions)))
  // [0] IMPLICIT SET OF: sorted as DER requires, and present even when empty.
  const body = sequence(derInteger(0), contents.subject, latin1Of(spkiOf(key)), context(0, ...attributes.sort()))
  return signed(body, key, contents['digest-algorithm'])
}

/** A request as read. */
export class CertificateRequest {
  readonly der: Buffer
  /** The requested extensions, in the form that `CertificateContents` takes. */
  readonly extensions: Extensions
  /** A byte string, '' where absent. */
  readonly challengePassword: string
  readonly #body: Der
  readonly #algorithm: Der
  readonly #signature: Der
  readonly #subject: Der
  readonly #spki: Der
  #key: KeyObject | undefined

  constructor(request: Der) {
    const outer = new Fields(request, 'certificate request')
    this.der = request.bytes
    this.#body = outer.next(tag.sequence)
    this.#algorithm = outer.next(tag.sequence)
    this.#signature = outer.next(tag.bitString)
    const body = new Fields(this.#body, 'certificate request')
    body.next(tag.integer)
    this.#subject = body.next(tag.sequence)
    this.#spki = body.next(tag.sequence)
    let extensions: Der | undefined
    let password = ''
    for (const attribute of body.optional(contextTag(0))?.children ?? []) {
      const fields = new Fields(attribute, 'attribute')
      const id = fields.next().oid
      const [value] = fields.next(tag.set).children
      if (id === oid.extensionRequest) extensions ??= value
      if (id === oid.challengePassword) password ||= value?.text ?? ''
    }
    this.extensions = new Extensions(extensions)
    this.challengePassword = password
  }

  get subject(): Subject {
    return subjectOf(readName(this.#subject))
  }

  /** The subject as it is in the file. */
  get subjectElement(): Der {
    return this.#subject
  }

  /** The DER of the subject as a byte string: `subject` of the certificate made from it. */
  get subjectName(): string {
    return latin1Of(this.#subject.bytes)
  }

  /** The SubjectPublicKeyInfo as DER: `spki` of the certificate made from it. */
  get spki(): Buffer {
    return this.#spki.bytes
  }

  get 'key-type'(): KeyType | undefined {
    return describeSpki(this.#spki).type
  }

  get 'key-size'(): string {
    return describeSpki(this.#spki).size
  }

  get 'digest-algorithm'(): string {
    return digestOf(this.#algorithm)
  }

  get 'key-usage'(): readonly KeyUsage[] {
    return this.extensions['key-usage']
  }

  get 'subject-alt-name'(): readonly string[] {
    return this.extensions['subject-alt-name']
  }

  /** The request's public key. Throws a PkiError where OpenSSL refuses it. */
  get publicKey(): KeyObject {
    return (this.#key ??= publicKeyFrom(this.spki))
  }

  /** Whether the request's own key verifies its signature. Throws a PkiError where OpenSSL refuses the key. */
  get verified(): boolean {
    return verifies(this.#body.bytes, this.#algorithm, this.#signature.bitBytes, this.publicKey)
  }
}

/** Reads the request at the start of `der`. Throws a PkiError where any part of it cannot be read. */
export function readRequest(der: Uint8Array): CertificateRequest {
  const request = new CertificateRequest(readFirst(der))
  // The certificate takes this name unchanged, so it has to be readable.
  foldedName(request.subjectElement)
  for (const part of ['subject', 'key-size', 'digest-algorithm', 'key-usage', 'subject-alt-name'] as const) void request[part]
  return request
}
