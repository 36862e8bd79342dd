// Owns the HTTP requests to a SCEP server: capabilities, certificates, operations.
import { Failure } from '../../../diagnostic/failure.ts'
import type { Router } from '../../../device/router.ts'
import { outsideFailure } from '../../../device/world/fault.ts'
import { isFault, statusText, type HttpRequest, type HttpResponse } from '../../../host/host.ts'
import { unchecked } from '../../../host/judge.ts'
import { resultOrError, PkiError } from '../../../pki/pki-error.ts'
import { readAuthority, readNextAuthority, type ScepAuthority } from '../../../pki/scep-authority.ts'
import { type Capabilities, algorithmsFor, readCapabilities } from '../../../pki/scep-capabilities.ts'
import { readMessage, type ScepMessage } from '../../../pki/scep-message.ts'
import { fromBytes } from '../../../text/bytes.ts'
import { storedLine } from '../parts/stored-line.ts'

/** A server's address: `scep-url` and `ca-identity`, byte strings. */
export interface Address {
  readonly url: string
  readonly identity: string
}

/** The time limit of one exchange, in milliseconds. */
const timeoutMs = 15_000
/** The maximum length of an answer, in bytes: a chain with the longest keys is below 64 KiB. */
const maxAnswerBytes = 1 << 20

/** Returns the server's capabilities; a server without that operation only has the oldest (RFC 8894 3.5.1). */
export function askCapabilities(device: Router, address: Address): Capabilities {
  const { status, body } = get(device, address, 'GetCACaps', fromBytes(address.identity))
  return readCapabilities(status === 200 ? Buffer.from(body).toString('latin1') : '')
}

/** Returns the server's certificates. */
export function askAuthority(device: Router, address: Address): ScepAuthority {
  const { body } = successful(get(device, address, 'GetCACert', fromBytes(address.identity)))
  return readable(() => readAuthority(body))
}

/** Returns the server's next certificates. */
export function askNextAuthority(device: Router, address: Address, present: ScepAuthority): ScepAuthority {
  const { body } = successful(get(device, address, 'GetNextCACert', fromBytes(address.identity)))
  return readable(() => readNextAuthority(body, present))
}

/** Sends a message and returns the answer. By POST where the server supports it, else in the URL of a GET. */
export function askOperation(device: Router, address: Address, capabilities: Capabilities, message: Uint8Array): ScepMessage {
  const response = algorithmsFor(capabilities).post
    ? http(device, {
        method: 'POST',
        url: questionOf(address, 'PKIOperation'),
        headers: [['Content-Type', 'application/x-pki-message']],
        body: message,
      })
    : get(device, address, 'PKIOperation', Buffer.from(message).toString('base64'))
  return readable(() => readMessage(successful(response).body))
}

function get(device: Router, address: Address, operation: string, message: string): HttpResponse {
  return http(device, { method: 'GET', url: `${questionOf(address, operation)}&message=${encodeURIComponent(message)}`, headers: [] })
}

/** Returns the URL of a SCEP server: the manual's example and rows of devices have addresses with and without `http://`. */
export const scepUrl = (url: string): string => (/^https?:\/\//i.test(url) ? url : `http://${url}`)

function questionOf({ url }: Address, operation: string): string {
  const whole = scepUrl(url)
  return `${whole}${whole.includes('?') ? '&' : '?'}operation=${operation}`
}

function http(device: Router, request: Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>): HttpResponse {
  const server = request.url.replace(/\?.*/s, '')
  if (!URL.canParse(request.url)) throw new Failure(`failure: ${server} is no address of a SCEP server`)
  // Messages of SCEP have their own signatures and encryption, and users compare the fingerprint of the first answer: the TLS peer is not
  // judged (RFC 8894 2.1.2).
  const answer = device.peers.http({ ...request, timeout: timeoutMs, maxBodyBytes: maxAnswerBytes }, unchecked)
  if (isFault(answer)) throw outsideFailure('SCEP', answer, `failure: SCEP server ${server} gives no answer: ${answer.detail}`)
  return answer
}

function successful(response: HttpResponse): HttpResponse {
  if (response.status !== 200) throw new Failure(`failure: SCEP server answers ${storedLine(statusText(response))}`)
  return response
}

/** Returns the result of `read`; throws a Failure for an answer that cannot be parsed. */
export function readable<T>(read: () => T): T {
  const answer = resultOrError(read)
  if (answer instanceof PkiError) throw new Failure(`failure: answer of the SCEP server cannot be used: ${answer.message}`)
  return answer
}
