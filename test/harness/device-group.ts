// Owns several in-memory devices on one simulated network and clock.
import { createDevice, memoryHost, memoryNetwork, type Device, type Host } from '../../src/index.ts'
import type { NetworkFault, HttpRequest, HttpResponse, Network } from '../../src/host/host.ts'
import { second } from '../../src/text/units.ts'
import { defaultClock } from './clock.ts'
import { fixtureKeys } from './keys.ts'

/** A server of the test, under a name that is not a device. */
export type Responder = (request: HttpRequest) => HttpResponse | NetworkFault

/** Devices by name, all reached over one network. */
export class DeviceGroup {
  readonly #world = memoryHost({ now: defaultClock, keys: fixtureKeys() })
  readonly #devices = new Map<string, Device>()
  readonly #servers = new Map<string, Responder>()
  /** All requests: `POST http://a/scep/x?operation=PKIOperation`. */
  readonly requests: string[] = []

  get now(): bigint {
    return this.#world.clock.now()
  }

  /** Adds a device, reached as `http://NAME`. */
  device(name: string, release = '7.24'): Device {
    const turn = this.#devices.size
    // Each device starts with another key: two devices with the same key could decrypt each other's messages.
    const keys = Object.fromEntries(
      Object.entries(fixtureKeys()).map(([size, stock]) => [size, [...stock.slice(turn), ...stock.slice(0, turn)]]),
    )
    const host: Host = { ...memoryHost({ keys, seed: 1 + turn }), clock: this.#world.clock, network: this.network }
    const device = createDevice({ host, identity: name, release })
    this.#devices.set(name, device)
    return device
  }

  /** Adds another server under a name. */
  server(name: string, answering: Responder): void {
    this.#servers.set(name, answering)
  }

  readonly network: Network = {
    ...memoryNetwork(),
    http: (request) => {
      const url = new URL(request.url)
      this.requests.push(`${request.method} ${request.url.replace(/message=.*/, 'message=')}`)
      const own = this.#servers.get(url.hostname)
      if (own !== undefined) return own(request)
      const device = this.#devices.get(url.hostname)
      if (device === undefined) return { fault: 'unknown-name', detail: `no device has the name ${url.hostname}` }
      const answer = device.router.services.answer({
        service: 'www',
        method: request.method,
        path: decodeURIComponent(url.pathname),
        query: url.search.slice(1),
        headers: request.headers,
        body: request.body ?? new Uint8Array(),
        from: '192.0.2.1',
      })
      return answer === undefined
        ? { fault: 'closed', detail: 'it closed the connection' }
        : { reason: answer.status === 200 ? 'OK' : 'Not OK', ...answer }
    },
    resolve: () => ({ fault: 'unknown-name', detail: 'there are no names here' }),
    listen: () => new Map(),
  }

  /** Advances the clock by seconds; devices do their timed work when it is due. */
  pass(seconds: number): void {
    const end = this.now + BigInt(seconds) * second
    const devices = [...this.#devices.values()].map(({ router }) => router)
    for (let turns = 0; turns < 10_000; turns++) {
      const due = devices.flatMap((device) => device.agenda.next ?? [])
      const first = due.reduce((best, at) => (at < best ? at : best), end + 1n)
      if (first > end) return this.#world.clock.set(end)
      if (first > this.now) this.#world.clock.set(first)
      for (const device of devices) device.agenda.wait(0n)
    }
    throw new Error('devices never come to rest')
  }
}

/** Runs a script and returns its output. Throws an error if it fails. */
export function typed(device: Device, source: string): string {
  const { output, failure } = device.run(source, { door: 'console' })
  if (failure !== undefined) throw new Error(failure.message)
  return output
}
