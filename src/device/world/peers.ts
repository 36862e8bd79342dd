// Owns how a device reaches others: through the host's network, and itself without one.
import {
  isFault,
  notAllowed,
  placeOf,
  type Family,
  type Fault,
  type HttpRequest,
  type HttpResponse,
  type Judge,
  type Listener,
  type NameServer,
} from '../../host/host.ts'
import { readIp, readIp6 } from '../../value/address.ts'
import { show } from '../../value/show.ts'
import type { Router } from '../router.ts'

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
}

export class Peers {
  readonly #device: Router

  constructor(device: Router) {
    this.#device = device
  }

  /**
   * One exchange: with the device itself where the URL names one of its own addresses and the port of a service of it (that needs no
   * network), else through the host's network. Names go through the device's own resolver first. The URL has to be one.
   */
  http(request: HttpRequest, judge: Judge): HttpResponse | Fault {
    const url = new URL(request.url)
    const { host, port } = placeOf(url)
    const known = this.#resolved(host)
    if (known !== undefined && isFault(known)) return known
    const own = this.#device.services.listeners.find(
      (listener) => listener.port === port && (listener.tls !== undefined) === (url.protocol === 'https:'),
    )
    if (own !== undefined && [host, ...(known ?? [])].some((address) => this.#isOwn(address))) return this.#askItself(own, request, judge)
    const { network } = this.#device.host
    if (network === undefined) return notAllowed(`${url.hostname}:${port}`)
    const [address] = known ?? []
    return network.http({ ...request, ...(address === undefined ? {} : { address }) }, judge)
  }

  /** The addresses of a name: the device's own answer, else the host's. `server`: only that name server is asked. */
  resolve(name: string, family: Family, server?: NameServer): readonly string[] | Fault {
    const { network } = this.#device.host
    const own = server === undefined ? this.#resolved(name, family) : undefined
    return own ?? network?.resolve(name, family, server) ?? notAllowed(server?.address ?? name)
  }

  #resolved(name: string, family?: Family): readonly string[] | Fault | undefined {
    if (readIp(name) !== undefined || readIp6(name) !== undefined) return undefined
    for (const { names } of this.#device.menus.values())
      for (const wanted of family === undefined ? (['ipv4', 'ipv6'] as const) : [family]) {
        const found = names?.resolve(name, wanted, this.#device)
        if (found !== undefined) return found
      }
    return undefined
  }

  /** Whether the device itself has an address. */
  #isOwn(address: string): boolean {
    if (address === 'localhost' || address === '::1' || /^127\./.test(address)) return true
    return ['/ip/address', '/ipv6/address'].some((path) => {
      const menu = this.#device.menuAt(path)
      return (
        menu !== undefined &&
        this.#device.store(menu).items.some(({ values }) => show(values.get('address') ?? '').split('/')[0] === address)
      )
    })
  }

  #askItself({ service, tls }: Listener, request: HttpRequest, judge: Judge): HttpResponse | Fault {
    const url = new URL(request.url)
    if (tls !== undefined) {
      if (tls.identity === undefined) return { fault: 'tls', detail: `${service} has no certificate` }
      const refusal = judge(tls.identity.chain, placeOf(url).host)
      if (refusal !== undefined) return { fault: 'untrusted', detail: refusal }
    }
    const path = decoded(url.pathname)
    if (path === undefined) return { status: 400, reason: 'Bad Request', headers: [], body: new Uint8Array() }
    const { method, headers, body = new Uint8Array() } = request
    const response = this.#device.services.answer({ service, method, path, query: url.search.slice(1), headers, body, from: '127.0.0.1' })
    if (response === undefined) return { fault: 'closed', detail: `${service} closed the connection` }
    if (response.body.length > request.most) return { fault: 'too-large', detail: `the answer has more than ${request.most} bytes` }
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
