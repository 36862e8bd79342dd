// Owns what a device offers to the outside: the services that it listens with, and the pages that its menus answer.
import type { Failure } from '../../diagnostic/failure.ts'
import type { Fault, Host, Listener, Opened, WebRequest, WebResponse } from '../../host/host.ts'
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

/** What services need of their device. */
export interface ServicesOptions {
  readonly host: Pick<Host, 'network'>
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

export class Services {
  readonly #options: ServicesOptions
  /** What was last listened on. */
  #open: readonly Listener[] = []
  #pages: readonly Pages[] | undefined
  #answered = 0
  /** Who speaks with clients of SSH; undefined: nobody listens for them. */
  ssh: SshService | undefined

  constructor(options: ServicesOptions) {
    this.#options = options
  }

  /** How many requests were answered. */
  get answered(): number {
    return this.#answered
  }

  /** Listens on what the menus say now; by service where each is reached or why it is not. Nothing without a network. */
  open(): ReadonlyMap<string, Opened | Fault> | undefined {
    const { network } = this.#options.host
    if (network === undefined) return undefined
    const wanted = this.listeners
    if (isSame(wanted, this.#open)) return undefined
    this.#open = wanted
    return network.listen(wanted, (request) => this.answer(request), this.#counted())
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

  /** What the device answers to a request; undefined: it closes the connection. */
  answer(request: WebRequest): WebResponse | undefined {
    return this.#options.charge(() => this.#answer(request))
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
