// Owns the second tier of a machine, which compiles loops and functions to JavaScript when they have run often enough.
import type { Value } from '../value/value.ts'
import type { Count, Each, Loop } from './form.ts'
import type { Frame, Machine } from './machine.ts'
import type { Thresholds } from './thresholds.ts'
import type { Walk } from './walk.ts'

/**
 * The maximum number of regions (compiled loops and functions) of a machine: each takes 6 to 10 kB, and `:parse` can create code endlessly.
 */
const maxRegions = 2_000

/** The second tier of one machine, with its budget of regions. */
export class Tier {
  readonly thresholds: Thresholds
  #left = maxRegions

  constructor(thresholds: Thresholds) {
    this.thresholds = thresholds
  }

  /** Takes one region from the budget; false if none is left. */
  take(): boolean {
    return this.#left > 0 && this.#left-- > 0
  }

  /** Stops generating regions: the process forbids code generation. */
  stop(): void {
    this.#left = 0
  }
}

// A loop region starts in an iteration whose step is already counted. It returns when a limit check is due in a later iteration, whose step
// is then counted, too.

/** Continues a `:for` with the iteration `at`. Returns the iteration at which a limit check is due, false if the loop has ended. */
export type CountRegion<M extends Machine> = (frame: Frame<M>, at: number, last: number, by: number) => number | false
/**
 * Continues a `:while` or `:do while=` behind the step of an iteration. Returns true if a limit check is due, false if the loop has ended.
 */
export type LoopRegion<M extends Machine> = (frame: Frame<M>) => boolean
/** Continues a `:foreach` at the position `at`. Returns the position at which a limit check is due, false if the loop has ended. */
export type EachRegion<M extends Machine> = (frame: Frame<M>, walk: Walk, at: number) => number | false
/** A function or a script, called with the machine and `$0`, `$1`, ... */
export type RoutineRegion = (machine: Machine, ...positional: readonly Value[]) => Value

/** Generates the regions of one sealed body; each method returns undefined if only closures are possible. */
export interface Regions<M extends Machine> {
  readonly tier: Tier
  count(form: Count, frame: Frame<M>): CountRegion<M> | undefined
  loop(form: Loop, frame: Frame<M>): LoopRegion<M> | undefined
  each(form: Each, frame: Frame<M>): EachRegion<M> | undefined
  /** The body itself; `size` is the number of its slots. */
  routine(size: number): RoutineRegion | undefined
}

/** Counts the iterations of one loop over all its runs, and stores its region. */
export class LoopCounter<M extends Machine, R> {
  /** The number of iterations until it is hot. */
  left: number
  #make: ((frame: Frame<M>) => R | undefined) | undefined
  #region: R | undefined

  constructor(iterations: number, make: (frame: Frame<M>) => R | undefined) {
    this.left = iterations
    this.#make = make
  }

  /** The region of a hot loop, generated at the first call. Undefined for a frame with named arguments, which regions do not support. */
  region(frame: Frame<M>): R | undefined {
    if (frame.named !== undefined) return undefined
    if (this.#make === undefined) return this.#region
    this.#region = this.#make(frame)
    this.#make = undefined
    if (this.#region === undefined) this.left = Infinity
    return this.#region
  }
}
