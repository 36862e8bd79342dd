// Owns receiving requests at authorities and registration authorities: parsing them, and finding or adding their rows.
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import { readRequest, type CertificateRequest } from '../../../pki/request.ts'
import { Time, type Value } from '../../../value/value.ts'
import { findRequest, noteRequest, receivedOf } from './stored-requests.ts'
import { type OpenedRequest, scepRefusal, type ScepRefusal } from './responder.ts'

/** The server that receives requests. */
export interface RequestReceiver {
  /** The server as `serverOf` names it. */
  readonly server: string
  /** How long a request may wait: a Time. */
  readonly lifetime: Value | undefined
  /** Whether the signer of the message may act for a request. */
  readonly mayAct: (request: CertificateRequest) => boolean
}

/** A row of a request. `isNew`: the request was received for the first time. */
export interface StoredRequest {
  readonly row: StoredRow
  readonly request: CertificateRequest
  readonly isNew: boolean
}

/** Returns the row of a received request: the one of its transaction, else a new one. */
export function receive(
  device: Router,
  { server, lifetime, mayAct }: RequestReceiver,
  { content, transactionId }: OpenedRequest,
): StoredRequest | ScepRefusal {
  const request = readRequest(content)
  if (!request.verified) return scepRefusal('badMessageCheck', 'the request is not signed with its own key')
  if (request['key-type'] !== 'rsa') return scepRefusal('badAlg', 'only RSA keys are certified')
  if (!mayAct(request)) return scepRefusal('badMessageCheck', 'somebody else asks for this key')
  const known = findRequest(device, server, transactionId)
  if (known !== undefined && receivedOf(known)?.request.der.equals(request.der) !== true)
    return scepRefusal('badRequest', 'the transaction is about another request')
  const row = known ?? noteRequest(device, server, transactionId, request, lifetime instanceof Time ? lifetime.ns : 0n)
  if (row === undefined) return scepRefusal('badRequest', 'too many requests are waiting')
  return { row, request, isNew: known === undefined }
}

/** Returns the row of a request that its client polls. */
export function lookUp(
  device: Router,
  { server, mayAct }: Omit<RequestReceiver, 'lifetime'>,
  { transactionId }: OpenedRequest,
): StoredRow | ScepRefusal {
  const row = findRequest(device, server, transactionId)
  const request = row && receivedOf(row)?.request
  if (row === undefined || request === undefined) return scepRefusal('badCertId', 'no such transaction')
  return mayAct(request) ? row : scepRefusal('badMessageCheck', 'somebody else asked for this')
}
