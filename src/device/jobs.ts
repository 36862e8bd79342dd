// Owns the jobs of a device: the scripts that run or wait for those that they started, and those that were started and have not run yet.
import { Failure, limited } from '../diagnostic/failure.ts'
import type { Clock } from '../host/host.ts'
import type { Value } from '../value/value.ts'
import type { Job } from './who.ts'
import type { Work } from './world/agenda.ts'
import { second } from '../text/units.ts'

/** Jobs that may stand there before they run. */
const maxWaitingJobs = 1000

/** Nanoseconds after the end of a text in which a job counts as started at once. */
const atOnce = second

/**
 * A device does one thing at a time. A job that is started (`:execute`) stands here until somebody waits: it comes due at once, so the
 * agenda runs it then.
 */
export class Jobs implements Iterable<Job>, Work {
  readonly of = undefined
  readonly #clock: Clock
  readonly #all = new Set<Job>()
  readonly #started = new Map<Job, () => void>()
  #last = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** All that are there, the oldest first. */
  [Symbol.iterator](): Iterator<Job> {
    return this.#all.values()
  }

  /** A job about to run a script of that name; it is there between `enter` and `leave`. */
  make(script: string): Job {
    return { id: ++this.#last, script, started: this.#clock.now() }
  }

  enter(job: Job): void {
    this.#all.add(job)
  }

  leave(job: Job): void {
    this.#all.delete(job)
  }

  /** Keeps a job until the device has time for it. Throws a limit where too many stand there. */
  start(job: Job, run: () => void): void {
    if (this.#started.size >= maxWaitingJobs) throw limited(`more than ${maxWaitingJobs} jobs wait to be run`)
    this.#all.add(job)
    this.#started.set(job, run)
  }

  /** Takes back a job that has not run yet; false where it runs. */
  cancel(job: Job): boolean {
    return this.#started.delete(job) && this.#all.delete(job)
  }

  /** When the first job that waits to be run was started, in nanoseconds since 1970; undefined where none does. */
  next(): bigint | undefined {
    return this.#first()?.[0].started
  }

  /** Runs the first of them to its end. */
  run(): void {
    const first = this.#first()
    if (first === undefined) return
    const [job, run] = first
    this.#started.delete(job)
    try {
      run()
    } finally {
      this.#all.delete(job)
    }
  }

  waits(): readonly [] {
    return []
  }

  dated(): readonly [] {
    return []
  }

  /** Those that have not run yet never will. */
  giveUp(): void {
    for (const job of this.#started.keys()) this.#all.delete(job)
    this.#started.clear()
  }

  /**
   * What `text` returns or throws, when the jobs that it started are done; `wait` gives them time. What no script catches ends them,
   * too.
   */
  whole(text: () => Value, wait: () => void): Value {
    try {
      let ended: () => Value
      try {
        const value = text()
        ended = () => value
      } catch (error) {
        if (!isCaught(error)) throw error
        ended = () => {
          throw error
        }
      }
      this.#finish(wait)
      return ended()
    } catch (error) {
      if (!isCaught(error)) this.giveUp()
      throw error
    }
  }

  /** Jobs that were started have time now, and those that they start at once: one that starts itself after a while goes on without end. */
  #finish(wait: () => void): void {
    const end = this.#clock.now() + atOnce
    for (let next = this.next(); next !== undefined && next <= end; next = this.next()) wait()
  }

  /** A device that starts anew has none. */
  clear(): void {
    this.#all.clear()
    this.#started.clear()
  }

  #first(): [Job, () => void] | undefined {
    const [first] = this.#started
    return first
  }
}

/** Whether a script can catch it. */
const isCaught = (error: unknown): boolean => error instanceof Failure && error.catchable
