// Owns the sockets that the device listens on, in the network's thread: opening and closing them, new certificates, limits of requests.
import { createServer as createHttp, Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttps, Server as HttpsServer, type ServerOptions } from 'node:https'
import { createServer as createTcp, type Server as TcpServer, type Socket } from 'node:net'
import { createServer as createTls, Server as SecureServer } from 'node:tls'
import type { NetworkFault, Listener, OpenedService, WebRequest } from '../../host.ts'
import type { ListenAddress, SentResponse } from './channel.ts'
import { fieldsOf } from './exchange.ts'
import { networkFaultOf } from './fault.ts'
import { pemOf } from './identity.ts'
import { Queue, type QueuePlace } from './queue.ts'

/**
 * Limits: bytes of a body, milliseconds for receiving a request and for its response (a script may keep the device busy), connections, and
 * milliseconds for closing the sockets.
 */
const bounds = { maxBodyBytes: 1 << 20, requestMs: 30_000, responseMs: 30_000, minConnections: 1024, closeMs: 500 }

/** Paths with a longer limit: the device itself ends requests there after a minute. */
const slowPath = { under: '/rest', responseMs: 75_000 }

/** The interval of checking for slow requests, in milliseconds. Connections are limited, so slow clients would keep others out. */
const slowCheckMs = 5_000

interface Open {
  readonly listener: Listener
  readonly server: TcpServer
  /** Connections that are not HTTP: closing the server leaves them open. */
  readonly sockets: ReadonlySet<Socket>
  readonly opened: OpenedService
}

/** The sockets on which the device listens. */
export interface ListeningSockets {
  /** Listens for exactly these. */
  open(listeners: readonly Listener[]): Promise<ReadonlyMap<string, OpenedService | NetworkFault>>
}

/** Handlers of requests and connections. */
interface Takers {
  /** Passes a request to the device; undefined: the connection is closed. */
  readonly ask: (request: WebRequest) => Promise<SentResponse | undefined>
  /** Accepts a connection to a service that is no web service. */
  readonly take: (service: string, socket: Socket) => void
}

/** Whether a service speaks HTTP; the device handles the connections of all others. */
const isWeb = (service: string): boolean => service === 'www' || service === 'www-ssl'

/** Returns the limit of concurrent connections of a service: the user's if set, else at least the general one. */
export const maxConnectionsOf = ({ maxConnections, chosen }: Listener): number =>
  chosen === true ? maxConnections : Math.max(maxConnections, bounds.minConnections)

