// Owns batching responses to the network's thread: sending a message costs more than most responses do.
import { latin1Of } from '../../../text/bytes.ts'
import type { WebResponse } from '../../host.ts'
import type { Response } from './channel.ts'

/** The time, in milliseconds, after which a waiting response is sent although the device computes. */
const maxDelayMs = 10

/** The number of responses that are sent without waiting for more. */
const maxBatch = 16

/** Responses that are sent together. */
export class ResponseBatch {
  readonly #send: (all: readonly Response[]) => void
  /** The current batch; undefined: each response is sent by itself. */
  #all: Response[] | undefined
  /** The time of the batch's first response, in milliseconds since 1970. */
  #since = 0
  /** The number of nested calls of `during`: responses are sent before one waits, and when the outermost has ended. */
  #taking = 0

  constructor(send: (all: readonly Response[]) => void) {
    this.#send = send
  }

  /** Starts batching. */
  begin(): void {
    this.#all ??= []
  }

  push(id: number, response: WebResponse | undefined): void {
    const one = { id, response: response && { ...response, body: latin1Of(response.body) } }
    if (this.#all === undefined) return this.#send([one])
    if (this.#all.push(one) === 1) this.#since = Date.now()
    if (this.#taking === 0 || this.#all.length >= maxBatch) this.flush()
  }

  /** Runs `take`, which handles requests; responses meanwhile may be batched. */
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

  /** Sends a batch that has waited long enough. */
  flushLate(): void {
    if (Date.now() - this.#since >= maxDelayMs) this.flush()
  }

  /** Drops the batch: the thread has ended. */
  clear(): void {
    if (this.#all !== undefined) this.#all = []
  }
}
