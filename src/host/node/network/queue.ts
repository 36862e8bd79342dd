// Owns the limits of requests queued for the device: their number, and the bytes of their bodies.

/** The maximum number of queued requests, and of bytes of their bodies. */
const bounds = { requests: 1024, bytes: 1 << 26 }

/** A request's place in the queue. */
export interface QueuePlace {
  /** Counts more bytes of its body; false where all bodies together are too large. */
  hold(bytes: number): boolean
  leave(): void
}

/** Counts the requests that wait for the device. */
export class Queue {
  #requests = 0
  #bytes = 0

  /** Returns a place; undefined where the queue is full. */
  enter(): QueuePlace | undefined {
    if (this.#requests >= bounds.requests) return undefined
    this.#requests++
    let held = 0
    return {
      hold: (bytes) => {
        held += bytes
        this.#bytes += bytes
        return this.#bytes <= bounds.bytes
      },
      leave: () => {
        this.#requests--
        this.#bytes -= held
        held = 0
      },
    }
  }
}
