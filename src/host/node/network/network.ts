// Owns the network of a device on this machine: which requests are allowed, and what their outcomes mean.
import {
  isFault,
  hostAndPortOf,
  type HttpRequest,
  type HttpResponse,
  type Listener,
  type Network,
  type NetworkFault,
  type OpenedService,
} from '../../host.ts'
import { unchecked, type ChainJudge } from '../../judge.ts'
import type { SshService } from '../../ssh.ts'
import type { Pause } from '../clock.ts'
import type { ListenAddress, TaskOutcome } from './channel.ts'
import { DeviceEnd } from './device-end.ts'
import { noRecords, hostRefusal, type AllowedHosts } from './permission.ts'

/** Milliseconds for resolving a name, and for opening a socket. */
const lookupTimeoutMs = 30_000

/** What a device may reach on this machine, and where it listens; nothing by default. */
export interface NodeNetworkOptions {
  /** Which hosts may be reached; none where absent. */
  readonly allowed?: AllowedHosts
  /** The addresses that services listen on, by name; a service without one is not opened. */
  readonly listenAddresses?: ReadonlyMap<string, ListenAddress>
  /** Addresses by name; they take precedence over the machine's resolver. */
  readonly names?: ReadonlyMap<string, string>
  /** The URL of the service that creates TXT records of /ip/cloud: `/set-txt` and `/clear-txt` of pebble's challenge-test server. */
  readonly cloud?: string | undefined
  /** Whether the device's time leaps: peers use the machine's clock, and are judged by it. */
  readonly leaping?: boolean
  /** Called now and then while a call waits; true interrupts it. */
  readonly interrupted?: () => boolean
}

/** A network on this machine. */
export interface NodeNetwork extends Network {
  /** Waits up to `milliseconds` for requests and handles them. */
  readonly attend: Pause
  /**
   * From now on responses to requests that arrived together are sent together, since sending costs more than most responses do. Returns a
   * function that sends the batch, to be called several times a second while the device computes.
   */
  batchResponses(): () => void
  /** From now on requests are also handled while the program is idle; the network keeps the process alive. */
  answerByItself(): void
  /** Ends the thread and closes its listeners. */
  close(): void
}

/** Creates the network; its thread starts on demand. */
export const nodeNetwork = (options: NodeNetworkOptions): NodeNetwork => new ThreadedNetwork(options)

class ThreadedNetwork implements NodeNetwork {
  readonly #allowed: AllowedHosts
  readonly #listenAddresses: ReadonlyMap<string, ListenAddress>
  readonly #cloud: string | undefined
  readonly #end: DeviceEnd
  readonly attend: Pause

  constructor({
    allowed,
    listenAddresses = new Map(),
    names = new Map(),
    cloud,
    leaping = false,
    interrupted = () => false,
  }: NodeNetworkOptions) {
    this.#allowed = allowed
    this.#listenAddresses = listenAddresses
    this.#cloud = cloud
    this.#end = new DeviceEnd({ allowed, listenAddresses, names, cloud, leaping, interrupted })
    this.attend = this.#end.attend
  }

