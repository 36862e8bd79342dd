// Owns sending one request by HTTP/2 (RFC 9113) on a TLS connection that negotiated it.
import { STATUS_CODES } from 'node:http'
import type { ClientHttp2Session, OutgoingHttpHeaders } from 'node:http2'
import type { TLSSocket } from 'node:tls'
import type { NetworkFault, HeaderFields, HttpResponse } from '../../host.ts'
import type { Sent } from './channel.ts'
import { receiveBody, type ProgressListener } from './receive-body.ts'

/** Header fields that HTTP/2 does not have: those of a connection (RFC 9113 8.2.2), and `host`, which is `:authority` there. */
const ofConnection: ReadonlySet<string> = new Set(['connection', 'host', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade'])

/** Opens a session on a connection whose peer was judged; the caller closes its socket. Node's HTTP/2 is loaded on demand. */
export async function http2Session(origin: string, open: TLSSocket): Promise<ClientHttp2Session> {
  const { connect } = await import('node:http2')
  return connect(origin, { createConnection: () => open })
}

/** Sends `sent` and calls `end` with the response. HTTP/2 has no reason phrase: the usual one of the status is used. */
export function speakHttp2(
  session: ClientHttp2Session,
  sent: Sent,
  progress: ProgressListener,
  end: (outcome: HttpResponse | NetworkFault) => void,
  failed: (error: unknown) => void,
): void {
  const url = new URL(sent.url)
  session.on('error', failed)
  const stream = session.request(
    {
      ':method': sent.method,
      ':path': `${url.pathname}${url.search}`,
      ':authority': sent.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? url.host,
      ':scheme': 'https',
      ...plainFields(sent.headers),
      ...(sent.body === undefined ? {} : { 'content-length': sent.body.length }),
    },
    { endStream: sent.body === undefined },
  )
  stream.on('error', failed)
  stream.on('response', (headers) => {
    const status = headers[':status'] ?? 0
    const fields = Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith(':') || value === undefined ? [] : [value].flat().map((one) => [name, String(one)] as const),
    )
    const length = headers['content-length']
    receiveBody(stream, { status, reason: STATUS_CODES[status] ?? '', headers: fields, length }, sent, progress, end)
  })
  if (sent.body !== undefined) stream.end(sent.body)
}

/** Converts fields: names in lower case; a repeated name has all its values. */
function plainFields(fields: HeaderFields): OutgoingHttpHeaders {
  const found: Record<string, string[]> = {}
  for (const [name, value] of fields) {
    const low = name.toLowerCase()
    if (!ofConnection.has(low)) (found[low] ??= []).push(value)
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}
