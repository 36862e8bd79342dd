// Owns serving a device from a program: its services on ports of this machine, handled from the program's event loop.
import type { Router } from '../../device/router.ts'
import { isFault, type NetworkFault, type OpenedService } from '../host.ts'
import { nodeNetwork } from './network/network.ts'

/** The services that can be served. */
const servable = ['www', 'www-ssl', 'api', 'api-ssl'] as const
export type Servable = (typeof servable)[number]

/** Ports by service; 0 takes a free one. */
export type ServeOptions = { readonly [service in Servable]?: number } & {
  /** The address to listen on; 127.0.0.1 by default. */
  readonly address?: string
}

/** A device that is being served. */
export interface Serving {
  /** The current port of each service; without those that the device itself does not listen for (`/ip/service`). */
  readonly ports: { readonly [service in Servable]?: number }
  /** Stops serving; pending responses are sent. */
  close(): void
}

/** Milliseconds between checks for due work. */
const dueCheckMs = 50

/**
 * Serves a device until `close`: REST under `www` and `www-ssl`, the API under `api` and `api-ssl`. Requests are handled whenever the
 * program returns to its event loop, and while the device itself waits (`:delay`). Schedulers run as well. Throws an Error where a port
 * cannot be opened.
 */
export function serve({ router }: { readonly router: Router }, options: ServeOptions): Serving {
  const { address = '127.0.0.1' } = options
  const listenAddresses = new Map(
    servable.flatMap((service) => (options[service] === undefined ? [] : [[service, { address, port: options[service] }]])),
  )
  const network = nodeNetwork({ listenAddresses: listenAddresses })
  const opened = new Map<string, OpenedService | NetworkFault>()
  router.services.listenWith({
    attend: network.attend,
    listen(listeners, answer, connect) {
      const outcome = network.listen(listeners, answer, connect)
      for (const service of servable) opened.delete(service)
      for (const [service, where] of outcome) opened.set(service, where)
      return outcome
    },
  })
  for (const [service, where] of opened)
    if (isFault(where) && where.fault !== 'not-allowed') {
      router.services.listenWith(undefined)
      network.close()
      throw new Error(`${service} cannot listen: ${where.detail}`)
    }
  network.answerByItself()
  const timer = setInterval(() => router.agenda.wait(0n), dueCheckMs)
  timer.unref()
  return {
    get ports() {
      return Object.fromEntries([...opened].flatMap(([service, where]) => (isFault(where) ? [] : [[service, where.port]])))
    },
    close() {
      clearInterval(timer)
      router.services.listenWith(undefined)
      network.close()
    },
  }
}
