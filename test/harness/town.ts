// Owns a town for tests: devices in memory under names, joined by a network without wires, living by one clock.
import { createDevice, memoryHost, type Device, type Host } from '../../src/index.ts'
import type { Fault, HttpRequest, HttpResponse, Network, WebRequest, WebResponse } from '../../src/host/host.ts'
import { fixtureKeys } from './keys.ts'

/** What stands under a name that is no device: a server of the test's own. */
export type Answering = (request: HttpRequest) => HttpResponse | Fault

/** 2024-11-20 12:00:00 UTC. */
const noon = 1_732_104_000_000_000_000n

export class Town {
  readonly #world = memoryHost({ now: noon, keys: fixtureKeys() })
  readonly #devices = new Map<string, Device>()
  readonly #servers = new Map<string, Answering>()
  /** Everything that was asked, `POST http://a/scep/x?operation=PKIOperation`. */
  readonly asked: string[] = []

  get now(): bigint {
    return this.#world.clock.now()
  }

  /** A device that is reached as `http://NAME`. */
  device(name: string, release = '7.24'): Device {
    const turn = this.#devices.size
    // Each begins with another key: two with the same one could open what is for the other.
    const keys = Object.fromEntries(Object.entries(fixtureKeys()).map(([size, stock]) => [size, [...stock.slice(turn), ...stock.slice(0, turn)]]))
    const host: Host = { ...memoryHost({ keys, seed: 1 + turn }), clock: this.#world.clock, network: this.network }
    const device = createDevice({ host, identity: name, release })
    this.#devices.set(name, device)
    return device
  }

  /** Something else under a name. */
  server(name: string, answering: Answering): void {
    this.#servers.set(name, answering)
  }

  readonly network: Network = {
    http: (request) => {
      const url = new URL(request.url)
      this.asked.push(`${request.method} ${request.url.replace(/message=.*/, 'message=')}`)
      const own = this.#servers.get(url.hostname)
      if (own !== undefined) return own(request)
      const device = this.#devices.get(url.hostname)
      if (device === undefined) return { fault: 'unknown-name', detail: `nobody is called ${url.hostname}` }
      const { status, headers, body } = webAnswer(device, {
        service: 'www',
        method: request.method,
        path: decodeURIComponent(url.pathname),
        query: url.search.slice(1),
        headers: request.headers,
        body: request.body ?? new Uint8Array(),
        from: '192.0.2.1',
      })
      return { status, reason: status === 200 ? 'OK' : 'Not OK', headers, body }
    },
    resolve: () => ({ fault: 'unknown-name', detail: 'there are no names here' }),
    listen: () => new Map(),
  }

  /** Lets time pass, and devices do what comes due on the way. */
  pass(seconds: number): void {
    const end = this.now + BigInt(seconds) * 1_000_000_000n
    for (let turns = 0; turns < 10_000; turns++) {
      const due = [...this.#devices.values()].flatMap((device) =>
        [...device.stores.menus.values()].flatMap(({ timed }) => {
          const at = timed?.next(device.stores)
          return timed === undefined || at === undefined || at > end ? [] : [{ at, run: () => timed.run(device.stores) }]
        }),
      )
      const first = due.reduce<(typeof due)[number] | undefined>((best, one) => (best === undefined || one.at < best.at ? one : best), undefined)
      if (first === undefined) return this.#world.clock.set(end)
      if (first.at > this.now) this.#world.clock.set(first.at)
      first.run()
    }
    throw new Error('devices never come to rest')
  }
}

/** What a device answers on its web services. */
export function webAnswer(device: Device, request: WebRequest): WebResponse {
  for (const { web } of device.stores.menus.values()) {
    const answer = web?.(request, device.stores)
    if (answer !== undefined) return answer
  }
  return { status: 404, headers: [], body: new Uint8Array() }
}

/** What a script prints; throws where it fails. */
export function typed(device: Device, source: string): string {
  const { output, failure } = device.run(source, { door: 'console' })
  if (failure !== undefined) throw new Error(failure.message)
  return output
}
