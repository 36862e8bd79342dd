// Owns the requests that came to the SCEP servers of a device: finding, remembering, granting, forgetting them.
import type { Router } from '../../../device/router.ts'
import type { Item } from '../../../device/rows/store.ts'
import type { Certificate } from '../../../pki/certificate.ts'
import type { Request } from '../../../pki/request.ts'
import type { Row } from '../../../schema/menu.ts'
import { show } from '../../../value/show.ts'
import { Time, type Value } from '../../../value/value.ts'
import { earliest } from '../../due.ts'

export const requests = '/certificate/scep-server/requests'

/** The words of the command tree for where a request stands. */
export const requestStatuses = ['pending', 'granted', 'denied', 'authorized', 'waiting', 'failed', 'issued', 'invalid'] as const
export type RequestStatus = (typeof requestStatuses)[number]

/** What a row holds: the request, and its certificate once there is one. Never changed in place. */
export class Received {
  readonly request: Request
  readonly certificate: Certificate | undefined

  constructor(request: Request, certificate?: Certificate) {
    this.request = request
    this.certificate = certificate
  }
}

export const receivedOf = (row: Row): Received | undefined => (row.attachment instanceof Received ? row.attachment : undefined)

/** Which server (`scep-server` or `ra`, and its id) a request came to. */
export const serverOf = (path: string, row: Row): string => `${path.split('/').at(-1)} ${row.id}`

/** So many may wait at once; more are turned away, so that nobody fills the device. */
const maxWaiting = 10_000

const storeOf = (device: Router): ReturnType<Router['store']> => device.store(device.declared(requests))

/** The request of a transaction with a server; undefined where there is none or its time is over. */
export function findRequest(device: Router, server: string, transactionId: string): Item | undefined {
  const [row] = storeOf(device).sharing(
    ['server', 'transaction-id'],
    new Map([
      ['server', server],
      ['transaction-id', transactionId],
    ]),
  )
  return row === undefined || isOver(row, device.host.clock.now()) ? undefined : row
}

/** Remembers a request for `lifetime` nanoseconds; undefined where too many wait already. */
export function noteRequest(device: Router, server: string, transactionId: string, request: Request, lifetime: bigint): Item | undefined {
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

export function setStatus(device: Router, row: Item, status: RequestStatus, certificate?: Certificate): void {
  const store = storeOf(device)
  // It may have been removed while somebody else was asked.
  if (store.byId(row.id) !== row) return
  store.set(row, 'status', status)
  const received = receivedOf(row)
  if (certificate !== undefined && received !== undefined) store.attach(row, new Received(received.request, certificate))
}

export const statusOf = (row: Row): string => show(row.values.get('status') ?? 'pending')

const endOf = ({ values }: Row): bigint | undefined => {
  const ends = values.get('ends')
  return ends instanceof Time ? ends.ns : undefined
}

const isOver = (row: Row, now: bigint): boolean => {
  const end = endOf(row)
  return end !== undefined && end <= now
}

/** Forgets the requests whose `request-lifetime` is over. */
export function forgetOld(device: Router): void {
  const now = device.host.clock.now()
  const store = storeOf(device)
  for (const row of [...store.items]) if (isOver(row, now)) store.remove(row)
}

/** Forgets the requests of a server that is removed. */
export function forgetRequests(device: Router, server: string): void {
  const store = storeOf(device)
  for (const row of [...store.items]) if (row.values.get('server') === server) store.remove(row)
}

/** When the first one's time is over, in nanoseconds since 1970. */
export const firstEnd = (device: Router): bigint | undefined => earliest(storeOf(device).items.map(endOf))
