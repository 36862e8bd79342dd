// Owns answers that wait for others to go to the network's thread with them: handing over costs more than most answers do.
import type { WebResponse } from '../../host.ts'
import type { Response } from './channel.ts'

/** An answer that has lain for so many milliseconds goes out though the device computes. */
const readiness = 10

/** So many answers are handed over without waiting for more. */
const together = 16

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

export class Gathered {
  readonly #send: (all: readonly Response[]) => void
  /** Those that go out together; undefined: each goes out by itself. */
  #all: Response[] | undefined
  /** When the first of them came. */
  #since = 0
  /** How many take what has come, within each other: what they answer goes out before one waits, and where the outermost has ended. */
  #taking = 0

  constructor(send: (all: readonly Response[]) => void) {
    this.#send = send
  }

  /** From now on they go out together. */
  begin(): void {
    this.#all ??= []
  }

  push(id: number, response: WebResponse | undefined): void {
    const one = { id, response: response && { ...response, body: textOf(response.body) } }
    if (this.#all === undefined) return this.#send([one])
    if (this.#all.push(one) === 1) this.#since = Date.now()
    if (this.#taking === 0 || this.#all.length >= together) this.flush()
  }

  /** Takes what has come; what is answered meanwhile may wait for more. */
  during(take: () => void): void {
    this.#taking++
    try {
      take()
    } finally {
      if (--this.#taking === 0) this.flush()
    }
  }

  flush(): void {
    if (this.#all === undefined || this.#all.length === 0) return
    const all = this.#all
    this.#all = []
    this.#send(all)
  }

  /** Sends what has lain for long enough. */
  flushLate(): void {
    if (Date.now() - this.#since >= readiness) this.flush()
  }

  /** Forgets them: there is nobody to send them to. */
  clear(): void {
    if (this.#all !== undefined) this.#all = []
  }
}