/** Makes the sockets of web services and the API; `listenAddresses` has the address of each service. */
export function listening(listenAddresses: ReadonlyMap<string, ListenAddress>, { ask, take }: Takers): ListeningSockets {
  const servers = new Map<string, Open>()
  const queue = new Queue()

  const serve = async (service: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const place = queue.enter()
    if (place === undefined) return refuse(response, 503, 'busy')
    let isAsked = false
    try {
      const body = await bodyOf(incoming, place)
      if (typeof body === 'string') return refuse(response, body === 'busy' ? 503 : 413, body)
      const [path = '', query = ''] = split(incoming.url ?? '/')
      const decoded = decode(path)
      if (decoded === undefined) return refuse(response, 400, 'the path cannot be read')
      const request = {
        service,
        method: incoming.method ?? 'GET',
        path: decoded,
        ...(decoded === path ? {} : { rawPath: path }),
        query,
        headers: fieldsOf(incoming.rawHeaders),
        body,
        from: (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
      }
      // A request without a response yet stays counted: it is in the device's queue.
      isAsked = true
      const answer = await within(
        ask(request).then((given) => {
          place.leave()
          return given
        }),
        decoded.startsWith(slowPath.under) ? slowPath.responseMs : bounds.responseMs,
      )
      if (answer === 'late') return refuse(response, 503, 'the device is busy with a script')
      if (answer === undefined) return void response.destroy()
      const { status, headers, body: text } = answer
      const length = status === 204 || status === 304 ? [] : [['Content-Length', String(text.length)]]
      // One array of names and values: node only checks that HTTP can carry them.
      response.writeHead(status, [...headers.map(([name, value]) => [name, value]), ...length])
      response.end(text, 'latin1')
    } catch {
      // The client disconnected during its request, or the response is invalid in HTTP.
      response.destroy()
    } finally {
      if (!isAsked) place.leave()
    }
  }

  const begin = (listener: Listener, { address, port }: ListenAddress): Promise<OpenedService | NetworkFault> => {
    const handle = (incoming: IncomingMessage, response: ServerResponse): void => void serve(listener.service, incoming, response)
    const options = { requestTimeout: bounds.requestMs, headersTimeout: bounds.requestMs, connectionsCheckingInterval: slowCheckMs }
    const { service, tls } = listener
    const secure = tls && { ...options, handshakeTimeout: bounds.requestMs, ...context(tls) }
    const sockets = new Set<Socket>()
    const stream = (socket: Socket): void => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      take(service, socket)
    }
    const server: TcpServer = isWeb(service)
      ? secure === undefined
        ? createHttp(options, handle)
        : createHttps(secure, handle)
      : secure === undefined
        ? createTcp({ noDelay: true }, stream)
        : createTls(secure, stream)
    server.maxConnections = maxConnectionsOf(listener)
    return new Promise((resolve) => {
      server.once('error', (error) => resolve(networkFaultOf(error)))
      server.listen(port, address, () => {
        const bound = server.address()
        const opened = { address, port: typeof bound === 'object' && bound !== null ? bound.port : port }
        servers.set(service, { listener, server, sockets, opened })
        // Where accepting fails (too many open files), the next one may succeed.
        server.on('error', () => undefined)
        // TLS errors of a client end its connection only.
        server.on('tlsClientError', () => undefined)
        resolve(opened)
      })
    })
  }

  return {
    async open(listeners) {
      const wanted = new Map(listeners.map((listener) => [listener.service, listener]))
      for (const [service, { listener, server, sockets }] of servers)
        if (wanted.get(service)?.port !== listener.port || (wanted.get(service)?.tls === undefined) !== (listener.tls === undefined)) {
          servers.delete(service)
          await closed(server, sockets)
        }
      const outcome = new Map<string, OpenedService | NetworkFault>()
      for (const listener of listeners) {
        const { service } = listener
        const known = servers.get(service)
        const address = listenAddresses.get(service)
        if (known !== undefined) {
          known.server.maxConnections = maxConnectionsOf(listener)
          if (listener.tls !== undefined && known.server instanceof SecureServer) known.server.setSecureContext(context(listener.tls))
          servers.set(service, { ...known, listener })
          outcome.set(service, known.opened)
        } else if (address !== undefined) outcome.set(service, await begin(listener, address))
      }
      return outcome
    },
  }
}

/**
 * TLS options without an identity. Only anonymous Diffie-Hellman is left then, as on a device: TLS 1.3 does not have it, OpenSSL only
 * allows it at security level 0, and current clients do not offer it.
 */
const anonymous: ServerOptions = { ciphers: 'ADH:AECDH:@SECLEVEL=0', dhparam: 'auto', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }

const context = ({ identity, versions }: NonNullable<Listener['tls']>): ServerOptions =>
  identity === undefined
    ? anonymous
    : { ...pemOf(identity), minVersion: 'TLSv1.2', ...(versions === 'only-1.2' ? { maxVersion: 'TLSv1.2' } : {}) }

const closed = (server: TcpServer, sockets: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    const web = server instanceof HttpServer || server instanceof HttpsServer ? server : undefined
    const late = setTimeout(() => {
      web?.closeAllConnections()
      for (const socket of sockets) socket.destroy()
    }, bounds.closeMs)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    web?.closeIdleConnections()
    for (const socket of sockets) socket.end()
  })

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' })
  response.end(`${words}\n`)
}

const nothing = new Uint8Array()

/** Returns the body, or why it is refused. */
async function bodyOf(incoming: IncomingMessage, place: QueuePlace): Promise<Uint8Array | 'too large' | 'busy'> {
  // Most requests have none, as their headers show (RFC 9112 6.3).
  const { 'content-length': length = '0', 'transfer-encoding': coding } = incoming.headers
  if (length === '0' && coding === undefined) {
    return nothing
  }
  const parts: Uint8Array[] = []
  let size = 0
  // Without an encoding, a request yields bytes.
  for await (const bytes of incoming as AsyncIterable<Uint8Array>) {
    size += bytes.length
    if (size > bounds.maxBodyBytes) return 'too large'
    if (!place.hold(bytes.length)) return 'busy'
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

const split = (url: string): readonly string[] => {
  const at = url.indexOf('?')
  return at === -1 ? [url] : [url.slice(0, at), url.slice(at + 1)]
}

function decode(path: string): string | undefined {
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** Resolves to the result of `work`, which must not reject, or to `late` after so many milliseconds. */
const within = <T>(work: Promise<T>, milliseconds: number): Promise<T | 'late'> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), milliseconds)
    void work.then((done) => {
      clearTimeout(timer)
      resolve(done)
    })
  })
