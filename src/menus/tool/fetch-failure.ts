// Owns the messages of /tool/fetch for failed requests and bad statuses.
import type { Router } from '../../device/router.ts'
import { outsideFailure } from '../../device/world/fault.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { fieldOf, hostAndPortOf, type NetworkFault, type HttpResponse } from '../../host/host.ts'
import { toBytes } from '../../text/bytes.ts'

const command = '/tool/fetch'

/** Returns headers as a list of `Name: value`, sorted by name as in the manual's example 2. */
export const headersOf = (headers: HttpResponse['headers']): readonly string[] =>
  headers
    .toSorted(([one], [other]) => (one.toLowerCase() < other.toLowerCase() ? -1 : one.toLowerCase() > other.toLowerCase() ? 1 : 0))
    .map(([name, value]) => `${name}: ${value}`)

/**
 * Returns the failure for an unsuccessful status. 6.x to 7.12: `closing connection: <400 Bad Request> 192.0.2.28:80 (5)` (7.12.1); the
 * meaning of the number is not known. Later: the manual, whose text may apply only since 7.22; it also has `code` and `http-headers` for
 * `:onerror`.
 */
export function statusFailure(device: Router, { status, reason, headers }: HttpResponse, url: string): Failure {
  const location = fieldOf(headers, 'location')
  const led = location !== undefined && status >= 300 && status < 400
  if (device.isRelease('..7.12'))
    return new Failure(`failure: closing connection: <${status} ${reason}${led ? ` "${location}"` : ''}> ${hostAndPort(url)} (4)`)
  // Seen from 7.15 to 7.19.4, and by operators of servers since; with the field it is the status from 7.16 on (changelog).
  if (status === 401 && device.isRelease('7.15..') && fieldOf(headers, 'www-authenticate') === undefined)
    return new Failure('failure: 401 should contain www-authenticate header')
  const where = led ? ` (Location: "${location}")` : ''
  return new Failure(`failure: Status ${status}, ${reason}${where}`, { attributes: { code: status, 'http-headers': headersOf(headers) } })
}

/**
 * Returns the failure of a request without response. Seen: TLS messages (the manual, and 7.23.3), `<connection failed>` (6.x and early
 * 7.x), `Idle timeout - waiting data` (a log of 7.8). `resolving error` is the manual's. Other messages are offbox's own.
 */
export function fetchFailure(device: Router, fault: NetworkFault, url: string): Failure {
  return outsideFailure(command, fault, `failure: ${toBytes(words(device, fault, url))}`)
}

function words(device: Router, { fault, detail, connected }: NetworkFault, url: string): string {
  switch (fault) {
    case 'untrusted':
      // Without TLS the refused server was that of DNS over HTTPS; its message is in the log.
      return new URL(url).protocol === 'http:' ? 'resolving error' : detail
    case 'tls':
      return `SSL: handshake failed: ${detail} (6)`
    case 'unknown-name':
      return 'resolving error'
    case 'timeout':
      return `Idle timeout - ${connected === true ? 'waiting data' : 'connecting'}`
    case 'refused':
    case 'unreachable':
      return device.isRelease('..7.12') ? `closing connection: <connection failed> ${hostAndPort(url)} (4)` : 'connection failed'
    case 'closed':
      return 'connection closed by the other side'
    case 'too-large':
    case 'malformed':
    case 'not-allowed':
    case 'interrupted':
      return detail
  }
}

function hostAndPort(text: string): string {
  const url = new URL(text)
  return `${url.hostname}:${hostAndPortOf(url).port}`
}
