// Owns what a device offers to the outside: the services that it listens with, the pages that its menus answer, the doors beside them, and
// the order in which requests are done.
import type { Failure } from '../../diagnostic/failure.ts'
import type { Clock, Connection, NetworkFault, Later, Listener, Network, Opened, Talk, WebRequest, WebResponse } from '../../host/host.ts'
import type { SshService, SshSettings } from '../../host/ssh.ts'

/** Pages of a menu, asked of its device; see `Web` of schema/menu.ts. */
export interface Pages {
  readonly under: string
  allowed(service: string): boolean
  answer(request: WebRequest): WebResponse | undefined
}

/** What menus say of services. */
export interface ServiceHooks {
  /** What they want to be listened on now. */
  listeners(): readonly Listener[]
  /** Whether a service speaks with who comes from an address. */
  admits(service: string, from: string): boolean
  /** Their pages; asked once, with the first request. */
  pages(): readonly Pages[]
}

/** Who speaks with others for the device beside the pages of menus: REST, the API, SSH. The floor above hands it in. */
export interface Door {
  /** Whether it answers a path of the web services. */
  owns(path: string): boolean
  /** Answers now, or calls `respond` later. Runs in its turn (`Services.take`). */
  answer(request: WebRequest, respond: (response: WebResponse | undefined) => void): void
  /** Takes a connection to a service that is no web service; undefined: it is closed. */
  connect(connection: Connection): Talk | undefined
}

/** A network that listens in the place of the host's: `attend` waits so many milliseconds for requests, and tells whether any came. */
export interface Attended extends Pick<Network, 'listen'> {
  readonly attend: (milliseconds: number) => boolean
}

/** The longest single wait, so that an interrupt is seen soon, in milliseconds. */
const slice = 100

/** What services need of their device. */
export interface ServicesOptions {
  readonly host: { readonly network: Pick<Network, 'listen'> | undefined }
  /** Whether what runs waits, so that others may run meanwhile. */
  readonly waits: () => boolean
  /** Another number whenever rows were changed: what is listened on follows from them. */
  readonly version: () => number
  /** Called when a request was done, before its answer goes out: who keeps or tells what was changed. */
  readonly settle: () => void
  readonly hooks: ServiceHooks
  /** Runs an answer at the expense of the device. */
  readonly charge: <T>(answer: () => T) => T
  /** Runs an answer so that it leaves nothing behind where it fails. */
  readonly transact: <T>(answer: () => T) => T
  /** The failure of what was thrown; throws what the device does not outlive. */
  readonly outlived: (error: unknown) => Failure
  /** Told of an answer that failed. */
  readonly told: (failure: Failure) => void
}

/** Who waits lets others run, who may wait: so deep and no deeper where nobody has made room for more on the stack. */
const usual = 16

export class Services {
  readonly #options: ServicesOptions
  /** What was last listened on. */
  #open: readonly Listener[] = []
  /** The version of the rows that was last looked at. */
  #seen = -1
  #pages: readonly Pages[] | undefined
  #answered = 0
  /** Who speaks with clients of SSH; undefined: nobody listens for them. */
  ssh: SshService | undefined
  #door: Door | undefined
  #listening: Attended | undefined
  /** Requests that have come and were not begun. */
  readonly #queue: (() => void)[] = []
  #depth = 0
  /** How deep those who wait may stand in each other. */
  deepest = usual
  /** So many waited that others had to; until half of them have ended. */
  #isCrowded = false

  constructor(options: ServicesOptions) {
    this.#options = options
  }

  /** How many requests were answered. */
  get answered(): number {
    return this.#answered
  }

  /** Hands in who speaks for the device beside its pages. */
  attach(door: Door): void {
    this.#door = door
  }

  /** Listens through another network than the host's from now on; undefined: through the host's again. */
  listenWith(network: Attended | undefined): ReadonlyMap<string, Opened | NetworkFault> | undefined {
    this.#listening?.listen([], () => undefined)
    this.#listening = network
    this.#open = []
    return this.open()
  }

  /** Before the device waits: listens on what the menus say now, tells what was changed, does what has come. */
  look(): void {
    const version = this.#options.version()
    if (version !== this.#seen) {
      this.open()
      this.#seen = version
    }
    this.#options.settle()
    this.drain()
  }

  /** Sleeps as the host's clock does, and answers meanwhile what comes through another network than the host's. */
  sleep(ns: bigint, clock: Clock): boolean {
    const attended = this.#listening
    if (attended === undefined) return clock.sleep(ns)
    if (attended.attend(0)) return true
    if (clock.passes !== true) return clock.sleep(ns)
    for (const end = clock.now() + ns; ;) {
      if (!clock.sleep(0n)) return false
      const left = Number(end - clock.now()) / 1_000_000
      if (left <= 0) return true
      if (attended.attend(Math.min(left, slice))) return true
    }
  }

