// Owns the host of a device as verbs open it: output is flushed before waits, and services, requests and slow keys are reported.
import type { Host } from '../index.ts'
import {
  isLater,
  type RequestHandler,
  type NetworkFault,
  type Network,
  type OpenedService,
  type WebRequest,
  type WebResponse,
} from '../host/host.ts'
import { writeRaw, isTerminal } from './output.ts'
import { eraseLine } from './progress.ts'

/** The callbacks of a host. */
export interface HostHooks {
  /** Called before the device waits: buffered output must be shown. */
  readonly flush: () => void
  /** Called for each requested service with its outcome. */
  readonly opened?: (service: string, outcome: OpenedService | NetworkFault) => void
  /** Called for each answered request. */
  readonly answered?: (request: WebRequest, response: WebResponse | undefined) => void
}

/** `host` with calls of `hooks`: output is flushed before each wait. The generation of large RSA keys is shown on a terminal. */
export function hookedHost(host: Host, hooks: HostHooks): Host {
  const { network } = host
  const { flush } = hooks
  return {
    ...host,
    network: network && hookedNetwork(network, hooks),
    clock: {
      now: () => host.clock.now(),
      sleep(ns) {
        // Due events are polled after each text, without waiting.
        if (ns > 0n) flush()
        return host.clock.sleep(ns)
      },
    },
    keys: {
      make(size, progress) {
        flush()
        if (!isTerminal('error') || !(Number(size) >= 4096)) return host.keys.make(size, progress)
        writeRaw('error', `making an RSA key of ${size} bits `)
        try {
          return host.keys.make(size, () => {
            writeRaw('error', '.')
            progress?.()
          })
        } finally {
          writeRaw('error', eraseLine)
        }
      },
    },
  }
}

function hookedNetwork(network: Network, { flush, opened, answered }: HostHooks): Network {
  return {
    http(request, judge) {
      flush()
      return network.http(request, judge)
    },
    resolve(name, family, server) {
      flush()
      return network.resolve(name, family, server)
    },
    mail(message, judge) {
      flush()
      return network.mail(message, judge)
    },
    transfer(file) {
      flush()
      return network.transfer(file)
    },
    acme(order, events) {
      flush()
      return network.acme(order, events)
    },
    withheld: (url, records) => network.withheld?.(url, records),
    acmeRevoke(revocation, judge) {
      flush()
      return network.acmeRevoke(revocation, judge)
    },
    listen(listeners, answer, connect, ssh) {
      const reporting: RequestHandler = (request) => {
        const response = answer(request)
        if (response === undefined || !isLater(response)) {
          answered?.(request, response)
          return response
        }
        return {
          later: (respond) =>
            response.later((late) => {
              answered?.(request, late)
              respond(late)
            }),
        }
      }
      const outcome = network.listen(listeners, answered === undefined ? answer : reporting, connect, ssh)
      for (const [service, where] of outcome) opened?.(service, where)
      return outcome
    },
  }
}
