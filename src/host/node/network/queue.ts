// Owns a bound on requests that wait for the device: how many, and how many bytes of bodies they hold.

const bounds = { requests: 1024, bytes: 1 << 26 }

/** A request's place among those that wait. */
export interface QueuePlace {
  /** Takes in more of its body; false where all bodies together have become too large. */
  hold(bytes: number): boolean
  leave(): void
}

export class Queue {
  #requests = 0
  #bytes = 0

  /** A place; undefined where too many wait. */
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
