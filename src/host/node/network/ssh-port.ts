// Owns the device's side of SSH: passes clients' events to the device, and sends its output in larger pieces.
import type { SshEvent, SshMessage, SshService } from '../../ssh.ts'

/** The most bytes that are collected before they are sent. */
const maxGatheredBytes = 32_768

/** The device's side of SSH. */
export class SshPort {
  readonly #send: (message: SshMessage) => void
  /** Output not sent yet, by channel. */
  readonly #printed = new Map<number, { parts: string[]; length: number }>()
  service: SshService | undefined

  constructor(send: (message: SshMessage) => void) {
    this.#send = send
  }

  /** Passes an event to the device; without a service logins are refused. */
  take(event: SshEvent): void {
    if (this.service !== undefined) this.service.take(event, (message) => this.#sendMessage(message))
    else if ('id' in event) this.#send({ id: event.id, answer: { isTaken: false } })
    this.flush()
  }

  #sendMessage(message: SshMessage): void {
    if (!('bytes' in message)) {
      this.flush()
      return this.#send(message)
    }
    const { channel, bytes } = message
    const printed = this.#printed.get(channel) ?? { parts: [], length: 0 }
    printed.parts.push(bytes)
    printed.length += bytes.length
    this.#printed.set(channel, printed)
    if (printed.length >= maxGatheredBytes) this.flush()
  }

  /** Sends collected output: before the device waits, and when it is done. */
  flush(): void {
    for (const [channel, { parts }] of this.#printed) this.#send({ channel, bytes: parts.join('') })
    this.#printed.clear()
  }
}