  http(request: HttpRequest, judge: ChainJudge): HttpResponse | NetworkFault {
    const { host, port } = hostAndPortOf(new URL(request.url))
    // Where the device has resolved the name itself, a script could point an allowed name to any address.
    const refused = hostRefusal(this.#allowed, request.address ?? host, port)
    if (refused !== undefined) return refused
    const { progress, ...rest } = request
    const outcome = this.#end.call({ http: { ...rest, reportsProgress: progress !== undefined } }, request.timeout, { judge, progress })
    return isHttp(outcome) || isFault(outcome) ? outcome : unexpectedOutcome(outcome)
  }

  resolve(...[name, family, server]: Parameters<Network['resolve']>): ReturnType<Network['resolve']> {
    const refused = hostRefusal(this.#allowed, server?.address ?? name, server && (server.port ?? 53))
    if (refused !== undefined) return refused
    const outcome = this.#end.call({ resolve: { name, family, server } }, lookupTimeoutMs, { judge: unchecked })
    return 'addresses' in outcome ? outcome.addresses : isFault(outcome) ? outcome : unexpectedOutcome(outcome)
  }

  mail(...[message, judge]: Parameters<Network['mail']>): ReturnType<Network['mail']> {
    const { server, address, port, timeout } = message
    const refused = hostRefusal(this.#allowed, address ?? server, port)
    if (refused !== undefined) return refused
    const outcome = this.#end.call({ mail: message }, timeout, { judge })
    return 'mailed' in outcome ? outcome.mailed : isFault(outcome) ? outcome : unexpectedOutcome(outcome)
  }

  transfer(file: Parameters<Network['transfer']>[0]): ReturnType<Network['transfer']> {
    const { server, address, port, timeout } = file
    const refused = hostRefusal(this.#allowed, address ?? server, port)
    if (refused !== undefined) return refused
    const outcome = this.#end.call({ transfer: file }, timeout, { judge: unchecked })
    return 'transferred' in outcome ? outcome.transferred : isFault(outcome) ? outcome : unexpectedOutcome(outcome)
  }

  acme(...[order, events]: Parameters<Network['acme']>): ReturnType<Network['acme']> {
    const outcome = this.#end.call({ acme: order }, order.timeout, { judge: events.judge, acme: events })
    return 'issued' in outcome ? outcome.issued : isFault(outcome) ? outcome : unexpectedOutcome(outcome)
  }

  withheld(...[url, records]: Parameters<NonNullable<Network['withheld']>>): NetworkFault | undefined {
    const { host, port } = hostAndPortOf(new URL(url))
    const refused = hostRefusal(this.#allowed, host, port)
    return refused ?? (records === undefined || this.#cloud !== undefined ? undefined : noRecords(records))
  }

  acmeRevoke(...[revocation, judge]: Parameters<Network['acmeRevoke']>): ReturnType<Network['acmeRevoke']> {
    const outcome = this.#end.call({ revoke: revocation }, revocation.timeout, { judge })
    return 'revoked' in outcome ? outcome.revoked : isFault(outcome) ? outcome : unexpectedOutcome(outcome)
  }

  listen(...[listeners, answer, connect, ssh]: Parameters<Network['listen']>): ReturnType<Network['listen']> {
    this.#end.handle(answer, connect ?? (() => undefined), ssh)
    const shut = new Map<string, OpenedService | NetworkFault>(
      listeners
        .filter(({ service }) => !this.#listenAddresses.has(service))
        .map(({ service }) => [service, { fault: 'not-allowed', detail: `--listen ${service}=PORT opens it` }]),
    )
    const open = listeners.filter(({ service }) => this.#listenAddresses.has(service)).map((listener) => keyed(listener, ssh))
    const outcome = this.#end.listen(open, lookupTimeoutMs)
    if (outcome === undefined) return shut
    const opened: ReadonlyMap<string, OpenedService | NetworkFault> =
      'opened' in outcome
        ? outcome.opened
        : new Map(open.map(({ service }) => [service, isFault(outcome) ? outcome : unexpectedOutcome(outcome)]))
    return new Map([...shut, ...opened])
  }

  batchResponses(): () => void {
    return this.#end.batchResponses()
  }

  answerByItself(): void {
    this.#end.answerByItself()
  }

  close(): void {
    this.#end.close()
  }
}

/** Returns a listener with its host key, which is generated where there is none. */
const keyed = (listener: Listener, ssh: SshService | undefined): Listener =>
  listener.ssh === undefined || listener.ssh.hostKey !== undefined || ssh === undefined
    ? listener
    : { ...listener, ssh: { ...listener.ssh, hostKey: ssh.hostKey() } }

const isHttp = (outcome: TaskOutcome): outcome is HttpResponse => 'status' in outcome

const unexpectedOutcome = (outcome: TaskOutcome): NetworkFault => ({
  fault: 'malformed',
  detail: `the network's thread answered ${Object.keys(outcome).join()}`,
})
