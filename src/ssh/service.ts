// Owns the device's side of SSH: accepts logins, and dispatches lines, keys and file operations of clients.
import type { KeyObject } from '../crypto.ts'
import { logIn, logOut, logRefused } from '../device/login.ts'
import type { SshEvent, SshMessage, SshService } from '../host/ssh.ts'
import type { Served } from '../remote/served.ts'
import { hostKeyOf } from '../menus/ip/ssh/host-key.ts'
import type { Checker } from '../resolve/check/checker.ts'
import { SshConsole } from './console.ts'
import { exec, type ExitStatus } from './exec.ts'
import { operate } from './files.ts'
import { attemptLogin, parametersOf } from './login.ts'
import type { ChannelContext, Channel, SshClient } from './channel.ts'

/** The device that is served. */
export interface SshOptions {
  readonly device: Pick<Served, 'router' | 'session'>
  /** The checker of the device's release, for completion and colours. */
  readonly checker: () => Checker
  /** The meaning of a line's exit status (see README). */
  readonly exitStatus: ExitStatus
  readonly interrupted: () => boolean
}

type SendMessage = (message: SshMessage) => void

/** Serves SSH clients on a device from now on, if the host listens for them. */
export function openSsh(options: SshOptions): void {
  options.device.router.services.ssh = new Ssh(options)
}

class Ssh implements SshService {
  readonly #options: SshOptions
  readonly #around: ChannelContext
  readonly #clients = new Map<number, SshClient>()
  readonly #consoles = new Map<number, SshConsole>()
  /** Control cells of running and waiting lines, by channel. */
  readonly #controls = new Map<number, Int32Array>()

  constructor(options: SshOptions) {
    const { device, checker, interrupted } = options
    this.#options = options
    this.#around = { device, checker, interrupted, running: [] }
  }

  hostKey(): KeyObject {
    return hostKeyOf(this.#options.device.router)
  }

  take(event: SshEvent, send: SendMessage): void {
    const { router } = this.#options.device
    switch (event.what) {
      case 'connect':
        return send({ id: event.id, answer: { isTaken: router.services.admits('ssh', event.from) } })
      case 'login':
        return send({ id: event.id, answer: { isTaken: this.#login(event, send) } })
      case 'file': {
        const client = this.#clients.get(event.login)
        const nobody = { refused: 'denied', why: 'not logged in' } as const
        return send({ id: event.id, answer: client === undefined ? nobody : operate(router, client.user, event.operation) })
      }
      case 'exec':
        this.#controls.set(event.channel, event.control)
        return router.services.take(() => this.#exec(event, send))
      case 'shell': {
        const channel = this.#channelOf(event, send)
        if (channel !== undefined) this.#consoles.set(event.channel, new SshConsole(this.#around, channel, event.terminal))
        return
      }
      case 'keys': {
        const { channel, keys, bytes, ended } = event
        return router.services.take(() => this.#consoles.get(channel)?.keys(keys, bytes, ended))
      }
      case 'size':
        return this.#consoles.get(event.channel)?.resize(event.width, event.height)
      case 'close':
        this.#consoles.get(event.channel)?.close()
        this.#consoles.delete(event.channel)
        this.#controls.delete(event.channel)
        return
      case 'disconnect': {
        const client = this.#clients.get(event.login)
        this.#clients.delete(event.login)
        if (client !== undefined) logOut(router, client.login)
      }
    }
  }

  #login({ login, name, from, proof }: Extract<SshEvent, { what: 'login' }>, send: SendMessage): boolean {
    const { router } = this.#options.device
    const { user, isFailure } = attemptLogin(router, { name, from, proof })
    if (isFailure) logRefused(router, name, from, 'ssh')
    // An accepted but unsigned key does not log in yet.
    if (user === undefined || ('key' in proof && !proof.signed)) return user !== undefined
    const end = (): void => send({ disconnects: login })
    this.#clients.set(login, { user, parameters: parametersOf(name), login: logIn(router, user, { address: from, via: 'ssh', end }) })
    return true
  }

  #channelOf(
    { login, channel, control }: { readonly login: number; readonly channel: number; readonly control: Int32Array },
    send: SendMessage,
  ): Channel | undefined {
    const client = this.#clients.get(login)
    return client && { number: channel, client, control, send }
  }

  #exec(event: Extract<SshEvent, { what: 'exec' }>, send: SendMessage): void {
    const channel = this.#channelOf(event, send)
    // A client that disconnected before its turn is skipped.
    if (channel === undefined || !this.#controls.delete(event.channel)) return
    exec(this.#around, channel, event.line, this.#options.exitStatus)
  }
}
