// Owns one HTTP exchange in the network's thread: connecting, having the TLS peer judged, sending, and receiving within limits.
import { request as httpRequest, type Agent, type ClientRequest, type IncomingMessage } from 'node:http'
import type { ClientHttp2Session } from 'node:http2'
import { connect as connectTcp, type LookupFunction, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { isFault, hostAndPortOf, untrusted, type NetworkFault, type HeaderFields, type HttpResponse } from '../../host.ts'
import type { Sent } from './channel.ts'
import { networkFaultOf } from './fault.ts'
import { receiveBody } from './receive-body.ts'
import { http2Session, speakHttp2 } from './http2.ts'
import { pemOf } from './identity.ts'
import { openTls, type PeerJudge } from './tls.ts'

/** The environment of an exchange. */
export interface ExchangeContext {
  readonly lookup: LookupFunction
  readonly judge: PeerJudge
  readonly progress: (received: number, total: number | undefined) => void
  /** Aborted when the device has cancelled. */
  readonly cancelled: AbortSignal
  /** Makes connections, has their peers judged, and may reuse them; absent: each exchange has a connection of its own. */
  readonly agent?: Agent
}

/** Runs one exchange. Never rejects. Everything except an agent's connections is closed when it resolves. */
export function exchange(sent: Sent, { lookup, judge, progress, cancelled, agent }: ExchangeContext): Promise<HttpResponse | NetworkFault> {
  const url = new URL(sent.url)
  const { host, port } = hostAndPortOf(url)
  const secure = url.protocol === 'https:'
  return new Promise((resolve) => {
    let socket: Socket | undefined
    let asked: ClientRequest | ClientHttp2Session | undefined
    let ended = false
    let hasAnswered = false
    const end = (result: HttpResponse | NetworkFault): void => {
      const outcome = isFault(result) ? { ...result, connected: asked !== undefined } : result
      if (ended) return
      ended = true
      clearTimeout(timer)
      // An agent's connection is free for the next exchange only then.
      if (agent !== undefined && !isFault(outcome)) return void asked?.once('close', () => resolve(outcome))
      asked?.destroy()
      socket?.destroy()
      resolve(outcome)
    }
    const timer = setTimeout(() => end({ fault: 'timeout', detail: `no complete answer within ${sent.timeout} ms` }), sent.timeout)
    cancelled.addEventListener('abort', () => end({ fault: 'interrupted', detail: 'interrupted' }))
    const failed = (error: unknown): void => end(networkFaultOf(error))

    const speak = (open?: Socket): void => {
      if (ended) return
      // Names and values of fields come from scripts, and may be invalid in HTTP.
      try {
        send(open)
      } catch (error) {
        failed(error)
      }
    }
    const speakAgreed = async (open: TLSSocket): Promise<void> => {
      if (open.alpnProtocol !== 'h2') return speak(open)
      const session = await http2Session(url.origin, open)
      if (ended) return session.destroy()
      asked = session
      speakHttp2(session, sent, progress, end, failed)
    }
    const send = (open?: Socket): void => {
      const size = sent.body?.length ?? 0
      const wrong = sent.headers.find(([name, value]) => name.toLowerCase() === 'content-length' && value !== String(size))
      if (wrong !== undefined) return end({ fault: 'malformed', detail: `Content-Length is ${wrong[1]}, the body has ${size} bytes` })
      const request = httpRequest({
        method: sent.method,
        host,
        port,
        path: `${url.pathname}${url.search}`,
        headers: { host: url.host },
        ...(open === undefined ? { agent } : { createConnection: () => open }),
      })
      asked = request
      // Added first: destroying the request emits its error again.
      request.on('error', failed)
      for (const [name, values] of grouped(sent.headers)) request.setHeader(name, values)
      // By itself node sends no length for a body of GET, HEAD and DELETE, and the server would parse the body as a second request.
      if (sent.body !== undefined && !request.hasHeader('transfer-encoding')) request.setHeader('content-length', size)
      // With both, two servers may see two requests (RFC 9112 6.2, 11.2).
      if (request.hasHeader('transfer-encoding')) request.removeHeader('content-length')
      if (open !== undefined && !request.hasHeader('connection')) request.setHeader('connection', 'close')
      request.on('response', (response) => {
        hasAnswered = true
        read(response, sent, progress, end)
      })
      request.end(sent.body)
    }

    try {
      if (agent !== undefined) return speak()
      const where = {
        host: sent.address ?? host,
        port,
        lookup,
        ...(sent.family === undefined ? {} : { family: sent.family === 'ipv4' ? 4 : 6 }),
        ...(sent.from === undefined ? {} : { localAddress: sent.from }),
      }
      if (!secure) {
        socket = connectTcp(where, () => speak(open))
      } else {
        const shown = sent.client === undefined ? {} : pemOf(sent.client)
        const agreed = sent.http2 === true ? { ALPNProtocols: ['h2', 'http/1.1'] } : {}
        socket = openTls(host, { ...where, ...shown, ...agreed }, judge, (refusal, tls) =>
          refusal === undefined ? speakAgreed(tls) : end(untrusted(refusal)),
        )
      }
      const open = socket
      // Without this the request would wait 40 ms for the peer to acknowledge the last message of the handshake.
      open.setNoDelay(true)
      open.on('error', failed)
      // A body that goes to a file may be received and not written yet; the response itself reports an incomplete one.
      const isWriting = (): boolean => sent.into !== undefined && hasAnswered
      open.on('close', () => isWriting() || end({ fault: 'closed', detail: 'the other side closed the connection' }))
      if (sent.idle !== undefined) open.setTimeout(sent.idle, () => end({ fault: 'timeout', detail: `nothing came for ${sent.idle} ms` }))
    } catch (error) {
      failed(error)
    }
  })
}

function read(
  response: IncomingMessage,
  sent: Sent,
  progress: ExchangeContext['progress'],
  end: (outcome: HttpResponse | NetworkFault) => void,
): void {
  const heading = {
    status: response.statusCode ?? 0,
    reason: response.statusMessage ?? '',
    headers: fieldsOf(response.rawHeaders),
    length: response.headers['content-length'],
  }
  const received = receiveBody(response, heading, sent, progress, end)
  response.on('error', (error) =>
    end(response.complete ? networkFaultOf(error) : { fault: 'closed', detail: `the other side closed after ${received()} bytes` }),
  )
}

/** Converts node's flat list of names and values. */
export function fieldsOf(raw: readonly string[]): HeaderFields {
  const fields: [string, string][] = []
  for (let at = 0; at < raw.length; at += 2) fields.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return fields
}

/** Returns values by name; a name keeps its first spelling. */
export function grouped(fields: HeaderFields): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  const spelling = new Map<string, string>()
  for (const [name, value] of fields) {
    const first = spelling.get(name.toLowerCase()) ?? name
    spelling.set(name.toLowerCase(), first)
    found.set(first, [...(found.get(first) ?? []), value])
  }
  return found
}
