// Owns the device's side of the network: starting its thread on demand, blocking calls, and handling requests meanwhile.
import { MessageChannel, Worker } from 'node:worker_threads'
import {
  isFault,
  isLater,
  placeOf,
  type RequestHandler,
  type Connect,
  type Talk,
  type WebResponse,
  type NetworkFault,
  type HttpRequest,
  type HttpResponse,
  type Listener,
  type Network,
  type Opened,
} from '../../host.ts'
import type { AcmeEvents } from '../../acme.ts'
import { unchecked, type Distrust, type Judge } from '../../judge.ts'
import type { SshService } from '../../ssh.ts'
import { look } from '../../../value/limits.ts'
import type { Door, Outcome, NetworkStart, Task, ToDevice, ToNetwork } from './channel.ts'
import { stillness, type Pause } from '../clock.ts'
import { Gathered } from './gathered.ts'
import { noRecords, refusal, type Allowed } from './permission.ts'
import { SshPort } from './ssh-port.ts'
import { firstOf, next, type Taken, type Thread } from './thread.ts'
import { fromMilliseconds } from '../../../text/units.ts'

declare const OFFBOX_DIST: boolean

/** Tests run from the sources, and the thread needs the bundle. */
const worker = new URL(
  typeof OFFBOX_DIST !== 'undefined' && OFFBOX_DIST ? './network-worker.js' : '../../../../dist/network-worker.js',
  import.meta.url,
)

/** The longest single wait in milliseconds, so that an interrupt is noticed soon. */
const slice = 100

/** Milliseconds after its own timeout at which a call is given up where the thread does not answer. */
const graceMs = 5_000

/** Milliseconds without a heartbeat after which the thread counts as dead; it sends one each second. */
const deadAfterMs = 20_000

/** Milliseconds for connections to end when the device does. */
const closeTimeoutMs = 2_000

/** Milliseconds for resolving a name, and for opening a socket. */
const lookupTimeoutMs = 30_000

export interface NodeNetworkOptions {
  /** Which hosts may be reached; none where absent. */
  readonly allowed?: Allowed
  /** The addresses that services listen on, by name; a service without one is not opened. */
  readonly doors?: ReadonlyMap<string, Door>
  /** Addresses by name; they take precedence over the machine's resolver. */
  readonly names?: ReadonlyMap<string, string>
  /** The URL of the service that creates TXT records of /ip/cloud: `/set-txt` and `/clear-txt` of pebble's challenge-test server. */
  readonly cloud?: string | undefined
  /** Whether the device's time leaps: peers use the machine's clock, and are judged by it. */
  readonly leaping?: boolean
  /** Called now and then while a call waits; true interrupts it. */
  readonly interrupted?: () => boolean
}

export interface NodeNetwork extends Network {
  /** Waits up to `milliseconds` for requests and handles them. */
  readonly attend: Pause
  /**
   * From now on responses to requests that arrived together are sent together, since sending costs more than most responses do. Returns a
   * function that sends the batch, to be called several times a second while the device computes.
   */
  gather(): () => void
  /** From now on requests are also handled while the program is idle; the network keeps the process alive. */
  answerByItself(): void
  /** Ends the thread and closes its listeners. */
  close(): void
}

interface Waiting {
  readonly judge: Judge
  readonly progress?: HttpRequest['progress']
  readonly acme?: AcmeEvents
}

/** Creates the network; its thread starts on demand. */
export const nodeNetwork = (options: NodeNetworkOptions): NodeNetwork => new ThreadedNetwork(options)

