// Owns registration authorities: enrolling at an authority themselves, and forwarding their clients' requests.
import { Failure } from '../../../diagnostic/failure.ts'
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import { writeBundle } from '../../../pki/cms-signed.ts'
import { samePublicKey } from '../../../pki/key.ts'
import type { CertificateRequest } from '../../../pki/request.ts'
import { type ScepMessage, writeIssuerAndSubject } from '../../../pki/scep-message.ts'
import type { Row } from '../../../schema/menu.ts'
import type { PendingItem } from '../../../schema/menu-services.ts'
import { show } from '../../../value/show.ts'
import { Id } from '../../../value/value.ts'
import { earliest } from '../../earliest.ts'
import { certificatePath, isTemplate } from '../parts/signed.ts'
import { advance, askScepServer, certificateIn, enrol, renewScepCertificate, type RequestInput } from './ask.ts'
import { Enrolment, type KeyedCertificate, newEnrolment } from './enrolment.ts'
import { type RequestReceiver, lookUp, receive } from './receive.ts'
import { receivedOf, serverOf, setStatus, statusOf } from './stored-requests.ts'
import { type OpenedRequest, type ScepDecision, scepRefusal, type ScepResponder } from './responder.ts'
import { requestOfTemplate } from './template-request.ts'

/** The menu of registration authorities. */
export const registrarsPath = '/certificate/scep-server/ra'

const textIn = (row: Row, name: string): string => show(row.values.get(name) ?? '')

/** Returns the state of the registration authority's own enrolment; a new one where there is none. */
export function ownEnrolment(row: Row): Enrolment {
  if (row.attachment instanceof Enrolment) return row.attachment
  return newEnrolment({
    url: textIn(row, 'server-url'),
    identity: textIn(row, 'ca-identity'),
    challenge: textIn(row, 'challenge-password'),
    refresh: true,
  })
}

const isOff = (row: Row): boolean => row.values.get('disabled') === true

/** When the next registration authority is due, in nanoseconds since 1970. */
export function nextRegistrarDue(device: Router): bigint | undefined {
  const now = device.host.clock.now()
  return earliest(device.storeAt(registrarsPath).items.map((row) => dueOf(row, now)))
}

function dueOf(row: Row, now: bigint): bigint | undefined {
  if (isOff(row)) return undefined
  return row.attachment instanceof Enrolment ? row.attachment.dueAt(now) : 0n
}

/** The registration authorities that wait for their own certificate, or failed to get one. */
export function pendingRegistrars(device: Router): readonly PendingItem[] {
  const now = device.host.clock.now()
  return device.storeAt(registrarsPath).items.flatMap((row) => {
    const { state, parts } = ownEnrolment(row)
    if (isOff(row) || parts.status === 'idle') return []
    return [{ what: `registration authority ${textIn(row, 'name')}`, state, next: dueOf(row, now) }]
  })
}

/** Enrols and renews registration authorities that are due. Failures are logged. */
export function runDueRegistrars(device: Router): void {
  const store = device.storeAt(registrarsPath)
  const now = device.host.clock.now()
  for (const row of store.items) {
    const due = dueOf(row, now)
    if (due === undefined || due > now) continue
    const { enrolment, failed } = advance(device, ownEnrolment(row), () => requestInputFor(device, row))
    store.attach(row, enrolment)
    if (failed !== undefined) log(device, row, failed)
  }
}

/** Enrols or renews one now. Throws a Failure where that fails. */
export function renewRegistrar(device: Router, row: StoredRow): void {
  const own = ownEnrolment(row)
  const enrolment = own.parts.held === undefined ? enrol(device, own, requestInputFor(device, row)) : renewScepCertificate(device, own)
  device.storeAt(registrarsPath).attach(row, enrolment)
}

function requestInputFor(device: Router, row: Row): RequestInput {
  const id = row.values.get('template')
  const template = id instanceof Id ? device.storeAt(certificatePath).byId(id.id) : undefined
  if (template === undefined || !isTemplate(template)) throw new Failure('failure: the template is gone')
  return requestOfTemplate(device, template)
}

const log = (device: Router, row: Row, { reason }: Failure): void => device.log('certificate,error', `${textIn(row, 'name')}: ${reason}`)

/** Returns the SCEP server of a registration authority; undefined before it has its own certificate. */
export function registrarResponder(device: Router, row: Row): ScepResponder | undefined {
  const own = ownEnrolment(row)
  const { held } = own.parts
  const { authority } = own
  if (held === undefined || authority === undefined) return undefined
  return {
    signers: [held],
    certificates: [held.certificate, authority.ca],
    decide: (asked) => decide(device, row, own, held, asked),
  }
}

