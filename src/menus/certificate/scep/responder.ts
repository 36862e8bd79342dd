// Owns answering SCEP over HTTP (RFC 8894 4): reads messages, asks the responder for a decision, and writes the answer.
import type { Router } from '../../../device/router.ts'
import { plainTextResponse } from '../../../device/world/services.ts'
import type { WebRequest, WebResponse } from '../../../host/host.ts'
import type { Certificate } from '../../../pki/certificate.ts'
import { type CmsSigner, writeBundle, writeSigned } from '../../../pki/cms-signed.ts'
import { resultOrError, PkiError } from '../../../pki/pki-error.ts'
import { ownCapabilities } from '../../../pki/scep-capabilities.ts'
import {
  type ScepReply,
  type FailInfo,
  type ScepAlgorithms,
  type ScepRequest,
  readMessage,
  type ScepMessage,
  writeScepReply,
} from '../../../pki/scep-message.ts'
import type { Digest } from '../../../pki/signature.ts'

/** A message whose signature was verified and whose envelope was decrypted. */
export interface OpenedRequest {
  readonly type: ScepRequest['type']
  readonly transactionId: string
  /** The signer's certificate: answers are encrypted for it. */
  readonly client: Certificate
  readonly content: Uint8Array
}

/** The decision on a message: a bundle of certificates or CRLs, waiting, or a refusal with its reason for people. */
export type ScepDecision = { readonly bundle: Uint8Array } | 'pending' | ScepRefusal
/** Why a request is refused: the failInfo of RFC 8894 3.2.1.4, and a text for the log. */
export interface ScepRefusal {
  readonly failInfo: FailInfo
  readonly why: string
}
/** Returns a refusal. */
export const scepRefusal = (failInfo: FailInfo, why: string): ScepRefusal => ({ failInfo, why })

/** The SCEP server at an address: an authority, or a registration authority in front of one. */
export interface ScepResponder {
  /** Decrypt messages and sign answers. The first is the current one; others are those that clients may still or already use. */
  readonly signers: readonly [CmsSigner, ...CmsSigner[]]
  /** The answer to GetCACert. */
  readonly certificates: readonly Certificate[]
  /** The answer to GetNextCACert, where there is a next certificate. */
  readonly next?: Certificate | undefined
  decide(asked: OpenedRequest): ScepDecision
}

/** The longest accepted message in bytes: one with a key of 8192 bits and a chain is below 32 KiB. */
const maxMessageBytes = 1 << 17

/** Answers a request at a responder's address. Never throws, whatever the bytes. */
export function respond(device: Router, responder: ScepResponder, request: WebRequest): WebResponse {
  const query = new Map(
    request.query.split('&').map((pair) => [pair.replace(/=.*/s, ''), pair.includes('=') ? pair.slice(pair.indexOf('=') + 1) : '']),
  )
  switch (query.get('operation')) {
    case 'GetCACaps':
      return of(200, 'text/plain', Buffer.from(ownCapabilities(responder.next === undefined ? [] : ['GetNextCACert']), 'latin1'))
    case 'GetCACert':
      return certificates(responder.certificates)
    case 'GetNextCACert':
      return responder.next === undefined
        ? plainTextResponse(404, 'there is no next CA certificate')
        : nextCertificate(responder.signers[0], responder.next)
    case 'PKIOperation': {
      const message = request.method === 'POST' ? request.body : fromBase64(query.get('message') ?? '')
      if (message.length > maxMessageBytes) return plainTextResponse(413, 'a message too long for SCEP')
      return operate(device, responder, message)
    }
    default:
      return plainTextResponse(400, 'operation is none of GetCACaps, GetCACert, GetNextCACert and PKIOperation')
  }
}