class ThreadedNetwork implements NodeNetwork {
  readonly #allowed: Allowed
  readonly #doors: ReadonlyMap<string, Door>
  readonly #names: ReadonlyMap<string, string>
  readonly #cloud: string | undefined
  readonly #interrupted: () => boolean
  readonly #leaping: boolean
  readonly #still = stillness()
  #thread: Thread | undefined
  /** `: ` and why the last thread died; '' where that is not known. */
  #death = ''
  #answer: RequestHandler = () => undefined
  #connect: Connect = () => undefined
  /** Connections of the current thread, by their ids there. */
  readonly #talks = new Map<number, Talk>()
  readonly #ssh = new SshPort((saying) => this.#tell({ kind: 'ssh', saying }))
  /** The id of the last task. */
  #asked = 0
  /** The current listeners, for a thread that replaces a dead one. */
  #listening: readonly Listener[] = []
  readonly #gathered = new Gathered((all) => this.#started().port.postMessage({ kind: 'responses', all } satisfies ToNetwork))
  readonly #waiting = new Map<number, Waiting>()
  readonly #done = new Map<number, Outcome>()

  constructor({ allowed, doors = new Map(), names = new Map(), cloud, leaping = false, interrupted = () => false }: NodeNetworkOptions) {
    this.#allowed = allowed
    this.#doors = doors
    this.#names = names
    this.#cloud = cloud
    this.#interrupted = interrupted
    this.#leaping = leaping
  }

