// Owns one HTTP exchange in the network's thread: connecting, having the TLS peer judged, sending, and reading within limits.
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
export const exchange = (sent: Sent, context: ExchangeContext): Promise<HttpResponse | NetworkFault> =>
  new Promise((resolve) => {
    new Exchange(sent, context, resolve).start()
  })

/** A running exchange. It calls `resolve` once. */
class Exchange {
  readonly #sent: Sent
  readonly #context: ExchangeContext
  readonly #resolve: (outcome: HttpResponse | NetworkFault) => void
  readonly #url: URL
  readonly #timer: NodeJS.Timeout
  #socket: Socket | undefined
  #request: ClientRequest | ClientHttp2Session | undefined
  #hasEnded = false
  #hasAnswered = false

  constructor(sent: Sent, context: ExchangeContext, resolve: (outcome: HttpResponse | NetworkFault) => void) {
    this.#sent = sent
    this.#context = context
    this.#resolve = resolve
    this.#url = new URL(sent.url)
    const { timeout } = sent
    this.#timer = setTimeout(() => this.#end({ fault: 'timeout', detail: `no complete answer within ${timeout} ms` }), timeout)
    context.cancelled.addEventListener('abort', () => this.#end({ fault: 'interrupted', detail: 'interrupted' }))
  }

  /** Connects, unless an agent does, and sends the request. */
  start(): void {
    this.#guard(() => {
      if (this.#context.agent !== undefined) return this.#send()
      const open = this.#connected()
      this.#socket = open
      // Without this the request would wait 40 ms for the peer to acknowledge the last message of the handshake.
      open.setNoDelay(true)
      open.on('error', this.#fail)
      const { into, idle } = this.#sent
      // A body that goes to a file may be received and not written yet; the response itself reports an incomplete one.
      const isWriting = (): boolean => into !== undefined && this.#hasAnswered
      open.on('close', () => isWriting() || this.#end({ fault: 'closed', detail: 'the other side closed the connection' }))
      if (idle !== undefined) open.setTimeout(idle, () => this.#end({ fault: 'timeout', detail: `nothing came for ${idle} ms` }))
    })
  }

  /** Opens the connection; the request is sent when it is there and its peer was judged. */
  #connected(): Socket {
    const { address, family, from, client, http2 } = this.#sent
    const { host, port } = hostAndPortOf(this.#url)
    const where = {
      host: address ?? host,
      port,
      lookup: this.#context.lookup,
      ...(family === undefined ? {} : { family: family === 'ipv4' ? 4 : 6 }),
      ...(from === undefined ? {} : { localAddress: from }),
    }
    if (this.#url.protocol !== 'https:') {
      const socket: Socket = connectTcp(where, () => this.#guard(() => this.#send(socket)))
      return socket
    }
    const shown = client === undefined ? {} : pemOf(client)
    const agreed = http2 === true ? { ALPNProtocols: ['h2', 'http/1.1'] } : {}
    return openTls(host, { ...where, ...shown, ...agreed }, this.#context.judge, (refusal, tls) =>
      refusal === undefined ? this.#sendAgreed(tls) : this.#end(untrusted(refusal)),
    )
  }

  /** Sends the request in the version of HTTP that the TLS handshake agreed on. */
  async #sendAgreed(open: TLSSocket): Promise<void> {
    if (open.alpnProtocol !== 'h2') return this.#guard(() => this.#send(open))
    const session = await http2Session(this.#url.origin, open)
    if (this.#hasEnded) return session.destroy()
    this.#request = session
    speakHttp2(session, this.#sent, this.#context.progress, this.#end, this.#fail)
  }

  /** Sends an HTTP/1.1 request over a connection, or over one of the agent's. Throws for fields that are invalid in HTTP. */
  #send(open?: Socket): void {
    if (this.#hasEnded) return
    const { method, headers, body } = this.#sent
    const size = body?.length ?? 0
    const wrong = headers.find(([name, value]) => name.toLowerCase() === 'content-length' && value !== String(size))
    if (wrong !== undefined) return this.#end({ fault: 'malformed', detail: `Content-Length is ${wrong[1]}, the body has ${size} bytes` })
    const { pathname, search, host } = this.#url
    const request = httpRequest({
      method,
      ...hostAndPortOf(this.#url),
      path: `${pathname}${search}`,
      headers: { host },
      ...(open === undefined ? { agent: this.#context.agent } : { createConnection: () => open }),
    })
    this.#request = request
    // Added first: destroying the request emits its error again.
    request.on('error', this.#fail)
    for (const [name, values] of grouped(headers)) request.setHeader(name, values)
    // By itself node sends no length for a body of GET, HEAD and DELETE, and the server would parse the body as a second request.
    if (body !== undefined && !request.hasHeader('transfer-encoding')) request.setHeader('content-length', size)
    // With both, two servers may see two requests (RFC 9112 6.2, 11.2).
    if (request.hasHeader('transfer-encoding')) request.removeHeader('content-length')
    if (open !== undefined && !request.hasHeader('connection')) request.setHeader('connection', 'close')
    request.on('response', (response) => {
      this.#hasAnswered = true
      read(response, this.#sent, this.#context.progress, this.#end)
    })
    request.end(body)
  }

  /** Runs a step; an error that it throws ends the exchange. Names and values of fields come from scripts, and may be invalid in HTTP. */
  #guard(step: () => void): void {
    try {
      step()
    } catch (error) {
      this.#fail(error)
    }
  }

  readonly #fail = (error: unknown): void => this.#end(networkFaultOf(error))

  readonly #end = (result: HttpResponse | NetworkFault): void => {
    if (this.#hasEnded) return
    this.#hasEnded = true
    clearTimeout(this.#timer)
    const request = this.#request
    const outcome = isFault(result) ? { ...result, connected: request !== undefined } : result
    // An agent's connection is free for the next exchange only then.
    if (this.#context.agent !== undefined && !isFault(outcome)) return void request?.once('close', () => this.#resolve(outcome))
    request?.destroy()
    this.#socket?.destroy()
    this.#resolve(outcome)
  }
}

/** Reads the response within the limits of the request and passes it, or why it could not be read, to `end`. */
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
