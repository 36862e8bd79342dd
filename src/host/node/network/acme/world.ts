// Owns the environment of an ACME conversation in the network's thread: permissions, TLS, and the service that creates TXT records.
import { setTimeout } from 'node:timers/promises'
import type { AcmeEvent } from '../channel.ts'
import { exchange, type ExchangeContext } from '../exchange.ts'
import { JudgedAgent } from '../judged-agent.ts'
import { noRecords, hostRefusal, type AllowedHosts } from '../permission.ts'
import { isFault, hostAndPortOf, statusText, type NetworkFault, type HttpRequest, type HttpResponse } from '../../../host.ts'
import type { IssueWorld } from './issue.ts'

/** What an ACME conversation needs of the network. */
export interface AcmeContext {
  readonly surroundings: ExchangeContext
  readonly allowed: AllowedHosts
  /** The URL of the service that creates TXT records; undefined: none. */
  readonly cloud: string | undefined
  /** Sends an event to the device's thread. */
  readonly sendEvent: (event: AcmeEvent) => void
}

/** The time after which an idle connection is reopened, in milliseconds. */
const maxIdleMs = 1_000

/** The world of ACME conversations in the network's thread. */
export interface AcmeWorldInThread extends IssueWorld {
  /** Closes its connections. */
  close(): void
}

/** Makes the world of ACME conversations in the network's thread. */
export function acmeWorld({ surroundings, allowed, cloud, sendEvent }: AcmeContext): AcmeWorldInThread {
  const { cancelled } = surroundings
  const agent = new JudgedAgent(surroundings)
  // Each exchange adds its own listener to the signal, and a conversation has any number of them.
  const send = (request: HttpRequest, more: Partial<ExchangeContext>): Promise<HttpResponse | NetworkFault> =>
    exchange({ ...request, reportsProgress: false }, { ...surroundings, ...more, cancelled: AbortSignal.any([cancelled]) })
  return {
    now: () => Date.now(),
    // Rejects where the device has cancelled: the outcome is not needed then.
    wait(time) {
      // Servers close idle connections, and a request at that moment fails.
      if (time >= maxIdleMs) agent.destroy()
      return setTimeout(time, undefined, { signal: cancelled })
    },
    async exchange(request) {
      // The URL comes from the server and may be anything.
      const place = securePlaceOf(request.url)
      if (place === undefined) return { fault: 'malformed', detail: `no https URL: ${request.url}` }
      return hostRefusal(allowed, place.host, place.port) ?? send(request, { agent })
    },
    progress: (step) => sendEvent({ step }),
    publish: (token, text) => Promise.resolve(sendEvent({ token, text })),
    record: (name, text) => record(cloud, name, text, (request) => send(request, {})),
    close: () => agent.destroy(),
  }
}

/** ACME requires https (RFC 8555 6.1). */
function securePlaceOf(text: string): ReturnType<typeof hostAndPortOf> | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' ? hostAndPortOf(url) : undefined
}

/** The requests of pebble's challenge-test server; `/set-txt` adds to the records of a name. */
async function record(
  cloud: string | undefined,
  name: string,
  text: string | undefined,
  send: IssueWorld['exchange'],
): Promise<NetworkFault | undefined> {
  if (cloud === undefined) return noRecords(name)
  const url = `${cloud.replace(/\/$/, '')}/${text === undefined ? 'clear-txt' : 'set-txt'}`
  const answer = await send({
    method: 'POST',
    url,
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from(JSON.stringify({ host: `${name}.`, ...(text === undefined ? {} : { value: text }) })),
    timeout: 10_000,
    maxBodyBytes: 1 << 16,
  })
  if (isFault(answer)) return { ...answer, detail: `${cloud}: ${answer.detail}` }
  return answer.status < 300 ? undefined : { fault: 'malformed', detail: `${url} answered ${statusText(answer)}` }
}
