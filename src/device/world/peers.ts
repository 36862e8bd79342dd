// Owns a device's requests to other hosts: through the host's network, or to the device itself without one.
import {
  isFault,
  notAllowed,
  hostAndPortOf,
  untrusted,
  type AddressFamily,
  type NetworkFault,
  type Host,
  type HttpRequest,
  type HttpResponse,
  type Listener,
  type NameServer,
  type Network,
} from '../../host/host.ts'
import type { ChainJudge } from '../../host/judge.ts'
import type { Mail, MailOutcome } from '../../host/mail.ts'
import type { Transfer, TransferOutcome } from '../../host/transfer.ts'
import { readIp, readIp6 } from '../../value/address.ts'
import type { Services } from './services.ts'

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
}

/** Hooks of menus for names and addresses. */
export interface PeerHooks {
  /** Resolves a name on the device itself; undefined: the host is asked. */
  resolve(name: string, family: AddressFamily): readonly string[] | NetworkFault | undefined
  /** The device's own addresses. */
  addresses(): readonly string[]
}

/** What peers need of their device. */
export interface PeersOptions {
  readonly host: Pick<Host, 'network'>
  readonly services: Pick<Services, 'listeners' | 'answer'>
  readonly hooks: PeerHooks
}

/** Sends requests of a device to other hosts, and to the device itself where an address is its own. */
export class Peers {
  readonly #options: PeersOptions

  constructor(options: PeersOptions) {
    this.#options = options
  }

  /**
   * Sends one HTTP request: to the device itself where the URL has one of its own addresses and a service's port (without any network),
   * else through the host's network. Names are resolved by the device first. The URL has to be valid.
   */
  http(request: HttpRequest, judge: ChainJudge): HttpResponse | NetworkFault {
    const url = new URL(request.url)
    const { host, port } = hostAndPortOf(url)
    const known = this.#resolved(host, request.family)
    if (known !== undefined && isFault(known)) return known
    const own = this.#options.services.listeners.find(
      (listener) => listener.port === port && (listener.tls !== undefined) === (url.protocol === 'https:'),
    )
    if (own !== undefined && [host, ...(known ?? [])].some((address) => this.#isOwn(address))) return this.#askItself(own, request, judge)
    const { network } = this.#options.host
    if (network === undefined) return notAllowed(`${url.hostname}:${port}`)
    const [address] = known ?? []
    return network.http({ ...request, ...(address === undefined ? {} : { address }) }, judge)
  }

  /** Sends a message to its mail server, whose name the device resolves first. */
  mail(message: Mail, judge: ChainJudge): MailOutcome | NetworkFault {
    const where = this.#place(message.server, message.port)
    if (isFault(where)) return where
    return where.network.mail({ ...message, ...where.at }, judge)
  }

  /** Reads or writes a file on a server, whose name the device resolves first. Returns the contents, or why that failed. */
  transfer(file: Transfer, family?: AddressFamily): TransferOutcome | NetworkFault {
    const where = this.#place(file.server, file.port, family)
    if (isFault(where)) return where
    return where.network.transfer({ ...file, ...where.at })
  }

  /** Returns the host's network, and the device's own address for a name. */
  #place(
    server: string,
    port: number,
    family?: AddressFamily,
  ): NetworkFault | { readonly network: Network; readonly at: { readonly address?: string } } {
    const known = this.#resolved(server, family)
    if (known !== undefined && isFault(known)) return known
    const { network } = this.#options.host
    if (network === undefined) return notAllowed(`${server.includes(':') ? `[${server}]` : server}:${port}`)
    const [address] = known ?? []
    return { network, at: address === undefined ? {} : { address } }
  }

  /**
   * Returns what the user has not allowed for a request to a URL, or the missing permission to create TXT records for `records`; undefined
   * where nothing is missing.
   */
  withheld(url: string, records?: string): NetworkFault | undefined {
    if (!URL.canParse(url)) return undefined
    if (!this.isOutside(url)) return undefined
    const { network } = this.#options.host
    return network === undefined ? notAllowed(`${new URL(url).host}`) : network.withheld?.(url, records)
  }

  /** Whether a URL leads to another host than the device itself. It has to be valid. */
  isOutside(url: string): boolean {
    const { host, port } = hostAndPortOf(new URL(url))
    const known = this.#resolved(host)
    const addresses = known === undefined || isFault(known) ? [] : known
    const isOwn = this.#options.services.listeners.some((listener) => listener.port === port)
    return !isOwn || ![host, ...addresses].some((address) => this.#isOwn(address))
  }

  /** Resolves a name: by the device itself, else by the host. `server`: only that name server is asked. */
  resolve(name: string, family: AddressFamily, server?: NameServer): readonly string[] | NetworkFault {
    const { network } = this.#options.host
    const own = server === undefined ? this.#resolved(name, family) : undefined
    return own ?? network?.resolve(name, family, server) ?? notAllowed(server?.address ?? name)
  }

  #resolved(name: string, family?: AddressFamily): readonly string[] | NetworkFault | undefined {
    if (readIp(name) !== undefined || readIp6(name) !== undefined) return undefined
    for (const wanted of family === undefined ? (['ipv4', 'ipv6'] as const) : [family]) {
      const found = this.#options.hooks.resolve(name, wanted)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Whether an address is the device's own. */
  #isOwn(address: string): boolean {
    if (address === 'localhost' || address === '::1' || /^127\./.test(address)) return true
    return this.#options.hooks.addresses().includes(address)
  }

  #askItself({ service, tls }: Listener, request: HttpRequest, judge: ChainJudge): HttpResponse | NetworkFault {
    const url = new URL(request.url)
    if (tls !== undefined) {
      if (tls.identity === undefined) return { fault: 'tls', detail: `${service} has no certificate` }
      const refusal = judge(tls.identity.chain, hostAndPortOf(url).host)
      if (refusal !== undefined) return untrusted(refusal)
    }
    const path = decoded(url.pathname)
    if (path === undefined) return { status: 400, reason: 'Bad Request', headers: [], body: new Uint8Array() }
    const { method, headers, body = new Uint8Array() } = request
    const response = this.#options.services.answer({ service, method, path, query: url.search.slice(1), headers, body, from: '127.0.0.1' })
    if (response === undefined) return { fault: 'closed', detail: `${service} closed the connection` }
    if (request.discards === true)
      return { ...response, reason: reasons[response.status] ?? '', body: new Uint8Array(), size: response.body.length }
    if (response.body.length > request.maxBodyBytes)
      return { fault: 'too-large', detail: `the answer has more than ${request.maxBodyBytes} bytes` }
    return { ...response, reason: reasons[response.status] ?? '' }
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
