// Owns the clock of a device: the host's, with the offset by which it was set.
import type { Clock, Host } from '../../host/host.ts'

/** A device's clock: the host's with an offset. */
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

  /** The offset to the host's clock, in nanoseconds: `now` less this measures elapsed time, however often it was set. */
  get ahead(): bigint {
    return this.#ahead
  }

  now(): bigint {
    return this.#host.now() + this.#ahead
  }

  sleep(ns: bigint): boolean {
    return this.#host.sleep(ns)
  }

  /** When the device was last started, in nanoseconds since 1970: setting the clock shifts it, so the uptime stays the same. */
  get startedAt(): bigint {
    return this.#startedAt
  }

  /** Marks the start of the device. */
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

/** Returns the host with another clock. */
export const withClock = (host: Host, clock: Clock): Host => ({
  clock,
  random: host.random,
  keys: host.keys,
  files: host.files,
  network: host.network,
  authorities: () => host.authorities?.() ?? [],
  trusted: () => host.trusted?.() ?? [],
})
