// Owns the clock that a device reads: the host's, as far ahead of it (or behind) as somebody has set it.
import type { Clock } from '../../host/host.ts'

export class WallClock implements Clock {
  declare readonly passes?: true
  readonly #host: Clock
  #ahead = 0n

  constructor(host: Clock) {
    this.#host = host
    if (host.passes === true) this.passes = true
  }

  /** How far it is ahead of the host's, in nanoseconds: what has passed is told by `now` less this, however often it was set. */
  get ahead(): bigint {
    return this.#ahead
  }

  now(): bigint {
    return this.#host.now() + this.#ahead
  }

  sleep(ns: bigint): boolean {
    return this.#host.sleep(ns)
  }

  /** Sets it to `now`, in nanoseconds since 1970; returns by how much that is later than it was. */
  set(now: bigint): bigint {
    const later = now - this.now()
    this.#ahead += later
    return later
  }
}
