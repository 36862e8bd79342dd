// Owns the messages of SCEP (RFC 8894 3): a CMS SignedData whose attributes name the operation, around an envelope with the content.
import type { Random } from '../host/host.ts'
import { readCertificate, type Certificate } from './certificate.ts'
import { type ContentCipher, openEnveloped, type OpenedEnvelope, writeEnveloped } from './cms-enveloped.ts'
import { type CmsAttribute, type CmsSigner, readSigned, type SignedData, type SignerInfo, writeSigned } from './cms-signed.ts'
import { type Der, Fields, readFirst } from './der-read.ts'
import { latin1Of } from '../text/bytes.ts'
import { bytesOf, octetString, printableString, sequence, utf8String } from './der-write.ts'
import { oid } from './oid.ts'
import { malformed, PkiError } from './pki-error.ts'
import type { Digest } from './signature.ts'

const types = { CertRep: '3', RenewalReq: '17', UpdateReq: '18', PKCSReq: '19', CertPoll: '20', GetCert: '21', GetCRL: '22' } as const
const statuses = { success: '0', failure: '2', pending: '3' } as const
const reasons = { badAlg: '0', badMessageCheck: '1', badRequest: '2', badTime: '3', badCertId: '4' } as const

/** messageType by its name in RFC 8894 3.2.1.2; UpdateReq is that of earlier drafts. */
export type MessageType = keyof typeof types
/** The pkiStatus of a reply (RFC 8894 3.2.1.3). */
export type PkiStatus = keyof typeof statuses
/** The failInfo of a refusal (RFC 8894 3.2.1.4). */
export type FailInfo = keyof typeof reasons

/** The algorithms of a message. */
export interface ScepAlgorithms {
  readonly cipher: ContentCipher
  readonly digest: Digest
}

/** Attributes of every message: nonces are 16 bytes, the transaction's name is any printable text. */
interface Heading {
  readonly transactionId: string
  readonly senderNonce: Uint8Array
}
/** A message of a client. */
export interface ScepRequest extends Heading {
  readonly type: Exclude<MessageType, 'CertRep'>
}
/** A message of a server: CertRep. */
export interface ScepReply extends Heading {
  readonly recipientNonce: Uint8Array
  readonly status: PkiStatus
  readonly failInfo?: FailInfo
  /** The reason of a failure as text for people. */
  readonly failInfoText?: string
}

/** Writes a request with `content` enveloped for `recipient`, as DER. */
export function writeScepRequest(
  question: ScepRequest,
  content: Uint8Array,
  recipient: Certificate,
  signer: CmsSigner,
  { cipher, digest }: ScepAlgorithms,
  random: Random,
): Buffer {
  return writeSigned(writeEnveloped(content, recipient, cipher, random), heading(question.type, question), signer, digest)
}

/** Writes a reply as DER; only a success has `content`, enveloped for `recipient`. */
export function writeScepReply(
  answer: ScepReply,
  success: { readonly content: Uint8Array; readonly recipient: Certificate } | undefined,
  signer: CmsSigner,
  { cipher, digest }: ScepAlgorithms,
  random: Random,
): Buffer {
  const attributes: readonly CmsAttribute[] = [
    ...heading('CertRep', answer),
    [oid.recipientNonce, octetString(latin1Of(answer.recipientNonce))],
    [oid.pkiStatus, printableString(statuses[answer.status])],
    ...(answer.failInfo === undefined ? [] : [[oid.failInfo, printableString(reasons[answer.failInfo])] as const]),
    ...(answer.failInfoText === undefined ? [] : [[oid.failInfoText, utf8String(answer.failInfoText)] as const]),
  ]
  const envelope = success && writeEnveloped(success.content, success.recipient, cipher, random)
  return writeSigned(envelope, attributes, signer, digest)
}

