// Owns when hot code becomes JavaScript of its own: the second tier of a machine, and how often a loop or a function has been executed.
import type { Value } from '../value/value.ts'
import type { Count, Each, Loop } from './form.ts'
import type { Frame, Machine } from './machine.ts'
import type { Thresholds } from './thresholds.ts'
import type { Walk } from './walk.ts'

/** Regions (loops and functions) that a machine may have as JavaScript: each keeps 6 to 10 kB, and `:parse` makes new code without end. */
const mostRegions = 2_000

/** The second tier of one machine: what is hot there, and how much JavaScript it has made. */
export class Tier {
  readonly thresholds: Thresholds
  #left = mostRegions

  constructor(thresholds: Thresholds) {
    this.thresholds = thresholds
  }

  /** Whether one more region may be made; counts it. */
  take(): boolean {
    return this.#left > 0 && this.#left-- > 0
  }

  /** No region any more: the process forbids code that is made of text. */
  stop(): void {
    this.#left = 0
  }
}

// A region goes on in a turn that is paid for. It returns where a look is due in a later one, which is paid for then, too.

/** A `:for` that goes on with the turn `at`. Returns the turn in which a look is due, false where the loop is over. */
export type CountRegion<M extends Machine> = (frame: Frame<M>, at: number, last: number, by: number) => number | false
/** A `:while` or `:do while=` that goes on behind the step of a turn. Returns true where a look is due, false where it is over. */
export type LoopRegion<M extends Machine> = (frame: Frame<M>) => boolean
/** A `:foreach` that goes on at the position `at`. Returns the one at which a look is due, false where it is over. */
export type EachRegion<M extends Machine> = (frame: Frame<M>, walk: Walk, at: number) => number | false
/** A function or a script: called with the machine and `$0`, `$1`, ... */
export type RoutineRegion = (machine: Machine, ...positional: readonly Value[]) => Value

/** What makes regions of one sealed body; each is undefined where the closures are all there is. */
export interface Regions<M extends Machine> {
  readonly tier: Tier
  count(form: Count, frame: Frame<M>): CountRegion<M> | undefined
  loop(form: Loop, frame: Frame<M>): LoopRegion<M> | undefined
  each(form: Each, frame: Frame<M>): EachRegion<M> | undefined
  /** The body itself; `size` is the number of its slots. */
  routine(size: number): RoutineRegion | undefined
}

/** How often one loop has turned, in all its executions, and its region. */
export class Heat<M extends Machine, R> {
  /** Turns to come before it is hot. */
  left: number
  #make: ((frame: Frame<M>) => R | undefined) | undefined
  #region: R | undefined

  constructor(turns: number, make: (frame: Frame<M>) => R | undefined) {
    this.left = turns
    this.#make = make
  }

  /** The region of a loop that is hot, for this frame: an activation with named arguments keeps to closures. */
  region(frame: Frame<M>): R | undefined {
    if (frame.named !== undefined) return undefined
    if (this.#make === undefined) return this.#region
    this.#region = this.#make(frame)
    this.#make = undefined
    if (this.#region === undefined) this.left = Infinity
    return this.#region
  }
}
