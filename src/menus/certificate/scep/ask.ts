// Owns the steps of a SCEP client (RFC 8894 2): reading the server's certificates, requesting a certificate, polling, renewing.
import type { KeyObject } from '../../../crypto.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import type { Router } from '../../../device/router.ts'
import { toFailure } from '../../../device/world/fault.ts'
import type { KeySize } from '../../../host/host.ts'
import { readCertificate, type Certificate } from '../../../pki/certificate.ts'
import { readSigned } from '../../../pki/cms-signed.ts'
import { readDer } from '../../../pki/der-read.ts'
import { selfSign } from '../../../pki/issue.ts'
import { samePublicKey, spkiOf } from '../../../pki/key.ts'
import { malformed } from '../../../pki/pki-error.ts'
import { CertificateRequest, type RequestContents, writeRequest } from '../../../pki/request.ts'
import type { ScepAuthority } from '../../../pki/scep-authority.ts'
import { algorithmsFor } from '../../../pki/scep-capabilities.ts'
import type { Digest } from '../../../pki/signature.ts'
import {
  maxScepCertificates,
  type ScepRequest,
  type ScepMessage,
  writeIssuerAndSubject,
  writeScepRequest,
} from '../../../pki/scep-message.ts'
import { fromBytes, toBytes } from '../../../text/bytes.ts'
import { newCertificateValues } from '../contents.ts'
import { storedLine } from '../parts/stored-line.ts'
import {
  renewalOfLateArrival,
  askAgain,
  type Enrolment,
  type KeyedCertificate,
  renewalOf,
  requestFingerprint,
  type PendingRequest,
} from './enrolment.ts'
import { askAuthority, askCapabilities, askNextAuthority, askOperation, readable } from './exchange.ts'

/** The contents of a request; challenge and digest are added here. */
export type RequestInput = Pick<RequestContents, 'subject' | 'key-usage' | 'subject-alt-name'> & { readonly 'key-size': KeySize }

/**
 * Requests a certificate: reads the server's certificates and capabilities, and sends the request. Throws a Failure where the server does
 * not answer, answers wrongly, or refuses.
 */
export function enrol(device: Router, enrolment: Enrolment, input: RequestInput): Enrolment {
  const known = readServer(device, enrolment)
  return send(device, known.with({ wanted: newRequest(device, known, input) }))
}

/** Requests the same again with a new key: as a renewal where the server supports that and the certificate is still valid. */
export function renewScepCertificate(device: Router, enrolment: Enrolment): Enrolment {
  const { request } = enrolment.parts
  if (request === undefined) throw new Failure('failure: nothing was asked for yet')
  const known = readServer(device, enrolment)
  const input = {
    subject: request.subjectName,
    'key-usage': request['key-usage'],
    'subject-alt-name': request['subject-alt-name'],
    'key-size': keySizes.find((size) => size === request['key-size']) ?? '2048',
  }
  return send(device, known.with({ wanted: newRequest(device, known, input) }))
}

const keySizes: readonly KeySize[] = ['1024', '1536', '2048', '4096', '8192']

/**
 * Takes the step that is due; `input` returns the contents of the first request. A failure does not throw: the state becomes `failed`, and
 * the step is repeated later. Throws only an interrupt.
 */
export function advance(
  device: Router,
  enrolment: Enrolment,
  input?: () => RequestInput,
): { readonly enrolment: Enrolment; readonly failed?: Failure } {
  const now = device.host.clock.now()
  try {
    const next = step(device, enrolment, now, input)
    return { enrolment: delayedRenewal(next, now) }
  } catch (error) {
    const failed = toFailure(error)
    if (!failed.catchable) throw failed
    const { held, wanted, renews } = enrolment.parts
    const since = enrolment.parts.failing ?? now
    // A refused first request is not repeated, nor one of `scep-renew`; requests without an answer and due renewals are.
    const refused = failed.cause?.kind === 'scep-refused'
    const over = refused && (held === undefined || renews)
    return {
      failed,
      enrolment: enrolment.with({
        status: 'failed',
        failing: since,
        retry: over ? undefined : askAgain(since, now, 'failed'),
        why: failed.reason,
        wanted: refused ? undefined : wanted,
        renews: renews && !refused,
      }),
    }
  }
}