const heading = (type: MessageType, { transactionId, senderNonce }: Heading): readonly CmsAttribute[] => [
  [oid.messageType, printableString(types[type])],
  [oid.transactionId, printableString(transactionId)],
  [oid.senderNonce, octetString(latin1Of(senderNonce))],
]

/** A message as read. Its attributes are only trustworthy once `signedBy` has returned the signer. */
export class ScepMessage {
  /** undefined for an unknown type. */
  readonly type: MessageType | undefined
  readonly transactionId: string
  readonly senderNonce: Buffer
  readonly recipientNonce: Buffer
  readonly status: PkiStatus | undefined
  readonly failInfo: FailInfo | undefined
  readonly failInfoText: string
  /** The certificates in the message; unreadable ones are left out. */
  readonly certificates: readonly Certificate[]
  readonly #signed: SignedData
  readonly #signer: SignerInfo

  constructor(signed: SignedData) {
    const { signer } = signed
    if (signer === undefined) throw malformed('a SCEP message that nobody signed')
    const text = (id: string): string => signer.attribute(id)?.text ?? ''
    const nonce = (id: string): Buffer => signer.attribute(id)?.octets ?? Buffer.alloc(0)
    this.type = wordOf(types, text(oid.messageType))
    this.transactionId = text(oid.transactionId)
    if (this.transactionId === '' || this.transactionId.length > maxIdChars)
      throw malformed('a SCEP message without a proper transactionID')
    this.senderNonce = nonce(oid.senderNonce)
    this.recipientNonce = nonce(oid.recipientNonce)
    this.status = wordOf(statuses, text(oid.pkiStatus))
    this.failInfo = wordOf(reasons, text(oid.failInfo))
    this.failInfoText = text(oid.failInfoText)
    this.certificates = signed.certificates.slice(0, maxScepCertificates).flatMap(readable)
    this.#signed = signed
    this.#signer = signer
  }

  /** The digest of the signature in node:crypto's spelling; '' for an unknown one. */
  get digest(): string {
    return this.#signer.digest
  }

  /** Returns the one of these certificates (by default those of the message) that signed it; undefined where none did. */
  signedBy(candidates: readonly Certificate[] = this.certificates): Certificate | undefined {
    return candidates.find((one) => this.#signer.isBy(one) && this.#signer.verifies(this.#signed.content, one.publicKey))
  }

  /** Decrypts its envelope. Throws a PkiError where it is for another recipient, damaged, or of an unknown cipher. */
  open({ certificate, key }: CmsSigner): OpenedEnvelope {
    return openEnveloped(this.#signed.content, certificate, key)
  }
}

/** The maximum length of a transactionID, in characters: a device's own have 64, those of certmonger and strongswan fewer. */
const maxIdChars = 255
/** The maximum number of certificates that are read of a SCEP message or reply: the own one and its authorities, 2 to 5 in practice. */
export const maxScepCertificates = 16

function readable(der: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(der)]
  } catch (error) {
    if (error instanceof PkiError) return []
    throw error
  }
}

function wordOf<W extends string>(codes: Readonly<Record<W, string>>, code: string): W | undefined {
  for (const word in codes) if (codes[word] === code) return word
  return undefined
}

/** Reads the message at the start of `der`. Throws a PkiError where there is none. */
export const readMessage = (der: Uint8Array): ScepMessage => new ScepMessage(readSigned(der))

/** Writes the names of both parties, the content of CertPoll (RFC 8894 3.3.3). Both are DER in byte strings. */
export const writeIssuerAndSubject = (issuer: string, subject: string): Buffer => bytesOf(sequence(issuer, subject))

/** Reads issuer (a Name as DER in a byte string) and serial number (lower-case hex), the content of GetCert and GetCRL. */
export function readIssuerAndSerial(der: Uint8Array): { readonly issuerName: string; readonly serial: string } {
  const fields = new Fields(readFirst(der), 'issuer and serial number')
  const issuer: Der = fields.next()
  return { issuerName: latin1Of(issuer.bytes), serial: fields.next().hex }
}
