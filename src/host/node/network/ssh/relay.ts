// Owns the messages between SSH clients and the device's thread: requests with their answers, and events of channels.
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

export class SshRelay {
  readonly send: (event: SshEvent) => void
  readonly #asked = new Map<number, (answer: SshAnswer) => void>()
  readonly #talks = new Map<number, ChannelHandler>()
  /** Functions that disconnect clients, by their logins. */
  readonly #guests = new Map<number, () => void>()
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
    const answer = await this.#ask((id) => ({ what: 'knock', id, from }))
    return 'isTaken' in answer && answer.isTaken
  }

  /** Whether a user may log in. `name` is a byte string. */
  async letsIn(login: number, name: string, from: string, proof: SshProof): Promise<boolean> {
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
  welcome(end: () => void): number {
    const login = this.number()
    this.#guests.set(login, end)
    return login
  }

  /** Reports that a client has disconnected. */
  leave(login: number): void {
    this.#guests.delete(login)
    this.send({ what: 'leave', login })
  }

  /** Returns the number of a channel whose handler is `talk`. */
  attach(talk: ChannelHandler): number {
    const channel = this.number()
    this.#talks.set(channel, talk)
    return channel
  }

  /** Reports that the client closed a channel, unless the device ended it itself. */
  detach(channel: number): void {
    if (this.#talks.delete(channel)) this.send({ what: 'close', channel })
  }

  take(saying: SshMessage): void {
    if ('id' in saying) {
      this.#asked.get(saying.id)?.(saying.answer)
      this.#asked.delete(saying.id)
      return
    }
    if ('leaves' in saying) return this.#guests.get(saying.leaves)?.()
    const talk = this.#talks.get(saying.channel)
    if ('bytes' in saying) talk?.write(saying.bytes)
    else if ('taken' in saying) talk?.taken(saying.taken)
    else {
      this.#talks.delete(saying.channel)
      talk?.exit(saying.exit)
    }
  }
}