function decide(device: Router, row: Row, own: Enrolment, held: KeyedCertificate, asked: OpenedRequest): ScepDecision {
  switch (asked.type) {
    case 'PKCSReq':
    case 'RenewalReq':
    case 'UpdateReq':
      return first(device, row, own, held, asked)
    case 'CertPoll': {
      const known = lookUp(device, receiverOf(device, row, own, asked), asked)
      return 'failInfo' in known ? known : decisionOn(device, row, own, held, known)
    }
    case 'GetCert':
    case 'GetCRL':
      return relayed(
        device,
        row,
        () => askScepServer(device, own, held, asked.type, asked.transactionId, asked.content),
        (answer) => ({ bundle: answer.open(held).content }),
      )
  }
}

const receiverOf = (device: Router, row: Row, own: Enrolment, asked: OpenedRequest): RequestReceiver => ({
  server: serverOf(registrarsPath, row),
  lifetime: device.kept(device.declared(registrarsPath), row, 'ra-transaction-lifetime'),
  mayAct: (request) => mayActFor(own, asked, request),
})

function first(device: Router, row: Row, own: Enrolment, held: KeyedCertificate, asked: OpenedRequest): ScepDecision {
  const entry = receive(device, receiverOf(device, row, own, asked), asked)
  if ('failInfo' in entry) return entry
  const password = textIn(row, 'challenge-password')
  if (entry.isNew && password !== '' && entry.request.challengePassword === password) setStatus(device, entry.row, 'authorized')
  return decisionOn(device, row, own, held, entry.row)
}

/** Whether a client may act for a request: it has the key, or a certificate of the authority with the same name. */
function mayActFor({ authority }: Enrolment, { client }: OpenedRequest, request: CertificateRequest): boolean {
  if (samePublicKey(client.publicKey, request.publicKey)) return true
  return authority !== undefined && client.subjectName === request.subjectName && client.signedBy(authority.ca.publicKey)
}

/** Returns the decision on a stored request: that of this device until the request is authorized, then that of the authority. */
function decisionOn(device: Router, row: Row, own: Enrolment, held: KeyedCertificate, known: StoredRow): ScepDecision {
  const received = receivedOf(known)
  if (received === undefined) return scepRefusal('badRequest', 'the request is gone')
  const { request, certificate } = received
  if (certificate !== undefined) return { bundle: writeBundle({ certificates: [certificate.der] }) }
  const id = show(known.values.get('transaction-id') ?? '')
  switch (statusOf(known)) {
    case 'pending':
      return 'pending'
    case 'authorized':
      return passedOn(device, row, own, held, known, request, () => askScepServer(device, own, held, 'PKCSReq', id, request.der))
    case 'waiting': {
      const question = writeIssuerAndSubject(own.authority?.ca.subjectName ?? '', request.subjectName)
      return passedOn(device, row, own, held, known, request, () => askScepServer(device, own, held, 'CertPoll', id, question))
    }
    default:
      return scepRefusal('badRequest', `the request is ${statusOf(known)}`)
  }
}

function passedOn(
  device: Router,
  row: Row,
  own: Enrolment,
  held: KeyedCertificate,
  known: StoredRow,
  { publicKey }: CertificateRequest,
  question: () => ScepMessage,
): ScepDecision {
  const success = (answer: ScepMessage): ScepDecision => {
    const certificate = certificateIn(answer, own, held, publicKey)
    setStatus(device, known, 'issued', certificate)
    return { bundle: writeBundle({ certificates: [certificate.der] }) }
  }
  const decision = relayed(device, row, question, success, () => setStatus(device, known, 'waiting'))
  if (decision !== 'pending' && 'failInfo' in decision) setStatus(device, known, 'failed')
  return decision
}

/** Converts the authority's answer to a decision for the client. Where the authority does not answer, the client waits and polls again. */
function relayed(
  device: Router,
  row: Row,
  question: () => ScepMessage,
  success: (answer: ScepMessage) => ScepDecision,
  waits = (): void => {},
): ScepDecision {
  try {
    const answer = question()
    if (answer.status === 'success') return success(answer)
    if (answer.status === 'pending') waits()
    return answer.status === 'pending'
      ? 'pending'
      : scepRefusal(answer.failInfo ?? 'badRequest', answer.failInfoText || 'the CA refuses it')
  } catch (error) {
    if (!(error instanceof Failure) || !error.catchable) throw error
    log(device, row, error)
    return 'pending'
  }
}
