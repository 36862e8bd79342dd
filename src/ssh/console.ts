// Owns an interactive console over SSH: a shell whose keys arrive over the network.
import { Failure } from '../diagnostic/failure.ts'
import type { SshKey, SshTerminal } from '../host/ssh.ts'
import type { Terminal } from '../device/actor.ts'
import { coloursOf, hintAt, isSecret, offersAt, type ConsolePlace } from '../shell/assistant.ts'
import type { ShellCallbacks } from '../shell/callbacks.ts'
import { Shell } from '../shell/shell.ts'
import { isSince } from '../schema/release.ts'
import type { Session } from '../session.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { failureLine, isStopped, logGaps, onTerminal, whileRunning, type ChannelContext, type Channel } from './channel.ts'

/** The terminal size for clients that report none. */
const standard = { width: 80, height: 24 } as const

/** Requests the terminal's identity (DECID); automated clients (ansible's network_cli) wait for this request. */
const probe = '\x1bZ'

/** The longest single wait for a user's answer, in nanoseconds. */
const slice = 20_000_000n

/** Work for when no key is being processed: run an entry, or toggle safe mode. */
type Task = { readonly feed: string } | { readonly safe: true }

/** The console of one channel. */
export class SshConsole {
  readonly #around: ChannelContext
  readonly #channel: Channel
  readonly #session: Session
  readonly #shell: Shell
  /** Whether the user chose a fixed width. */
  readonly #isWidthFixed: boolean
  #task: Task | undefined
  #isWorking = false
  /** Whether the input has ended. */
  #isEnded = false
  #isOver = false
  #gaps = 0
  /** Bytes of keys received while a command ran, not yet acknowledged to the client. */
  #untaken = 0
  /** The user's reply to the running command. */
  #reply: { readonly value: string | number | undefined } | undefined