/** Delays the next renewal of a certificate that is already due when it arrives, so that renewals do not repeat without end. */
function delayedRenewal(next: Enrolment, now: bigint): Enrolment {
  const { held, failedAttempts } = next.parts
  if (next.due === undefined || next.due > now)
    return next.parts.retry === undefined && failedAttempts > 0 ? next.with({ failedAttempts: 0 }) : next
  const again = failedAttempts + 1
  return next.with({ failedAttempts: again, retry: held === undefined ? now : renewalOfLateArrival(held.certificate, again, now) })
}

function step(device: Router, enrolment: Enrolment, now: bigint, input?: () => RequestInput): Enrolment {
  const { wanted, held, next, renews } = enrolment.parts
  if (renews) return renewScepCertificate(device, enrolment.with({ renews: false, wanted: undefined }))
  if (wanted !== undefined) return wanted.sent ? poll(device, enrolment, wanted) : send(device, enrolment)
  const { authority } = enrolment
  if (held === undefined || authority === undefined)
    return input === undefined ? enrolment.with({ retry: undefined }) : enrol(device, enrolment, input())
  if (next.length > 0 && authority.ca['invalid-after'] <= now)
    return renewScepCertificate(device, enrolment.with({ authority: next, next: [] }))
  if (renewalOf(held.certificate) <= now) return renewScepCertificate(device, enrolment)
  return enrolment.with({
    next: certificatesOf(askNextAuthority(device, enrolment.parts, authority)),
    status: 'idle',
    failing: undefined,
    retry: undefined,
  })
}

/** Reads the server's capabilities and certificates. A new authority is only accepted where the known one has announced it. */
function readServer(device: Router, enrolment: Enrolment): Enrolment {
  const { parts, authority: known } = enrolment
  const capabilities = askCapabilities(device, parts)
  const found = askAuthority(device, parts)
  const authority = certificatesOf(found)
  if (known === undefined || known.ca.fingerprint === found.ca.fingerprint) return enrolment.with({ capabilities, authority })
  if (!parts.next.some(({ fingerprint }) => fingerprint === found.ca.fingerprint))
    throw new Failure(`failure: SCEP server has another CA certificate: ${found.ca.fingerprint}, known is ${known.ca.fingerprint}`)
  return enrolment.with({ capabilities, authority, next: [] })
}

function newRequest(device: Router, { parts }: Enrolment, input: RequestInput): PendingRequest {
  const { host } = device
  const { digest } = algorithmsFor(parts.capabilities)
  const since = host.clock.now()
  const key = host.keys.make(input['key-size'])
  const request = new CertificateRequest(
    readDer(writeRequest({ ...input, 'digest-algorithm': digest, challengePassword: parts.challenge }, key)),
  )
  const { held } = parts
  const renewal = held !== undefined && held.certificate['invalid-after'] > since && parts.capabilities.has('renewal') ? held : undefined
  return {
    request,
    key,
    signer: renewal ?? ownSigner(device, input.subject, key, digest),
    kind: renewal === undefined ? 'PKCSReq' : 'RenewalReq',
    sent: false,
    since,
  }
}

/**
 * Returns a certificate of the key itself, which signs a first request (the manual: `generate a self-signed certificate with a temporary
 * key`).
 */
function ownSigner(device: Router, subject: string, key: KeyObject, digest: Digest): KeyedCertificate {
  const contents = {
    ...newCertificateValues(device, 365),
    subject,
    spki: spkiOf(key),
    'digest-algorithm': digest,
    'key-usage': ['digital-signature', 'key-encipherment'] as const,
    'subject-alt-name': [],
  }
  return { certificate: readCertificate(selfSign(contents, key)), key }
}

