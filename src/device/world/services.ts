// Owns what a device offers to the outside: the services that it listens with, and the pages that its menus answer.
import type { Fault, Listener, Opened, WebRequest, WebResponse } from '../../host/host.ts'
import { show } from '../../value/show.ts'
import type { Router } from '../router.ts'
import { outlived } from './fault.ts'

export class Services {
  readonly #device: Router
  /** What was last listened on. */
  #open: readonly Listener[] = []
  #answered = 0

  constructor(device: Router) {
    this.#device = device
  }

  /** How many requests were answered. */
  get answered(): number {
    return this.#answered
  }

  /** Listens on what the menus say now; by service where each is reached or why it is not. Nothing without a network. */
  open(): ReadonlyMap<string, Opened | Fault> | undefined {
    const { network } = this.#device.host
    if (network === undefined) return undefined
    const wanted = this.listeners
    if (isSame(wanted, this.#open)) return undefined
    this.#open = wanted
    return network.listen(wanted, (request) => this.answer(request))
  }

  /** What the menus want to be listened on. */
  get listeners(): readonly Listener[] {
    return this.#device.acting.flatMap((menu) => menu.services?.listeners(this.#device) ?? [])
  }

  /** What the device answers to a request; undefined: it closes the connection. */
  answer(request: WebRequest): WebResponse | undefined {
    const device = this.#device
    const { service, from, path } = request
    const menus = device.acting
    if (!menus.some(({ services }) => services?.admits(service, from, device) === true)) return undefined
    this.#answered++
    for (const { web } of menus) {
      if (web === undefined || !path.startsWith(web.under)) continue
      if (service === 'www' && web.allowed !== undefined && !this.#allows(web.allowed)) continue
      try {
        const response = device.transact(() => web.answer(request, device))
        if (response !== undefined) return response
      } catch (error) {
        const { message } = outlived(device, error)
        device.log('web,error', message)
        return plainText(500, message)
      }
    }
    return plainText(
      404,
      menus.some(({ web }) => web !== undefined && path.startsWith(web.under))
        ? 'not found'
        : 'offbox does not model the pages of a device',
    )
  }

  #allows(property: string): boolean {
    const path = '/ip/service/webserver'
    return this.#device.menus.get(path) === undefined || show(this.#device.value(path, this.#device.only(path), property)) === 'true'
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
  one.every(({ service, port, most, tls }, at) => {
    const same = other[at]
    return (
      same?.service === service &&
      same.port === port &&
      same.most === most &&
      same.tls?.versions === tls?.versions &&
      same.tls?.identity?.key === tls?.identity?.key &&
      isSameChain(same.tls?.identity?.chain, tls?.identity?.chain)
    )
  })

const isSameChain = (one: readonly Uint8Array[] = [], other: readonly Uint8Array[] = []): boolean =>
  one.length === other.length && one.every((der, at) => Buffer.compare(der, other[at] ?? new Uint8Array()) === 0)
