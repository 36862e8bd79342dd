// Owns the messages between SSH clients and the device's thread: requests with their responses, and events of channels.
import type { FileOperation, FileOutcome, SshAnswer, SshEvent, SshProof, SshMessage } from '../../../ssh.ts'

/** The handler of a channel. */
export interface ChannelHandler {
  /** Called with the device's output, in bytes. */
  write(bytes: string): void
  /** Called with the number of key bytes that the device has processed. */
  taken(bytes: number): void
  /** Called when the session has ended. */
  exit(status: number): void
}

/** Sends the events of all SSH clients to the device's thread, and passes its messages on to their handlers. */
export class SshRelay {
  readonly send: (event: SshEvent) => void
  readonly #asked = new Map<number, (answer: SshAnswer) => void>()
  readonly #handlers = new Map<number, ChannelHandler>()
  /** Functions that disconnect clients, by the numbers of their logins. */
  readonly #disconnects = new Map<number, () => void>()
  #last = 0

  constructor(send: (event: SshEvent) => void) {
    this.send = send
  }

  /** Returns a new unique number. */
  number(): number {
    return ++this.#last
  }

  /** Whether the service accepts a client with this address. */
  async admits(from: string): Promise<boolean> {
    const answer = await this.#ask((id) => ({ what: 'connect', id, from }))
    return 'isTaken' in answer && answer.isTaken
  }

  /** Whether a user may log in. `name` is a byte string. */
  async authenticates(login: number, name: string, from: string, proof: SshProof): Promise<boolean> {
    const answer = await this.#ask((id) => ({ what: 'login', id, login, name, from, proof }))
    return 'isTaken' in answer && answer.isTaken
  }

  /** Runs an operation on the device's files and returns its outcome. */
  async file(login: number, operation: FileOperation): Promise<FileOutcome> {
    const answer = await this.#ask((id) => ({ what: 'file', id, login, operation }))
    return 'isTaken' in answer ? { refused: 'failure', why: 'no answer' } : answer
  }

  #ask(make: (id: number) => SshEvent): Promise<SshAnswer> {
    const id = this.number()
    return new Promise((resolve) => {
      this.#asked.set(id, resolve)
      this.send(make(id))
    })
  }

  /** Returns the number of a client's login; `end` closes the connection. */
  addLogin(end: () => void): number {
    const login = this.number()
    this.#disconnects.set(login, end)
    return login
  }

  /** Reports that a client has disconnected. */
  endLogin(login: number): void {
    this.#disconnects.delete(login)
    this.send({ what: 'disconnect', login })
  }

  /** Returns the number of a channel whose handler is `handler`. */
  attach(handler: ChannelHandler): number {
    const channel = this.number()
    this.#handlers.set(channel, handler)
    return channel
  }

  /** Reports that the client closed a channel, unless the device ended it itself. */
  detach(channel: number): void {
    if (this.#handlers.delete(channel)) this.send({ what: 'close', channel })
  }

  take(message: SshMessage): void {
    if ('id' in message) {
      this.#asked.get(message.id)?.(message.answer)
      this.#asked.delete(message.id)
      return
    }
    if ('disconnects' in message) return this.#disconnects.get(message.disconnects)?.()
    const handler = this.#handlers.get(message.channel)
    if ('bytes' in message) handler?.write(message.bytes)
    else if ('taken' in message) handler?.taken(message.taken)
    else {
      this.#handlers.delete(message.channel)
      handler?.exit(message.exit)
    }
  }
}