  http(request: HttpRequest, judge: Judge): HttpResponse | NetworkFault {
    const { host, port } = placeOf(new URL(request.url))
    // Where the device has resolved the name itself, a script could point an allowed name to any address.
    const refused = refusal(this.#allowed, request.address ?? host, port)
    if (refused !== undefined) return refused
    const { progress, ...rest } = request
    const outcome = this.#call({ http: { ...rest, tellsProgress: progress !== undefined } }, request.timeout, { judge, progress })
    return isHttp(outcome) || isFault(outcome) ? outcome : strange(outcome)
  }

  resolve(...[name, family, server]: Parameters<Network['resolve']>): ReturnType<Network['resolve']> {
    const refused = refusal(this.#allowed, server?.address ?? name, server && (server.port ?? 53))
    if (refused !== undefined) return refused
    const outcome = this.#call({ resolve: { name, family, server } }, lookupTimeoutMs, { judge: unchecked })
    return 'addresses' in outcome ? outcome.addresses : isFault(outcome) ? outcome : strange(outcome)
  }

  mail(...[message, judge]: Parameters<Network['mail']>): ReturnType<Network['mail']> {
    const { server, address, port, timeout } = message
    const refused = refusal(this.#allowed, address ?? server, port)
    if (refused !== undefined) return refused
    const outcome = this.#call({ mail: message }, timeout, { judge })
    return 'mailed' in outcome ? outcome.mailed : isFault(outcome) ? outcome : strange(outcome)
  }

  transfer(file: Parameters<Network['transfer']>[0]): ReturnType<Network['transfer']> {
    const { server, address, port, timeout } = file
    const refused = refusal(this.#allowed, address ?? server, port)
    if (refused !== undefined) return refused
    const outcome = this.#call({ transfer: file }, timeout, { judge: unchecked })
    return 'transferred' in outcome ? outcome.transferred : isFault(outcome) ? outcome : strange(outcome)
  }

  acme(...[order, events]: Parameters<Network['acme']>): ReturnType<Network['acme']> {
    const outcome = this.#call({ acme: order }, order.timeout, { judge: events.judge, acme: events })
    return 'issued' in outcome ? outcome.issued : isFault(outcome) ? outcome : strange(outcome)
  }

  withheld(...[url, records]: Parameters<NonNullable<Network['withheld']>>): NetworkFault | undefined {
    const { host, port } = placeOf(new URL(url))
    const refused = refusal(this.#allowed, host, port)
    return refused ?? (records === undefined || this.#cloud !== undefined ? undefined : noRecords(records))
  }

  acmeRevoke(...[revocation, judge]: Parameters<Network['acmeRevoke']>): ReturnType<Network['acmeRevoke']> {
    const outcome = this.#call({ revoke: revocation }, revocation.timeout, { judge })
    return 'revoked' in outcome ? outcome.revoked : isFault(outcome) ? outcome : strange(outcome)
  }

  listen(...[listeners, answer, connect, ssh]: Parameters<Network['listen']>): ReturnType<Network['listen']> {
    this.#answer = answer
    this.#connect = connect ?? (() => undefined)
    this.#ssh.service = ssh
    const shut = new Map<string, Opened | NetworkFault>(
      listeners
        .filter(({ service }) => !this.#doors.has(service))
        .map(({ service }) => [service, { fault: 'not-allowed', detail: `--listen ${service}=PORT opens it` }]),
    )
    const open = listeners.filter(({ service }) => this.#doors.has(service)).map((listener) => keyed(listener, ssh))
    this.#listening = open
    if (open.length === 0 && this.#thread === undefined) return shut
    const outcome = this.#call({ listen: open }, lookupTimeoutMs, { judge: unchecked })
    const opened: ReadonlyMap<string, Opened | NetworkFault> =
      'opened' in outcome ? outcome.opened : new Map(open.map(({ service }) => [service, isFault(outcome) ? outcome : strange(outcome)]))
    return new Map([...shut, ...opened])
  }

  // A property, since callers detach it from the network.
  readonly attend: Pause = (milliseconds) => {
    if (this.#thread === undefined && this.#listening.length === 0) return this.#still(milliseconds)
    let attended = false
    this.#ssh.flush()
    if (milliseconds > 0) this.#gathered.flush()
    let message = next(this.#started(), milliseconds)
    this.#gathered.during(() => {
      while (message !== undefined) {
        this.#take(message)
        attended = true
        message = this.#thread && next(this.#thread, 0)
      }
    })
    return attended
  }

  gather(): () => void {
    this.#gathered.begin()
    return () => this.#gathered.flushLate()
  }

  answerByItself(): void {
    const thread = this.#started()
    thread.port.on('message', (message: ToDevice) => {
      for (let taken = firstOf(thread, message); taken !== undefined; taken = thread.asked.length > 0 ? next(thread, 0) : undefined)
        this.#take(taken)
    })
  }

  close(): void {
    // Pending responses are sent, and connections end properly.
    if (this.#thread !== undefined && this.#listening.length > 0) {
      const own = this.#thread
      const id = ++this.#asked
      this.#waiting.set(id, { judge: unchecked })
      this.#tell({ kind: 'task', id, task: { listen: [] } })
      const until = performance.now() + closeTimeoutMs
      while (!this.#done.has(id) && this.#thread === own && performance.now() < until) {
        const message = next(own, slice)
        if (message !== undefined && message.kind !== 'request') this.#take(message)
      }
    }
    this.#listening = []
    if (this.#thread !== undefined) this.#bury(this.#thread)
  }

  /**
   * Sends a task to the thread and waits for its outcome, at most `patient` milliseconds; other messages are handled meanwhile. Throws
   * where a limit of the waiting run is exceeded.
   */
  #call(task: Task, patient: number, waiter: Waiting): Outcome {
    const own = this.#started()
    const id = ++this.#asked
    this.#waiting.set(id, waiter)
    this.#ssh.flush()
    try {
      this.#tell({ kind: 'task', id, task })
      return this.#outcomeOf(id, own, patient)
    } finally {
      if (!this.#done.delete(id) && this.#thread === own) this.#tell({ kind: 'cancel', id })
      this.#waiting.delete(id)
    }
  }

  #outcomeOf(id: number, own: Thread, patient: number): Outcome {
    const until = performance.now() + patient + graceMs
    let [beats, heard] = [-1, 0]
    for (;;) {
      this.#gathered.flush()
      const outcome = this.#done.get(id)
      if (outcome !== undefined) return outcome
      if (this.#interrupted()) return { fault: 'interrupted', detail: 'interrupted' }
      look()
      const now = performance.now()
      if (Atomics.load(own.wake, 1) !== beats) [beats, heard] = [Atomics.load(own.wake, 1), now]
      if (now - heard > deadAfterMs) {
        this.#bury(own)
        return { fault: 'closed', detail: `the network's thread died${this.#death}` }
      }
      if (now > until) return { fault: 'timeout', detail: `no answer within ${patient} ms` }
      const message = next(own, slice)
      if (message !== undefined) this.#take(message)
    }
  }

  /** Handles a message of the thread. */
  #take(message: Taken): void {
    switch (message.kind) {
      case 'done':
        if (this.#waiting.has(message.id)) this.#done.set(message.id, message.outcome)
        break
      case 'judge':
        this.#tell({ kind: 'verdict', id: message.id, refusal: this.#judged(message.id, message.chain, message.host) })
        break
      case 'progress':
        this.#waiting.get(message.id)?.progress?.(message.received, message.total)
        break
      case 'acme': {
        const events = this.#waiting.get(message.id)?.acme
        const { event } = message
        if ('step' in event) events?.progress(event.step)
        else events?.publish(event.token, event.text)
        break
      }
      case 'request': {
        const { id } = message
        const thread = this.#thread
        const respond = (response: WebResponse | undefined): void => {
          if (this.#thread === thread) this.#gathered.push(id, response)
        }
        const answer = this.#answer(message.request)
        if (isLater(answer)) answer.later(respond)
        else respond(answer)
        break
      }
      case 'connected':
        this.#connected(message.id, message.service, message.from)
        break
      case 'received':
        this.#talks.get(message.id)?.received(message.sentences)
        this.#tell({ kind: 'taken', id: message.id })
        break
      case 'closed': {
        const talk = this.#talks.get(message.id)
        this.#talks.delete(message.id)
        talk?.closed()
        break
      }
      case 'ssh':
        this.#ssh.take(message.event)
    }
  }

  #connected(id: number, service: string, from: string): void {
    const thread = this.#thread
    const send = (bytes: Uint8Array, ends: boolean): void => {
      if (this.#thread === thread) this.#tell({ kind: 'send', id, bytes, ends })
    }
    const nothing = new Uint8Array()
    const talk = this.#connect({ service, from, send: (bytes) => send(bytes, false), end: () => send(nothing, true) })
    if (talk === undefined) send(nothing, true)
    else this.#talks.set(id, talk)
  }

  #judged(id: number, chain: readonly Uint8Array[], host: string): Distrust | undefined {
    return this.#waiting.get(id)?.judge(chain, host, this.#leaping ? fromMilliseconds(Date.now()) : undefined)
  }

  #tell(message: ToNetwork): void {
    this.#gathered.flush()
    this.#started().port.postMessage(message)
  }

  /** Returns the thread, started where there is none. */
  #started(): Thread {
    return (this.#thread ??= this.#start())
  }

  #start(): Thread {
    const { port1, port2 } = new MessageChannel()
    const wake = new Int32Array(new SharedArrayBuffer(8))
    const data: NetworkStart = { port: port2, wake, allowed: this.#allowed, doors: this.#doors, names: this.#names, cloud: this.#cloud }
    const started = new Worker(worker, { workerData: data, transferList: [port2] })
    // An unused device does not keep the process alive.
    started.unref()
    port1.unref()
    const own: Thread = { worker: started, port: port1, wake, asked: [], received: 0 }
    started.on('error', (error) => {
      this.#death = `: ${error.message}`
      this.#bury(own)
    })
    started.on('exit', () => this.#bury(own))
    if (this.#listening.length > 0)
      port1.postMessage({ kind: 'task', id: ++this.#asked, task: { listen: this.#listening } } satisfies ToNetwork)
    return own
  }

  /** Ends a thread; the next call starts another. */
  #bury(dead: Thread): void {
    if (this.#thread !== dead) return
    this.#gathered.clear()
    this.#thread = undefined
    void dead.worker.terminate()
    dead.port.close()
    const talks = [...this.#talks.values()]
    this.#talks.clear()
    for (const talk of talks) talk.closed()
  }
}

/** Returns a listener with its host key, which is generated where there is none. */
const keyed = (listener: Listener, ssh: SshService | undefined): Listener =>
  listener.ssh === undefined || listener.ssh.hostKey !== undefined || ssh === undefined
    ? listener
    : { ...listener, ssh: { ...listener.ssh, hostKey: ssh.hostKey() } }

const isHttp = (outcome: Outcome): outcome is HttpResponse => 'status' in outcome

const strange = (outcome: Outcome): NetworkFault => ({
  fault: 'malformed',
  detail: `the network's thread answered ${Object.keys(outcome).join()}`,
})