  constructor(around: ChannelContext, channel: Channel, terminal: SshTerminal | undefined) {
    const { parameters, user } = channel.client
    const width = parameters.width ?? (terminal?.width || standard.width)
    this.#around = around
    this.#channel = channel
    this.#isWidthFixed = parameters.width !== undefined
    this.#session = around.device.session({
      door: 'console',
      width,
      user: user.name,
      policies: user.policies,
      onTerminal: true,
      interrupted: () => isStopped(around, channel),
      write: (bytes) => this.#write(onTerminal(bytes)),
      terminal: this.#terminal(),
    })
    this.#shell = new Shell({
      callbacks: this.#callbacks(),
      width,
      height: parameters.height ?? (terminal?.height || standard.height),
      history: [],
      isColoured: terminal !== undefined && terminal.name !== 'dumb' && !parameters.isPlain && !parameters.isDumb,
      help: () => 'Tab completes, F1 shows help, Ctrl-X is safe mode, Ctrl-D or /quit leaves\n',
    })
    this.#write(onTerminal(`\n\n  RouterOS ${this.#device.release.text} by offbox\n\nPress F1 for help\n\n`))
    if (parameters.asksTerminal) this.#write(probe)
    this.#ready(false)
  }

  get #device(): ChannelContext['device']['router'] {
    return this.#around.device.router
  }

  #write(bytes: string): void {
    this.#channel.send({ channel: this.#channel.number, bytes })
  }

  #place(): ConsolePlace {
    return { menu: this.#session.menu, device: this.#device, checker: this.#around.checker() }
  }

  #callbacks(): ShellCallbacks {
    return {
      write: (text) => this.#write(toBytes(text)),
      submit: (text) => this.#later({ feed: text }),
      toggleSafe: () => this.#later({ safe: true }),
      ask: (kind, text, at) => {
        const hint = kind === 'help' ? hintAt(text, at, this.#place()) : undefined
        this.#shell.answer(kind, text, at, offersAt(text, at, this.#place()), hint)
      },
      look: (text) => this.#shell.colour(text, coloursOf(text, this.#place())),
      reply: (value) => (this.#reply = { value: typeof value === 'string' ? toBytes(value) : value }),
      interrupt: () => Atomics.store(this.#channel.control, 0, 1),
      end: () => this.#end(),
      // The history ends with the connection.
      keep: () => undefined,
    }
  }

  #later(task: Task): void {
    this.#task = task
    // From here on Ctrl-C applies to the next command.
    Atomics.store(this.#channel.control, 0, 0)
  }

  /** Handles keys that arrived together. `bytes` is their length; `ended`: no more will follow. */
  keys(keys: readonly SshKey[], bytes: number, ended: boolean): void {
    if (this.#isOver) return
    for (const key of keys) this.#shell.key(key)
    this.#isEnded ||= ended
    this.#untaken += bytes
    if (this.#isWorking) return this.#shell.draw()
    this.#work()
    this.#shell.draw()
    this.#channel.send({ channel: this.#channel.number, taken: this.#untaken })
    this.#untaken = 0
    if (this.#isEnded) this.#end()
  }

  resize(width: number, height: number): void {
    if (this.#isOver) return
    if (!this.#isWidthFixed) this.#session.resize(width)
    this.#shell.resize(this.#isWidthFixed ? this.#session.width : width, height)
  }

  /** The client has disconnected: stops the running command. */
  close(): void {
    Atomics.store(this.#channel.control, 0, 1)
    this.#isOver = true
    this.#shell.hangUp()
    if (!this.#isWorking) this.#session.hangUp()
  }

  #work(): void {
    this.#isWorking = true
    try {
      for (let task = this.#task; task !== undefined && !this.#isOver; task = this.#task) {
        this.#task = undefined
        this.#run(task)
      }
    } finally {
      this.#isWorking = false
    }
    if (this.#isOver) this.#session.hangUp()
  }

  #run(task: Task): void {
    const session = this.#session
    let remember = false
    if ('feed' in task) {
      remember = !isSecret(task.feed, this.#place())
      const { failure } = whileRunning(this.#around, this.#channel, () => session.feed(toBytes(task.feed)))
      if (failure !== undefined) this.#fail(failure)
      this.#gaps = logGaps(this.#around, session, this.#gaps)
    } else
      try {
        session.toggleSafe()
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        this.#fail(error)
      }
    if (session.ended) this.#end()
    else this.#ready(remember)
  }

  #fail(failure: Failure): void {
    this.#write(onTerminal(failureLine(this.#session, failure)))
  }

  #ready(remember: boolean): void {
    if (this.#isOver) return
    const releaseKeys = { questionHelps: !isSince(this.#device.release, 7, 0) }
    this.#shell.ready({ prompt: fromBytes(this.#session.prompt), remember, releaseKeys })
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    if (!this.#isWorking) this.#session.hangUp()
    this.#channel.send({ channel: this.#channel.number, exit: 0 })
  }

  #terminal(): Terminal {
    const replied = (): boolean => this.#reply !== undefined || this.#isOver || this.#isEnded || isStopped(this.#around, this.#channel)
    const take = (): string | number | undefined => {
      const value = this.#reply?.value
      this.#reply = undefined
      return value
    }
    return {
      ask: (prompt, { initial, hidden, sign = '' }) => {
        this.#reply = undefined
        this.#shell.ask({ line: fromBytes(prompt), initial: fromBytes(initial), hidden, sign })
        this.#shell.draw()
        while (!replied() && this.#device.agenda.wait(slice));
        const value = take()
        return typeof value === 'string' ? value : undefined
      },
      key: (timeout) => {
        this.#reply = undefined
        this.#shell.ask({ key: true })
        const { clock } = this.#device.host
        const end = timeout === undefined ? undefined : clock.now() + timeout
        for (let left = slice; !replied() && left > 0n && this.#device.agenda.wait(left);)
          left = end === undefined ? slice : least(slice, end - clock.now())
        const value = take()
        return typeof value === 'number' ? value : undefined
      },
    }
  }
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other)
