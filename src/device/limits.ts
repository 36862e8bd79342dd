// Owns the host's limits on what one run of a script may use.
import { Failure } from '../diagnostic/failure.ts'

/** Undefined members have no bound. */
export interface Limits {
  /** Turns of loops, calls of functions. */
  readonly steps: number | undefined
  /** Calls within calls. */
  readonly depth: number | undefined
  /** Bytes printed. */
  readonly output: number | undefined
}

/** Enough for any real script; an endless one ends within seconds. */
export const defaultLimits: Limits = { steps: 1_000_000_000, depth: 2_000, output: 256 * 1024 * 1024 }

/** Limits are looked at every so many steps: a power of two. */
const interval = 1024

/** Counts against the limits. What goes over them is a Failure that no script catches. */
export class Meter {
  readonly #limits: Limits
  readonly #interrupted: (() => boolean) | undefined
  #steps = 0
  #depth = 0
  #output = 0

  /** `interrupted` is asked now and then; true stops the script. */
  constructor(limits: Limits, interrupted: (() => boolean) | undefined) {
    this.#limits = limits
    this.#interrupted = interrupted
  }

  step(): void {
    if ((++this.#steps & (interval - 1)) !== 0) return
    if (this.#interrupted?.() === true) throw new Failure('interrupted', { catchable: false })
    const { steps: most } = this.#limits
    if (most !== undefined && this.#steps > most) throw new Failure(`the script ran more than ${most} steps`, { catchable: false })
  }

  enter(): void {
    const { depth: most } = this.#limits
    if (this.#depth >= (most ?? Infinity)) throw new Failure(`functions call each other more than ${most} deep`, { catchable: false })
    this.#depth++
  }

  leave(): void {
    this.#depth--
  }

  print(bytes: number): void {
    this.#output += bytes
    const { output: most } = this.#limits
    if (most !== undefined && this.#output > most) throw new Failure(`the script printed more than ${most} bytes`, { catchable: false })
  }
}