/** Decodes base64 in a query: with or without escapes, and with a plus that became a blank. */
function fromBase64(text: string): Buffer {
  const plain = text.replace(/%([0-9a-fA-F]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(plain.replace(/ /g, '+'), 'base64')
}

const of = (status: number, type: string, body: Uint8Array): WebResponse => ({ status, headers: [['Content-Type', type]], body })

/** Returns a single certificate as it is, several as a bundle: the registration authority's own before the authority's. */
function certificates(list: readonly Certificate[]): WebResponse {
  const [only, ...more] = list
  if (only !== undefined && more.length === 0) return of(200, 'application/x-x509-ca-cert', only.der)
  return of(200, 'application/x-x509-ca-ra-cert', writeBundle({ certificates: list.map(({ der }) => der) }))
}

const nextCertificate = (signer: CmsSigner, next: Certificate): WebResponse =>
  of(200, 'application/x-x509-next-ca-cert', writeSigned(writeBundle({ certificates: [next.der] }), [], signer, 'sha256'))

function operate(device: Router, responder: ScepResponder, bytes: Uint8Array): WebResponse {
  const message = resultOrError(() => readMessage(bytes))
  // Without a transaction there can be no SCEP answer.
  if (message instanceof PkiError) return plainTextResponse(400, `no SCEP message: ${message.message}`)
  const { decision, client, signer, algorithms } = judge(responder, message)
  const { random } = device.host
  const heading = { transactionId: message.transactionId, senderNonce: random.bytes(16), recipientNonce: message.senderNonce }
  const write = (answer: ScepReply, success?: { content: Uint8Array; recipient: Certificate }): WebResponse =>
    of(200, 'application/x-pki-message', writeScepReply(answer, success, signer, algorithms, random))
  if (decision === 'pending') return write({ ...heading, status: 'pending' })
  if ('failInfo' in decision) return write({ ...heading, status: 'failure', failInfo: decision.failInfo, failInfoText: decision.why })
  if (client !== undefined) {
    const response = resultOrError(() => write({ ...heading, status: 'success' }, { content: decision.bundle, recipient: client }))
    if (!(response instanceof PkiError)) return response
  }
  return write({ ...heading, status: 'failure', failInfo: 'badAlg', failInfoText: 'nothing can be encrypted for this key' })
}

interface Judged {
  readonly decision: ScepDecision
  readonly client: Certificate | undefined
  readonly signer: CmsSigner
  readonly algorithms: ScepAlgorithms
}

const digests: readonly Digest[] = ['sha1', 'sha256', 'sha384', 'sha512']

/** Answers use the algorithms of the message: a client can read what it writes (Debian's scep writes DES with SHA-1 only). */
function judge(responder: ScepResponder, message: ScepMessage): Judged {
  const [present] = responder.signers
  const digest = digests.find((name) => name === message.digest)
  const judged: Judged = {
    decision: scepRefusal('badMessageCheck', 'the message cannot be verified'),
    client: undefined,
    signer: present,
    algorithms: { cipher: 'aes-128', digest: digest ?? 'sha1' },
  }
  // 6.42 dropped MD5.
  if (digest === undefined) return { ...judged, decision: scepRefusal('badAlg', 'signed with a digest that is not accepted') }
  const known = resultOrError((): Judged => {
    const client = message.signedBy()
    if (client === undefined) return judged
    const { signer, content, cipher } = opened(responder, message)
    const read = { ...judged, client, signer, algorithms: { cipher: cipher ?? 'aes-128', digest } }
    if (message.type === undefined || message.type === 'CertRep')
      return { ...read, decision: scepRefusal('badRequest', 'a message of a type that is not a request') }
    return { ...read, decision: responder.decide({ type: message.type, transactionId: message.transactionId, client, content }) }
  })
  if (!(known instanceof PkiError)) return known
  const failInfo = known.kind === 'unsupported' ? 'badAlg' : known.kind === 'wrong passphrase' ? 'badMessageCheck' : 'badRequest'
  return { ...judged, decision: scepRefusal(failInfo, known.message) }
}

/** Decrypts the message with the first suitable key of the responder. */
function opened(responder: ScepResponder, message: ScepMessage): ReturnType<ScepMessage['open']> & { signer: CmsSigner } {
  let failure: PkiError | undefined
  for (const signer of responder.signers) {
    const inside = resultOrError(() => message.open(signer))
    if (!(inside instanceof PkiError)) return { ...inside, signer }
    failure ??= inside
  }
  throw failure ?? new PkiError('malformed', 'no key of this server decrypts it')
}
