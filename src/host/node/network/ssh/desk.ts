// Owns what clients of SSH and the device's thread say to each other: questions with their answers, and what belongs to a channel.
import type { FileOperation, FileOutcome, SshAnswer, SshEvent, SshProof, SshSaying } from '../../../ssh.ts'

/** What is open on a channel. */
export interface Talk {
  /** The device says something; bytes. */
  write(bytes: string): void
  /** The device is done with so many bytes of keys. */
  taken(bytes: number): void
  /** It is over. */
  exit(status: number): void
}

export class Desk {
  readonly say: (event: SshEvent) => void
  readonly #asked = new Map<number, (answer: SshAnswer) => void>()
  readonly #talks = new Map<number, Talk>()
  /** How to end clients, by their logins. */
  readonly #guests = new Map<number, () => void>()
  #last = 0

  constructor(say: (event: SshEvent) => void) {
    this.say = say
  }

  /** A number that nobody else has. */
  number(): number {
    return ++this.#last
  }

  /** Whether the service speaks with who comes from an address. */
  async admits(from: string): Promise<boolean> {
    const answer = await this.#ask((id) => ({ what: 'knock', id, from }))
    return 'isTaken' in answer && answer.isTaken
  }

  /** Whether somebody may log in. `name` is a byte string. */
  async letsIn(login: number, name: string, from: string, proof: SshProof): Promise<boolean> {
    const answer = await this.#ask((id) => ({ what: 'login', id, login, name, from, proof }))
    return 'isTaken' in answer && answer.isTaken
  }

  /** What comes of an operation on the device's files. */
  async file(login: number, operation: FileOperation): Promise<FileOutcome> {
    const answer = await this.#ask((id) => ({ what: 'file', id, login, operation }))
    return 'isTaken' in answer ? { refused: 'failure', why: 'no answer' } : answer
  }

  #ask(make: (id: number) => SshEvent): Promise<SshAnswer> {
    const id = this.number()
    return new Promise((resolve) => {
      this.#asked.set(id, resolve)
      this.say(make(id))
    })
  }

  /** The number of a client's login; `end` closes their connection. */
  welcome(end: () => void): number {
    const login = this.number()
    this.#guests.set(login, end)
    return login
  }

  /** A client has gone. */
  leave(login: number): void {
    this.#guests.delete(login)
    this.say({ what: 'leave', login })
  }

  /** The number of a channel on which the device speaks to `talk`. */
  attach(talk: Talk): number {
    const channel = this.number()
    this.#talks.set(channel, talk)
    return channel
  }

  /** A channel is closed by the client; the device is told where it has not ended it itself. */
  detach(channel: number): void {
    if (this.#talks.delete(channel)) this.say({ what: 'close', channel })
  }

  take(saying: SshSaying): void {
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
