// Owns a device's services to the outside: its listeners, its menus' pages, the protocols beside them (`RemoteInterfaces`), and the order
// in which requests are handled.
import type { Failure } from '../../diagnostic/failure.ts'
import type {
  Clock,
  Connection,
  NetworkFault,
  LaterResponse,
  Listener,
  Network,
  OpenedService,
  ConnectionHandler,
  WebRequest,
  WebResponse,
} from '../../host/host.ts'
import type { SshService } from '../../host/ssh.ts'
import { maxNestedWaits } from './agenda.ts'
import { areSameListeners } from './same-listeners.ts'

/** Pages of a menu; see `WebPages` of schema/menu-services.ts. */
export interface Pages {
  readonly under: string
  allowed(service: string): boolean
  answer(request: WebRequest): WebResponse | undefined
}

/** Hooks of menus for services. */
export interface ServiceHooks {
  /** The listeners required now. */
  listeners(): readonly Listener[]
  /** Whether a service accepts a client with this address. */
  admits(service: string, from: string): boolean
  /** The pages; called once, at the first request. */
  pages(): readonly Pages[]
}

/** The protocols that the device speaks besides serving the pages of menus: REST, the API, SSH. Implemented in `remote/`. */
export interface RemoteInterfaces {
  /** Whether it handles a path of the web services. */
  owns(path: string): boolean
  /** Responds now, or calls `respond` later. Called in its turn (`Services.take`). */
  answer(request: WebRequest, respond: (response: WebResponse | undefined) => void): void
  /** Accepts a connection to a service that is no web service; undefined: it is closed. */
  connect(connection: Connection): ConnectionHandler | undefined
}

/**
 * A network that listens in place of the host's: `attend` waits up to that many milliseconds for requests, and returns whether any came.
 */
export interface Attended extends Pick<Network, 'listen'> {
  readonly attend: (milliseconds: number) => boolean
}

/** The longest single wait in milliseconds, so that an interrupt is noticed soon. */
const waitSliceMs = 100

/** What services need of their device. */
export interface ServicesOptions {
  readonly host: { readonly network: Pick<Network, 'listen'> | undefined }
  /** Whether the current work waits, so that other work may run. */
  readonly isWaiting: () => boolean
  /** A number that changes whenever rows were changed: the listeners depend on them. */
  readonly version: () => number
  /** Called after a request, before its response is sent: saves or reports changes. */
  readonly settle: () => void
  readonly hooks: ServiceHooks
  /** Runs a request on the device's own account. */
  readonly charge: <T>(answer: () => T) => T
  /** Runs a request in a transaction: where it fails, it changes nothing. */
  readonly transact: <T>(answer: () => T) => T
  /** Converts a thrown error to a Failure; throws errors that the device does not survive. */
  readonly asFailure: (error: unknown) => Failure
  /** Called with the failure of a request. */
  readonly onFailure: (failure: Failure) => void
}

/** A device's listeners and its queue of requests: it opens and closes listeners, and handles one request after the other. */
export class Services {
  readonly #options: ServicesOptions
  /** The current listeners. */
  #open: readonly Listener[] = []
  /** The version of the rows at the last check. */
  #seen = -1
  #pages: readonly Pages[] | undefined
  #answered = 0
  /** The handler of SSH clients; undefined: there is no SSH listener. */
  ssh: SshService | undefined
  #remote: RemoteInterfaces | undefined
  #listening: Attended | undefined
  /** Requests that arrived and were not started. */
  readonly #queue: (() => void)[] = []
  #depth = 0
  /** The maximum number of nested waits; larger in a thread with a larger stack. */
  maxNestedWaits = maxNestedWaits
  /** Whether the limit was reached; until half of the waits have ended. */
  #isCrowded = false

  constructor(options: ServicesOptions) {
    this.#options = options
  }

  /** The number of requests handled. */
  get answered(): number {
    return this.#answered
  }

  /** Sets the handler of the protocols beside pages. */
  attach(remote: RemoteInterfaces): void {
    this.#remote = remote
  }

  /** Listens through another network than the host's from now on; undefined: through the host's again. */
  listenWith(network: Attended | undefined): ReadonlyMap<string, OpenedService | NetworkFault> | undefined {
    this.#listening?.listen([], () => undefined)
    this.#listening = network
    this.#open = []
    return this.open()
  }

  /** Called before the device waits: updates listeners, reports changes, starts requests that arrived. */
  beforeWait(): void {
    const version = this.#options.version()
    if (version !== this.#seen) {
      this.open()
      this.#seen = version
    }
    this.#options.settle()
    this.drain()
  }

  /** Sleeps like the host's clock, and handles requests of another network than the host's meanwhile. */
  sleep(ns: bigint, clock: Clock): boolean {
    const attended = this.#listening
    if (attended === undefined) return clock.sleep(ns)
    if (attended.attend(0)) return true
    if (clock.passes !== true) return clock.sleep(ns)
    for (const end = clock.now() + ns; ;) {
      if (!clock.sleep(0n)) return false
      const left = Number(end - clock.now()) / 1_000_000
      if (left <= 0) return true
      if (attended.attend(Math.min(left, waitSliceMs))) return true
    }
  }

