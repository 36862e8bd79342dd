// Owns the sockets that the device listens on, in the network's thread: opening, closing, new certificates, and limits on connections.
import { createServer as createHttp, Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttps, Server as HttpsServer, type ServerOptions } from 'node:https'
import { createServer as createTcp, type Server as TcpServer, type Socket } from 'node:net'
import { createServer as createTls, Server as SecureServer } from 'node:tls'
import type { NetworkFault, Listener, OpenedService } from '../../host.ts'
import type { ListenAddress } from './channel.ts'
import { networkFaultOf } from './fault.ts'
import { pemOf } from './identity.ts'
import { WebRequests, type AskDevice } from './web-requests.ts'

/** The longest time for receiving a request or for a TLS handshake, in milliseconds. */
const requestMs = 30_000

/** The interval of checking for slow requests, in milliseconds: connections are limited, and slow clients keep others out. */
const slowCheckMs = 5_000

/** The fewest concurrent connections that a service allows unless its user sets fewer. */
const minConnections = 1024

/** How long the connections of a closing server may take to end, in milliseconds; then they are cut. */
const closeMs = 500

/** A socket that listens. */
interface Open {
  readonly listener: Listener
  readonly server: TcpServer
  /** Connections that are not HTTP: closing the server leaves them open. */
  readonly sockets: ReadonlySet<Socket>
  readonly opened: OpenedService
}

/** Handlers of requests and connections. */
interface Takers {
  readonly ask: AskDevice
  /** Accepts a connection to a service that is no web service. */
  readonly take: (service: string, socket: Socket) => void
}

/** Whether a service speaks HTTP; the device handles the connections of all others. */
const isWeb = (service: string): boolean => service === 'www' || service === 'www-ssl'

/** Returns the limit of concurrent connections of a service: the user's if set, else at least the general one. */
export const maxConnectionsOf = ({ maxConnections, chosen }: Listener): number =>
  chosen === true ? maxConnections : Math.max(maxConnections, minConnections)

/** Opens the socket of a server. Resolves to its address and port, or to why it cannot be opened. */
export const openSocket = (server: TcpServer, { address, port }: ListenAddress): Promise<OpenedService | NetworkFault> =>
  new Promise((resolve) => {
    server.once('error', (error) => resolve(networkFaultOf(error)))
    server.listen(port, address, () => {
      const bound = server.address()
      // Where accepting fails (too many open files), the next one may succeed.
      server.on('error', () => undefined)
      resolve({ address, port: typeof bound === 'object' && bound !== null ? bound.port : port })
    })
  })

/** The open sockets, by service. `listenAddresses` has the address of each service. */
export class ListeningSockets {
  readonly #listenAddresses: ReadonlyMap<string, ListenAddress>
  readonly #takers: Takers
  readonly #requests: WebRequests
  readonly #servers = new Map<string, Open>()

  constructor(listenAddresses: ReadonlyMap<string, ListenAddress>, takers: Takers) {
    this.#listenAddresses = listenAddresses
    this.#takers = takers
    this.#requests = new WebRequests(takers.ask)
  }

  /** Listens for exactly these. Resolves to what became of each, by service. */
  async open(listeners: readonly Listener[]): Promise<ReadonlyMap<string, OpenedService | NetworkFault>> {
    const wanted = new Map(listeners.map((listener) => [listener.service, listener]))
    for (const [service, { listener, server, sockets }] of this.#servers)
      if (wanted.get(service)?.port !== listener.port || (wanted.get(service)?.tls === undefined) !== (listener.tls === undefined)) {
        this.#servers.delete(service)
        await closed(server, sockets)
      }
    const outcome = new Map<string, OpenedService | NetworkFault>()
    for (const listener of listeners) {
      const { service } = listener
      const known = this.#servers.get(service)
      const address = this.#listenAddresses.get(service)
      if (known !== undefined) {
        known.server.maxConnections = maxConnectionsOf(listener)
        if (listener.tls !== undefined && known.server instanceof SecureServer) known.server.setSecureContext(context(listener.tls))
        this.#servers.set(service, { ...known, listener })
        outcome.set(service, known.opened)
      } else if (address !== undefined) outcome.set(service, await this.#begin(listener, address))
    }
    return outcome
  }

  /** Opens the socket of a service. */
  async #begin(listener: Listener, listenAddress: ListenAddress): Promise<OpenedService | NetworkFault> {
    const sockets = new Set<Socket>()
    const server = this.#serverFor(listener, sockets)
    server.maxConnections = maxConnectionsOf(listener)
    // TLS errors of a client end its connection only.
    server.on('tlsClientError', () => undefined)
    const outcome = await openSocket(server, listenAddress)
    if ('port' in outcome) this.#servers.set(listener.service, { listener, server, sockets, opened: outcome })
    return outcome
  }

  /** Makes the server of a service; connections that are not HTTP are in `sockets` while they are open. */
  #serverFor({ service, tls }: Listener, sockets: Set<Socket>): TcpServer {
    const options = { requestTimeout: requestMs, headersTimeout: requestMs, connectionsCheckingInterval: slowCheckMs }
    const secure = tls && { ...options, handshakeTimeout: requestMs, ...context(tls) }
    if (isWeb(service)) {
      const handle = (incoming: IncomingMessage, response: ServerResponse): void => void this.#requests.serve(service, incoming, response)
      return secure === undefined ? createHttp(options, handle) : createHttps(secure, handle)
    }
    const stream = (socket: Socket): void => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      this.#takers.take(service, socket)
    }
    return secure === undefined ? createTcp({ noDelay: true }, stream) : createTls(secure, stream)
  }
}

/**
 * TLS options without an identity: only anonymous Diffie-Hellman is left, as on a device: TLS 1.3 does not have it, and OpenSSL only allows
 * it at security level 0. Current clients do not offer it.
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
    }, closeMs)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    web?.closeIdleConnections()
    for (const socket of sockets) socket.end()
  })
