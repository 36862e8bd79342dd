// Owns the device's side of the network's thread: starting it on demand, blocking calls, and handling the messages that arrive meanwhile.
import { MessageChannel, Worker } from 'node:worker_threads'
import type { AcmeEvents } from '../../acme.ts'
import {
  isLater,
  type Connect,
  type HttpRequest,
  type Listener,
  type RequestHandler,
  type ConnectionHandler,
  type WebResponse,
} from '../../host.ts'
import { unchecked, type Distrust, type ChainJudge } from '../../judge.ts'
import type { SshService } from '../../ssh.ts'
import { fromMilliseconds } from '../../../text/units.ts'
import { checkAllLimits } from '../../../value/limits.ts'
import { uninterruptedPause, type Pause } from '../clock.ts'
import type { NetworkStart, TaskOutcome, NetworkTask, ToDevice, ToNetwork } from './channel.ts'
import { ResponseBatch } from './response-batch.ts'
import { SshPort } from './ssh-port.ts'
import { firstMessageOf, nextMessage, type ThreadMessage, type Thread } from './thread.ts'

declare const OFFBOX_DIST: boolean

/** The bundled thread, also where tests run from the sources. */
const worker = new URL(
  typeof OFFBOX_DIST !== 'undefined' && OFFBOX_DIST ? './network-worker.js' : '../../../../dist/network-worker.js',
  import.meta.url,
)

/** The longest single wait in milliseconds, so that an interrupt is noticed soon. */
const waitSliceMs = 100

/** The time in milliseconds that a call waits for the thread's answer beyond the timeout of its task. */
const extraWaitMs = 5_000

/** Milliseconds without a heartbeat after which the thread counts as dead; it sends one each second. */
const deadAfterMs = 20_000

/** Milliseconds for connections to end when the device does. */
const closeTimeoutMs = 2_000

/** What the device's end of the network needs; see `NodeNetworkOptions`. */
export interface DeviceEndOptions extends Pick<NetworkStart, 'allowed' | 'listenAddresses' | 'names' | 'cloud'> {
  /** Whether the device's time leaps: peers use the machine's clock, and are judged by it. */
  readonly leaping: boolean
  /** Called now and then while a call waits; true interrupts it. */
  readonly interrupted: () => boolean
}

/** Handlers of the thread's messages about the task that is waited for. */
export interface TaskHandlers {
  readonly judge: ChainJudge
  readonly progress?: HttpRequest['progress']
  readonly acme?: AcmeEvents
}

/** The network's thread, as the device uses it. */
export class DeviceEnd {
  readonly #options: DeviceEndOptions
  readonly #still = uninterruptedPause()
  #thread: Thread | undefined
  /** `: ` and the reason why the last thread ended; '' where the reason is not known. */
  #deathReason = ''
  #answer: RequestHandler = () => undefined
  #connect: Connect = () => undefined
  /** Connections of the current thread, by their ids there. */
  readonly #connections = new Map<number, ConnectionHandler>()
  readonly #ssh = new SshPort((message) => this.#post({ kind: 'ssh', message }))
  /** The id of the last task. */
  #asked = 0
  /** The current listeners, for a thread that replaces a dead one. */
  #listening: readonly Listener[] = []
  readonly #batch = new ResponseBatch((all) => this.#started().port.postMessage({ kind: 'responses', all } satisfies ToNetwork))
  readonly #waiting = new Map<number, TaskHandlers>()
  readonly #done = new Map<number, TaskOutcome>()

  constructor(options: DeviceEndOptions) {
    this.#options = options
  }

  /** Sets the device's handlers of requests and connections. */
  handle(answer: RequestHandler, connect: Connect, ssh: SshService | undefined): void {
    this.#answer = answer
    this.#connect = connect
    this.#ssh.service = ssh
  }

