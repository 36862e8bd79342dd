// Owns the answers of REST: their statuses, their bodies, and what of a failure is told how.
import type { WireRow } from '../../device/types.ts'
import type { Failure } from '../../diagnostic/failure.ts'
import type { HeaderFields, WebResponse } from '../../host/host.ts'
import { told } from '../order.ts'
import type { Reply } from '../served.ts'
import { objectText } from './json.ts'

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  406: 'Not Acceptable',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
}

/** An answer with a body of JSON, given as bytes. */
export const json = (status: number, text: string, headers: HeaderFields = []): WebResponse => ({
  status,
  headers: [['Content-Type', 'application/json'], ...headers],
  body: Buffer.from(text, 'latin1'),
})

/** An error; `detail` where the device says more than the status. */
export function refused(status: number, detail?: string, headers: HeaderFields = []): WebResponse {
  const more = detail === undefined ? '' : `"detail":${JSON.stringify(detail)},`
  return json(status, `{${more}"error":${status},"message":"${reasons[status] ?? ''}"}`, headers)
}

export const unauthorized = (): WebResponse => refused(401, undefined, [['WWW-Authenticate', 'Basic realm="RouterOS"']])

/** What `/ip/service/webserver` does not serve. */
export const forbidden = (): WebResponse => ({
  status: 403,
  headers: [['Content-Type', 'text/html']],
  body: Buffer.from('<html><head><title>Error 403: Forbidden</title></head><body><h1>Error 403: Forbidden</h1></body></html>\n'),
})

/** The words for a request that names no row, or one that cannot be had so. */
export const noResource = 'missing or invalid resource identifier'

/** A failure of a command. What takes longer than the minute that a request has ends its session. */
export function failed(failure: Failure): WebResponse {
  const { cause } = failure
  if (cause?.kind === 'no-such-item') return refused(404)
  if (cause?.kind === 'not-permitted') return refused(500, failure.message)
  if (cause?.kind === 'limit' || cause?.kind === 'interrupted') return refused(400, 'Session closed')
  return refused(400, told(failure).message)
}

export const rowsText = (rows: readonly WireRow[]): string => `[${rows.map(objectText).join(',')}]`

/** What a command gave: rows, what it returned, or nothing. */
export const replied = ({ rows, ret }: Reply): WebResponse => json(200, ret === undefined ? rowsText(rows) : objectText([['ret', ret]]))