  /**
   * Opens the listeners that the menus require now; returns where each service is reached or why it is not. Does nothing without a network.
   */
  open(): ReadonlyMap<string, OpenedService | NetworkFault> | undefined {
    const network = this.#listening ?? this.#options.host.network
    if (network === undefined) return undefined
    const wanted = this.listeners
    if (areSameListeners(wanted, this.#open)) return undefined
    this.#open = wanted
    return network.listen(
      wanted,
      (request) => this.#receive(request),
      (connection) => this.connect(connection),
      this.#counted(),
    )
  }

  /** The listeners that the menus require. */
  get listeners(): readonly Listener[] {
    return this.#options.hooks.listeners().filter(({ ssh }) => ssh === undefined || this.ssh !== undefined)
  }

  /** Counts events of SSH clients, since they may change the device. */
  #counted(): SshService | undefined {
    const { ssh } = this
    return (
      ssh && {
        hostKey: () => ssh.hostKey(),
        take: (event, send) => {
          this.#answered++
          ssh.take(event, send)
        },
      }
    )
  }

  /** Whether a service accepts a client with this address. */
  admits(service: string, from: string): boolean {
    return this.#options.hooks.admits(service, from)
  }

  /** Returns the device's response to a request; undefined: the connection is closed, or the remote interface responds later. */
  answer(request: WebRequest): WebResponse | undefined {
    if (this.#remote?.owns(request.path) !== true) return this.#options.charge(() => this.#answer(request))
    if (!this.#options.hooks.admits(request.service, request.from)) return undefined
    this.#answered++
    const here: { response?: WebResponse | undefined } = {}
    this.#remote.answer(request, (response) => (here.response = response))
    this.#options.settle()
    return here.response
  }

  /** Accepts a connection to a service that is no web service; undefined: it is closed. */
  connect(connection: Connection): ConnectionHandler | undefined {
    return this.#options.hooks.admits(connection.service, connection.from) ? this.#remote?.connect(connection) : undefined
  }

  /**
   * Runs a piece of work for a client: at once where nothing runs or what runs waits, else once that has ended or waits. So computations
   * run one after the other, and no client waits for one that only waits.
   */
  take(work: () => void): void {
    this.#queue.push(work)
    this.drain()
  }

  /** Starts the work that has arrived, where it may run now. */
  drain(): void {
    while (this.#queue.length > 0 && this.#mayBegin()) {
      const work = this.#queue.shift()
      this.#depth++
      this.#answered++
      try {
        work?.()
        this.#options.settle()
      } catch (error) {
        this.#options.onFailure(this.#options.asFailure(error))
      } finally {
        this.#depth--
      }
    }
  }

  /**
   * Whether nothing runs, or what runs waits. A response is sent when everything started within its wait has ended, so where too many waits
   * are nested, half of them have to end before others start: those then start together, instead of each waiting for the last one.
   */
  #mayBegin(): boolean {
    if (this.#depth === 0) return true
    if (this.#depth >= this.maxNestedWaits) this.#isCrowded = true
    else if (this.#depth <= this.maxNestedWaits / 2) this.#isCrowded = false
    return !this.#isCrowded && this.#options.isWaiting()
  }

  #receive(request: WebRequest): WebResponse | undefined | LaterResponse {
    const remote = this.#remote
    if (remote?.owns(request.path) !== true) return this.answer(request)
    if (!this.#options.hooks.admits(request.service, request.from)) return undefined
    // The request is handled later, once `respond` is known.
    return {
      later: (respond) =>
        this.take(() =>
          remote.answer(request, (response) => {
            this.#options.settle()
            respond(response)
          }),
        ),
    }
  }

  #answer(request: WebRequest): WebResponse | undefined {
    const { hooks, transact, asFailure, onFailure } = this.#options
    const { service, from, path } = request
    if (!hooks.admits(service, from)) return undefined
    this.#answered++
    this.#pages ??= hooks.pages()
    const there = this.#pages.filter(({ under }) => path.startsWith(under))
    for (const pages of there) {
      if (!pages.allowed(service)) continue
      try {
        const response = transact(() => pages.answer(request))
        if (response !== undefined) return response
      } catch (error) {
        const failure = asFailure(error)
        onFailure(failure)
        return plainTextResponse(500, failure.message)
      }
    }
    return plainTextResponse(404, there.length > 0 ? 'not found' : 'offbox does not model the pages of a device')
  }
}

/** Returns a page of plain text. */
export const plainTextResponse = (status: number, words: string): WebResponse => ({
  status,
  headers: [['Content-Type', 'text/plain']],
  body: Buffer.from(`${words}\n`, 'latin1'),
})
