// Owns the device's side of SSH: what clients ask is handed to the device, and what it prints goes out in pieces of some size.
import type { SshEvent, SshSaying, SshService } from '../../ssh.ts'

/** Bytes that are gathered before they are sent, at most. */
const maxGatheredBytes = 32_768

export class SshPort {
  readonly #send: (saying: SshSaying) => void
  /** What was printed and not sent yet, by channel. */
  readonly #printed = new Map<number, { parts: string[]; length: number }>()
  service: SshService | undefined

  constructor(send: (saying: SshSaying) => void) {
    this.#send = send
  }

  /** Hands something to the device; without a service nobody is let in. */
  take(event: SshEvent): void {
    if (this.service !== undefined) this.service.take(event, (saying) => this.#say(saying))
    else if ('id' in event) this.#send({ id: event.id, answer: { isTaken: false } })
    this.flush()
  }

  #say(saying: SshSaying): void {
    if (!('bytes' in saying)) {
      this.flush()
      return this.#send(saying)
    }
    const { channel, bytes } = saying
    const printed = this.#printed.get(channel) ?? { parts: [], length: 0 }
    printed.parts.push(bytes)
    printed.length += bytes.length
    this.#printed.set(channel, printed)
    if (printed.length >= maxGatheredBytes) this.flush()
  }

  /** Sends what was printed: before the device waits, and when it is done. */
  flush(): void {
    for (const [channel, { parts }] of this.#printed) this.#send({ channel, bytes: parts.join('') })
    this.#printed.clear()
  }
}
