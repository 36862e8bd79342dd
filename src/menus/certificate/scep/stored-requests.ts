// Owns the stored requests to a device's SCEP servers: finding, adding, updating and removing them.
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import type { Certificate } from '../../../pki/certificate.ts'
import type { CertificateRequest } from '../../../pki/request.ts'
import type { Row } from '../../../schema/menu.ts'
import { show } from '../../../value/show.ts'
import { Time, type Value } from '../../../value/value.ts'
import { earliest } from '../../earliest.ts'

/** The menu of stored requests. */
export const requestsPath = '/certificate/scep-server/requests'

/** The states of a request, as in the command tree. */
export const requestStatuses = ['pending', 'granted', 'denied', 'authorized', 'waiting', 'failed', 'issued', 'invalid'] as const
/** The status of a stored request. */
export type RequestStatus = (typeof requestStatuses)[number]

/** A row's request, and its certificate once there is one. Never modified in place. */
export class Received {
  readonly request: CertificateRequest
  readonly certificate: Certificate | undefined

  constructor(request: CertificateRequest, certificate?: Certificate) {
    this.request = request
    this.certificate = certificate
  }
}

/** The request of a row as it was received. */
export const receivedOf = (row: Row): Received | undefined => (row.attachment instanceof Received ? row.attachment : undefined)

/** Returns the name of a server (`scep-server` or `ra`, and its id) in requests. */
export const serverOf = (path: string, row: Row): string => `${path.split('/').at(-1)} ${row.id}`

/** The most waiting requests; more are refused, so that clients cannot fill the device. */
const maxWaiting = 10_000

const storeOf = (device: Router): ReturnType<Router['store']> => device.storeAt(requestsPath)

/** Returns the request of a transaction at a server; undefined where there is none or it has expired. */
export function findRequest(device: Router, server: string, transactionId: string): StoredRow | undefined {
  const [row] = storeOf(device).sharing(
    ['server', 'transaction-id'],
    new Map([
      ['server', server],
      ['transaction-id', transactionId],
    ]),
  )
  return row === undefined || isOver(row, device.host.clock.now()) ? undefined : row
}

/** Stores a request for `lifetime` nanoseconds; undefined where too many wait. */
export function noteRequest(
  device: Router,
  server: string,
  transactionId: string,
  request: CertificateRequest,
  lifetime: bigint,
): StoredRow | undefined {
  const store = storeOf(device)
  if (store.size >= maxWaiting) forgetOld(device)
  if (store.size >= maxWaiting) return undefined
  const now = device.host.clock.now()
  const values: [string, Value][] = [
    ['server', server],
    ['transaction-id', transactionId],
    ['status', 'pending'],
    ['created', new Time(now)],
    ['ends', new Time(now + lifetime)],
  ]
  const row = store.add(new Map(values))
  store.attach(row, new Received(request))
  return row
}

/** Sets the status of a request; nothing if the row was removed meanwhile. */
export function setStatus(device: Router, row: StoredRow, status: RequestStatus, certificate?: Certificate): void {
  const store = storeOf(device)
  // It may have been removed during a request to another server.
  if (store.byId(row.id) !== row) return
  store.set(row, 'status', status)
  const received = receivedOf(row)
  if (certificate !== undefined && received !== undefined) store.attach(row, new Received(received.request, certificate))
}

/** The status of a row; `pending` where none was set. */
export const statusOf = (row: Row): string => show(row.values.get('status') ?? 'pending')

const endOf = ({ values }: Row): bigint | undefined => {
  const ends = values.get('ends')
  return ends instanceof Time ? ends.ns : undefined
}

const isOver = (row: Row, now: bigint): boolean => {
  const end = endOf(row)
  return end !== undefined && end <= now
}

/** Removes the requests whose `request-lifetime` is over. */
export function forgetOld(device: Router): void {
  const now = device.host.clock.now()
  const store = storeOf(device)
  for (const row of [...store.items]) if (isOver(row, now)) store.remove(row)
}

/** Removes the requests of a removed server. */
export function forgetRequests(device: Router, server: string): void {
  const store = storeOf(device)
  for (const row of [...store.items]) if (row.values.get('server') === server) store.remove(row)
}

/** When the first request expires, in nanoseconds since 1970. */
export const firstEnd = (device: Router): bigint | undefined => earliest(storeOf(device).items.map(endOf))
