// Owns receiving requests at authorities and registration authorities: reading them, and finding or adding their rows.
import type { Router } from '../../../device/router.ts'
import type { Item } from '../../../device/rows/store.ts'
import { readRequest, type Request } from '../../../pki/request.ts'
import { Time, type Value } from '../../../value/value.ts'
import { findRequest, noteRequest, receivedOf } from './request-book.ts'
import { type OpenedRequest, refusal, type ScepRefusal } from './station.ts'

/** The server that receives requests. */
export interface Desk {
  /** The server as `serverOf` names it. */
  readonly server: string
  /** How long a request may wait: a Time. */
  readonly lifetime: Value | undefined
  /** Whether the signer of the message may act for a request. */
  readonly maySpeak: (request: Request) => boolean
}

/** A row of a request. `isNew`: the request was received for the first time. */
export interface BookEntry {
  readonly row: Item
  readonly request: Request
  readonly isNew: boolean
}

/** Returns the row of a received request: the one of its transaction, else a new one. */
export function receive(
  device: Router,
  { server, lifetime, maySpeak }: Desk,
  { content, transactionId }: OpenedRequest,
): BookEntry | ScepRefusal {
  const request = readRequest(content)
  if (!request.verified) return refusal('badMessageCheck', 'the request is not signed with its own key')
  if (request['key-type'] !== 'rsa') return refusal('badAlg', 'only RSA keys are certified')
  if (!maySpeak(request)) return refusal('badMessageCheck', 'somebody else asks for this key')
  const known = findRequest(device, server, transactionId)
  if (known !== undefined && receivedOf(known)?.request.der.equals(request.der) !== true)
    return refusal('badRequest', 'the transaction is about another request')
  const row = known ?? noteRequest(device, server, transactionId, request, lifetime instanceof Time ? lifetime.ns : 0n)
  if (row === undefined) return refusal('badRequest', 'too many requests are waiting')
  return { row, request, isNew: known === undefined }
}

/** Returns the row of a request that its client polls. */
export function lookUp(device: Router, { server, maySpeak }: Omit<Desk, 'lifetime'>, { transactionId }: OpenedRequest): Item | ScepRefusal {
  const row = findRequest(device, server, transactionId)
  const request = row && receivedOf(row)?.request
  if (row === undefined || request === undefined) return refusal('badCertId', 'no such transaction')
  return maySpeak(request) ? row : refusal('badMessageCheck', 'somebody else asked for this')
}
