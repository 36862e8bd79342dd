// Owns the sockets that the device listens on, in the network's thread: opening, closing, new certificates, and bounds on what comes in.
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttps, type Server as SecureServer, type ServerOptions } from 'node:https'
import type { Fault, Listener, Opened, WebRequest, WebResponse } from '../../host.ts'
import type { Door } from './channel.ts'
import { fieldsOf, grouped } from './exchange.ts'
import { faultOf } from './fault.ts'
import { pemOf } from './identity.ts'

/** Bounds on a request: its body, the time that it may take to come, and to be answered (a script may keep the device from it). */
const bounds = { body: 1024 * 1024, arrival: 30_000, answer: 30_000, queue: 256 }

/** How often the time of arrival is looked at, in milliseconds: connections are few, and who is slow keeps others out. */
const look = 5_000

interface Open {
  readonly listener: Listener
  readonly server: Server | SecureServer
  readonly opened: Opened
}

export interface Listening {
  /** Listens on exactly these. */
  open(listeners: readonly Listener[]): Promise<ReadonlyMap<string, Opened | Fault>>
}

/** `ask` hands a request to the device; undefined: the connection is closed. */
export function listening(doors: ReadonlyMap<string, Door>, ask: (request: WebRequest) => Promise<WebResponse | undefined>): Listening {
  const servers = new Map<string, Open>()
  let queued = 0

  const serve = async (service: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (queued >= bounds.queue) return refuse(response, 503, 'busy')
    queued++
    try {
      const body = await bodyOf(incoming)
      if (body === undefined) return refuse(response, 413, 'too large')
      const [path = '', query = ''] = split(incoming.url ?? '/')
      const decoded = decode(path)
      if (decoded === undefined) return refuse(response, 400, 'the path cannot be read')
      const request = {
        service,
        method: incoming.method ?? 'GET',
        path: decoded,
        query,
        headers: fieldsOf(incoming.rawHeaders),
        body,
        from: (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
      }
      // What the device has not answered goes on counting: it lies in its queue.
      queued++
      const answer = await within(
        ask(request).finally(() => queued--),
        bounds.answer,
      )
      if (answer === 'late') return refuse(response, 503, 'the device is busy with a script')
      if (answer === undefined) return void response.destroy()
      response.statusCode = answer.status
      for (const [name, values] of grouped(answer.headers)) response.setHeader(name, values)
      response.end(answer.body)
    } catch {
      // The other side went away in the middle of its request, or the answer holds what HTTP cannot carry.
      response.destroy()
    } finally {
      queued--
    }
  }

  const begin = (listener: Listener, { address, port }: Door): Promise<Opened | Fault> => {
    const handle = (incoming: IncomingMessage, response: ServerResponse): void => void serve(listener.service, incoming, response)
    const options = { requestTimeout: bounds.arrival, headersTimeout: bounds.arrival, connectionsCheckingInterval: look }
    const server =
      listener.tls === undefined
        ? createHttp(options, handle)
        : createHttps({ ...options, handshakeTimeout: bounds.arrival, ...context(listener.tls) }, handle)
    server.maxConnections = listener.most
    return new Promise((resolve) => {
      server.once('error', (error) => resolve(faultOf(error)))
      server.listen(port, address, () => {
        const bound = server.address()
        const opened = { address, port: typeof bound === 'object' && bound !== null ? bound.port : port }
        servers.set(listener.service, { listener, server, opened })
        // Where accepting fails (too many open files), the next one may succeed.
        server.on('error', () => undefined)
        // What a client does wrong in TLS is its own affair.
        server.on('tlsClientError', () => undefined)
        resolve(opened)
      })
    })
  }

  return {
    async open(listeners) {
      const wanted = new Map(listeners.map((listener) => [listener.service, listener]))
      for (const [service, { listener, server }] of servers)
        if (wanted.get(service)?.port !== listener.port || (wanted.get(service)?.tls === undefined) !== (listener.tls === undefined)) {
          servers.delete(service)
          await closed(server)
        }
      const outcome = new Map<string, Opened | Fault>()
      for (const listener of listeners) {
        const { service } = listener
        const known = servers.get(service)
        const door = doors.get(service)
        if (known !== undefined) {
          known.server.maxConnections = listener.most
          if (listener.tls !== undefined && 'setSecureContext' in known.server) known.server.setSecureContext(context(listener.tls))
          servers.set(service, { ...known, listener })
          outcome.set(service, known.opened)
        } else if (door !== undefined) outcome.set(service, await begin(listener, door))
      }
      return outcome
    },
  }
}

/**
 * Without an identity only anonymous Diffie-Hellman is left, as on a device: TLS 1.3 has none, and OpenSSL takes it at security level 0
 * only. Clients of today do not offer it.
 */
const anonymous: ServerOptions = { ciphers: 'ADH:AECDH:@SECLEVEL=0', dhparam: 'auto', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }

const context = ({ identity, versions }: NonNullable<Listener['tls']>): ServerOptions =>
  identity === undefined
    ? anonymous
    : { ...pemOf(identity), minVersion: 'TLSv1.2', ...(versions === 'only-1.2' ? { maxVersion: 'TLSv1.2' } : {}) }

const closed = (server: Server | SecureServer): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' })
  response.end(`${words}\n`)
}

/** The body; undefined where it is too large. */
async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of incoming) {
    const bytes: Uint8Array = part
    size += bytes.length
    if (size > bounds.body) return undefined
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

const split = (url: string): readonly string[] => {
  const at = url.indexOf('?')
  return at === -1 ? [url] : [url.slice(0, at), url.slice(at + 1)]
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function within<T>(work: Promise<T>, milliseconds: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), milliseconds)))
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
