// Owns the clock that a device reads: the host's, as far ahead of it (or behind) as somebody has set it.
import type { Clock, Host } from '../../host/host.ts'

export class WallClock implements Clock {
  declare readonly passes?: true
  readonly #host: Clock
  #ahead = 0n
  #startedAt: bigint

  constructor(host: Clock) {
    this.#host = host
    this.#startedAt = host.now()
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

  /** When the device was last started, in nanoseconds since 1970: for how long it is up does not change where the clock is set. */
  get startedAt(): bigint {
    return this.#startedAt
  }

  /** The device starts. */
  start(): void {
    this.#startedAt = this.now()
  }

  /** Sets it to `now`, in nanoseconds since 1970, until the host's process ends. */
  set(now: bigint): void {
    const later = now - this.now()
    this.#ahead += later
    this.#startedAt += later
  }
}

/** A host that has another clock. */
export const withClock = (host: Host, clock: Clock): Host => ({
  clock,
  random: host.random,
  keys: host.keys,
  files: host.files,
  network: host.network,
  authorities: () => host.authorities?.() ?? [],
  trusted: () => host.trusted?.() ?? [],
})