  /** Listens on what the menus say now; by service where each is reached or why it is not. Nothing without a network. */
  open(): ReadonlyMap<string, Opened | NetworkFault> | undefined {
    const network = this.#listening ?? this.#options.host.network
    if (network === undefined) return undefined
    const wanted = this.listeners
    if (isSame(wanted, this.#open)) return undefined
    this.#open = wanted
    return network.listen(
      wanted,
      (request) => this.#receive(request),
      (connection) => this.connect(connection),
      this.#counted(),
    )
  }

  /** What the menus want to be listened on. */
  get listeners(): readonly Listener[] {
    return this.#options.hooks.listeners().filter(({ ssh }) => ssh === undefined || this.ssh !== undefined)
  }

  /** What comes from clients of SSH may have changed the device. */
  #counted(): SshService | undefined {
    const { ssh } = this
    return (
      ssh && {
        hostKey: () => ssh.hostKey(),
        take: (event, say) => {
          this.#answered++
          ssh.take(event, say)
        },
      }
    )
  }

  /** Whether a service speaks with who comes from an address. */
  admits(service: string, from: string): boolean {
    return this.#options.hooks.admits(service, from)
  }

  /** What the device answers to a request; undefined: it closes the connection, or its door answers later. */
  answer(request: WebRequest): WebResponse | undefined {
    if (this.#door?.owns(request.path) !== true) return this.#options.charge(() => this.#answer(request))
    if (!this.#options.hooks.admits(request.service, request.from)) return undefined
    this.#answered++
    const here: { response?: WebResponse | undefined } = {}
    this.#door.answer(request, (response) => (here.response = response))
    this.#options.settle()
    return here.response
  }

  /** Takes a connection to a service that is no web service; undefined: it is closed. */
  connect(connection: Connection): Talk | undefined {
    return this.#options.hooks.admits(connection.service, connection.from) ? this.#door?.connect(connection) : undefined
  }

  /**
   * Does a piece of work for somebody outside: at once where nothing runs or what runs waits, else when that has ended or waits. So what
   * computes is done one after the other, and nobody waits for one who only waits.
   */
  take(work: () => void): void {
    this.#queue.push(work)
    this.drain()
  }

  /** Does what has come meanwhile, where it may be done now. */
  drain(): void {
    while (this.#queue.length > 0 && this.#mayBegin()) {
      const work = this.#queue.shift()
      this.#depth++
      this.#answered++
      try {
        work?.()
        this.#options.settle()
      } catch (error) {
        this.#options.told(this.#options.outlived(error))
      } finally {
        this.#depth--
      }
    }
  }

  /**
   * Where nothing runs, or what runs waits. An answer goes out when what was begun within its wait has ended, so
   * where too many wait in each
   * other, half of them end before others begin: those begin together then, and not each when the last one has waited for as long as it.
   */
  #mayBegin(): boolean {
    if (this.#depth === 0) return true
    if (this.#depth >= this.deepest) this.#isCrowded = true
    else if (this.#depth <= this.deepest / 2) this.#isCrowded = false
    return !this.#isCrowded && this.#options.waits()
  }

  #receive(request: WebRequest): WebResponse | undefined | Later {
    const door = this.#door
    if (door?.owns(request.path) !== true) return this.answer(request)
    if (!this.#options.hooks.admits(request.service, request.from)) return undefined
    // It begins when there is somebody to tell the answer to.
    return {
      later: (respond) =>
        this.take(() =>
          door.answer(request, (response) => {
            this.#options.settle()
            respond(response)
          }),
        ),
    }
  }

  #answer(request: WebRequest): WebResponse | undefined {
    const { hooks, transact, outlived, told } = this.#options
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
        const failure = outlived(error)
        told(failure)
        return plainText(500, failure.message)
      }
    }
    return plainText(404, there.length > 0 ? 'not found' : 'offbox does not model the pages of a device')
  }
}

/** A page of text. */
export const plainText = (status: number, words: string): WebResponse => ({
  status,
  headers: [['Content-Type', 'text/plain']],
  body: Buffer.from(`${words}\n`, 'latin1'),
})

const isSame = (one: readonly Listener[], other: readonly Listener[]): boolean =>
  one.length === other.length &&
  one.every(({ service, port, most, tls, ssh }, at) => {
    const same = other[at]
    return (
      same?.service === service &&
      same.port === port &&
      same.most === most &&
      same.tls?.versions === tls?.versions &&
      isSameSsh(same.ssh, ssh) &&
      same.tls?.identity?.key === tls?.identity?.key &&
      isSameChain(same.tls?.identity?.chain, tls?.identity?.chain)
    )
  })

const isSameSsh = (one: SshSettings | undefined, other: SshSettings | undefined): boolean =>
  one?.hostKey === other?.hostKey && one?.strong === other?.strong && one?.ciphers?.join() === other?.ciphers?.join()

const isSameChain = (one: readonly Uint8Array[] = [], other: readonly Uint8Array[] = []): boolean =>
  one.length === other.length && one.every((der, at) => Buffer.compare(der, other[at] ?? new Uint8Array()) === 0)
