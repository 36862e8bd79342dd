// Owns the responses of REST: status codes, bodies, and how failures are reported.
import type { WireRow } from '../../device/types.ts'
import type { Failure } from '../../diagnostic/failure.ts'
import type { HeaderFields, WebResponse } from '../../host/host.ts'
import { failureOnWire } from '../run-request.ts'
import type { CommandReply } from '../served.ts'
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

/** A response with a JSON body, as bytes. */
export const jsonResponse = (status: number, text: string, headers: HeaderFields = []): WebResponse => ({
  status,
  headers: [['Content-Type', 'application/json'], ...headers],
  body: Buffer.from(text, 'latin1'),
})

/** An error response; `detail` if the device adds one. */
export function errorResponse(status: number, detail?: string, headers: HeaderFields = []): WebResponse {
  const more = detail === undefined ? '' : `"detail":${JSON.stringify(detail)},`
  return jsonResponse(status, `{${more}"error":${status},"message":"${reasons[status] ?? ''}"}`, headers)
}

/** The response to a request without a valid login: 401. */
export const unauthorized = (): WebResponse => errorResponse(401, undefined, [['WWW-Authenticate', 'Basic realm="RouterOS"']])

/** The response if `/ip/service/webserver` disables REST. */
export const forbidden = (): WebResponse => ({
  status: 403,
  headers: [['Content-Type', 'text/html']],
  body: Buffer.from('<html><head><title>Error 403: Forbidden</title></head><body><h1>Error 403: Forbidden</h1></body></html>\n'),
})

/** The message for a request that names no row, or a row that REST cannot address. */
export const noResource = 'missing or invalid resource identifier'

/** Returns the response to a failed command. A request that exceeds its time limit gets `Session closed`. */
export function failed(failure: Failure): WebResponse {
  const { cause } = failure
  if (cause?.kind === 'no-such-item') return errorResponse(404)
  if (cause?.kind === 'not-permitted') return errorResponse(500, failure.message)
  if (cause?.kind === 'limit' || cause?.kind === 'interrupted') return errorResponse(400, 'Session closed')
  return errorResponse(400, failureOnWire(failure).message)
}

/** Formats rows as the body of a response: a JSON array of objects. */
export const rowsText = (rows: readonly WireRow[]): string => `[${rows.map(objectText).join(',')}]`

/** Returns the response to a successful command: its rows, its return value, or an empty body. */
export const replied = ({ rows, ret }: CommandReply): WebResponse =>
  jsonResponse(200, ret === undefined ? rowsText(rows) : objectText([['ret', ret]]))