  /** Listens for exactly these services from now on; undefined where nothing listens and the thread is not needed. */
  listen(listeners: readonly Listener[], timeoutMs: number): TaskOutcome | undefined {
    this.#listening = listeners
    if (listeners.length === 0 && this.#thread === undefined) return undefined
    return this.call({ listen: listeners }, timeoutMs, { judge: unchecked })
  }

  /** Waits up to `milliseconds` for requests and handles them. A property and not a method, since callers pass it on. */
  readonly attend: Pause = (milliseconds) => {
    if (this.#thread === undefined && this.#listening.length === 0) return this.#still(milliseconds)
    let attended = false
    this.#ssh.flush()
    if (milliseconds > 0) this.#batch.flush()
    let message = nextMessage(this.#started(), milliseconds)
    this.#batch.during(() => {
      while (message !== undefined) {
        this.#take(message)
        attended = true
        message = this.#thread && nextMessage(this.#thread, 0)
      }
    })
    return attended
  }

  batchResponses(): () => void {
    this.#batch.begin()
    return () => this.#batch.flushLate()
  }

  answerByItself(): void {
    const thread = this.#started()
    thread.port.on('message', (message: ToDevice) => {
      for (
        let taken = firstMessageOf(thread, message);
        taken !== undefined;
        taken = thread.asked.length > 0 ? nextMessage(thread, 0) : undefined
      )
        this.#take(taken)
    })
  }

  close(): void {
    // Pending responses are sent, and connections end properly.
    if (this.#thread !== undefined && this.#listening.length > 0) {
      const own = this.#thread
      const id = ++this.#asked
      this.#waiting.set(id, { judge: unchecked })
      this.#post({ kind: 'task', id, task: { listen: [] } })
      const until = performance.now() + closeTimeoutMs
      while (!this.#done.has(id) && this.#thread === own && performance.now() < until) {
        const message = nextMessage(own, waitSliceMs)
        if (message !== undefined && message.kind !== 'request') this.#take(message)
      }
    }
    this.#listening = []
    if (this.#thread !== undefined) this.#endThread(this.#thread)
  }

  /**
   * Sends a task to the thread and waits for its outcome, at most `timeoutMs` milliseconds; other messages are handled meanwhile. Throws
   * where a limit of the waiting run is exceeded.
   */
  call(task: NetworkTask, timeoutMs: number, waiter: TaskHandlers): TaskOutcome {
    const own = this.#started()
    const id = ++this.#asked
    this.#waiting.set(id, waiter)
    this.#ssh.flush()
    try {
      this.#post({ kind: 'task', id, task })
      return this.#outcomeOf(id, own, timeoutMs)
    } finally {
      if (!this.#done.delete(id) && this.#thread === own) this.#post({ kind: 'cancel', id })
      this.#waiting.delete(id)
    }
  }

  #outcomeOf(id: number, own: Thread, timeoutMs: number): TaskOutcome {
    const until = performance.now() + timeoutMs + extraWaitMs
    let [heartbeats, lastBeat] = [-1, 0]
    for (;;) {
      this.#batch.flush()
      const outcome = this.#done.get(id)
      if (outcome !== undefined) return outcome
      if (this.#options.interrupted()) return { fault: 'interrupted', detail: 'interrupted' }
      checkAllLimits()
      const now = performance.now()
      if (Atomics.load(own.wake, 1) !== heartbeats) [heartbeats, lastBeat] = [Atomics.load(own.wake, 1), now]
      if (now - lastBeat > deadAfterMs) {
        this.#endThread(own)
        return { fault: 'closed', detail: `the network's thread died${this.#deathReason}` }
      }
      if (now > until) return { fault: 'timeout', detail: `no answer within ${timeoutMs} ms` }
      const message = nextMessage(own, waitSliceMs)
      if (message !== undefined) this.#take(message)
    }
  }

  /** Handles a message of the thread. */
  #take(message: ThreadMessage): void {
    switch (message.kind) {
      case 'done':
        if (this.#waiting.has(message.id)) this.#done.set(message.id, message.outcome)
        break
      case 'judge':
        this.#post({ kind: 'verdict', id: message.id, refusal: this.#judged(message.id, message.chain, message.host) })
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
          if (this.#thread === thread) this.#batch.push(id, response)
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
        this.#connections.get(message.id)?.received(message.sentences)
        this.#post({ kind: 'taken', id: message.id })
        break
      case 'closed': {
        const handler = this.#connections.get(message.id)
        this.#connections.delete(message.id)
        handler?.closed()
        break
      }
      case 'ssh':
        this.#ssh.take(message.event)
    }
  }

  #connected(id: number, service: string, from: string): void {
    const thread = this.#thread
    const send = (bytes: Uint8Array, ends: boolean): void => {
      if (this.#thread === thread) this.#post({ kind: 'send', id, bytes, ends })
    }
    const nothing = new Uint8Array()
    const handler = this.#connect({ service, from, send: (bytes) => send(bytes, false), end: () => send(nothing, true) })
    if (handler === undefined) send(nothing, true)
    else this.#connections.set(id, handler)
  }

  #judged(id: number, chain: readonly Uint8Array[], host: string): Distrust | undefined {
    return this.#waiting.get(id)?.judge(chain, host, this.#options.leaping ? fromMilliseconds(Date.now()) : undefined)
  }

  #post(message: ToNetwork): void {
    this.#batch.flush()
    this.#started().port.postMessage(message)
  }

  /** Returns the thread, started where there is none. */
  #started(): Thread {
    return (this.#thread ??= this.#start())
  }

  #start(): Thread {
    const { port1, port2 } = new MessageChannel()
    const wake = new Int32Array(new SharedArrayBuffer(8))
    const { allowed, listenAddresses, names, cloud } = this.#options
    const data: NetworkStart = { port: port2, wake, allowed, listenAddresses, names, cloud }
    const started = new Worker(worker, { workerData: data, transferList: [port2] })
    // An unused device does not keep the process alive.
    started.unref()
    port1.unref()
    const own: Thread = { worker: started, port: port1, wake, asked: [], received: 0 }
    started.on('error', (error) => {
      this.#deathReason = `: ${error.message}`
      this.#endThread(own)
    })
    started.on('exit', () => this.#endThread(own))
    if (this.#listening.length > 0)
      port1.postMessage({ kind: 'task', id: ++this.#asked, task: { listen: this.#listening } } satisfies ToNetwork)
    return own
  }

  /** Ends a thread; the next call starts another. */
  #endThread(dead: Thread): void {
    if (this.#thread !== dead) return
    this.#batch.clear()
    this.#thread = undefined
    void dead.worker.terminate()
    dead.port.close()
    const handlers = [...this.#connections.values()]
    this.#connections.clear()
    for (const handler of handlers) handler.closed()
  }
}