function send(device: Router, enrolment: Enrolment): Enrolment {
  const { wanted } = enrolment.parts
  if (wanted === undefined) return enrolment
  return exchange(device, enrolment.with({ request: wanted.request }), wanted, wanted.kind, wanted.request.der)
}

function poll(device: Router, enrolment: Enrolment, wanted: PendingRequest): Enrolment {
  const issuer = enrolment.authority?.ca.subjectName ?? ''
  return exchange(device, enrolment, wanted, 'CertPoll', writeIssuerAndSubject(issuer, wanted.request.subjectName))
}

function exchange(device: Router, enrolment: Enrolment, wanted: PendingRequest, type: ScepRequest['type'], content: Uint8Array): Enrolment {
  const answer = askScepServer(device, enrolment, wanted.signer, type, requestFingerprint(wanted.request), content)
  return readable(() => outcome(device, enrolment, wanted, answer))
}

/** Sends one request to an enrolment's server, and returns its signed answer. Throws a Failure where there is none. */
export function askScepServer(
  device: Router,
  { authority, parts }: Enrolment,
  signer: KeyedCertificate,
  type: ScepRequest['type'],
  transactionId: string,
  content: Uint8Array,
): ScepMessage {
  if (authority === undefined) throw new Failure('failure: the SCEP server is not known yet')
  const question = { type, transactionId, senderNonce: device.host.random.bytes(16) }
  const manner = algorithmsFor(parts.capabilities)
  const message = readable(() => writeScepRequest(question, content, authority.recipient, signer, manner, device.host.random))
  const answer = askOperation(device, parts, parts.capabilities, message)
  return readable(() => {
    if (answer.type !== 'CertRep' || answer.transactionId !== transactionId || !answer.recipientNonce.equals(question.senderNonce))
      throw malformed('the reply belongs to another request')
    if (answer.signedBy(authority.signers) === undefined) throw malformed('the reply is not signed by the server')
    return answer
  })
}

function outcome(device: Router, enrolment: Enrolment, wanted: PendingRequest, answer: ScepMessage): Enrolment {
  switch (answer.status) {
    case 'pending': {
      const retry = askAgain(wanted.since, device.host.clock.now(), 'pending')
      return enrolment.with({ status: 'pending', wanted: { ...wanted, sent: true }, retry, failing: undefined, why: undefined })
    }
    case 'success': {
      const held = { certificate: certificateIn(answer, enrolment, wanted.signer, wanted.key), key: wanted.key }
      // 6.48 clears the challenge after a renewal; it is no longer of use then.
      const challenge = wanted.kind === 'RenewalReq' ? '' : enrolment.parts.challenge
      return enrolment.with({ status: 'idle', held, challenge, wanted: undefined, retry: undefined, failing: undefined, why: undefined })
    }
    case 'failure':
      throw new Failure(
        'failure: SCEP server refuses the request: ' +
          [answer.failInfo ?? 'no reason given', toBytes(storedLine(fromBytes(answer.failInfoText)))]
            .filter((part) => part !== '')
            .join(', '),
        { cause: { kind: 'scep-refused' } },
      )
    case undefined:
      throw malformed('it has no pkiStatus')
  }
}

/**
 * Returns the certificate of a key in `answer`, decrypted by `signer` and signed by the authority. Throws a PkiError where there is none.
 */
export function certificateIn(answer: ScepMessage, { authority }: Enrolment, signer: KeyedCertificate, key: KeyObject): Certificate {
  const { content } = answer.open(signer)
  const certificates = readSigned(content).certificates.slice(0, maxScepCertificates).map(readCertificate)
  const own = certificates.find((one) => samePublicKey(one.publicKey, key))
  if (own === undefined) throw malformed('it holds no certificate of the requested key')
  if (authority === undefined || !own.signedBy(authority.ca.publicKey)) throw malformed('the authority has not signed the certificate')
  return own
}

/** The certificates of a server that are stored. */
const certificatesOf = ({ ca, recipient, signers }: ScepAuthority): readonly Certificate[] => [...new Set([...signers, recipient, ca])]
