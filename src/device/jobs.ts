// Owns the jobs of a device: running scripts, scripts that wait for jobs they started, and jobs that were started and have not run yet.
import { Failure, limited } from '../diagnostic/failure.ts'
import type { Clock } from '../host/host.ts'
import type { Value } from '../value/value.ts'
import type { Job } from './actor.ts'
import type { ScheduledWork } from './world/agenda.ts'
import { second } from '../text/units.ts'

/** The maximum number of queued jobs. */
const maxWaitingJobs = 1000

/** Nanoseconds after the end of a text in which a job counts as started immediately. */
const atOnce = second

/**
 * The jobs of a device, which does one thing at a time. A job that is started (`:execute`) is queued until the device waits: it is due
 * immediately, so the agenda runs it then.
 */
export class Jobs implements Iterable<Job>, ScheduledWork {
  readonly of = undefined
  readonly #clock: Clock
  readonly #all = new Set<Job>()
  readonly #started = new Map<Job, () => void>()
  #last = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** All jobs, oldest first. */
  [Symbol.iterator](): Iterator<Job> {
    return this.#all.values()
  }

  /** Creates a job for a script of that name; it is listed between `enter` and `leave`. */
  make(script: string): Job {
    return { id: ++this.#last, script, started: this.#clock.now() }
  }

  enter(job: Job): void {
    this.#all.add(job)
  }

  leave(job: Job): void {
    this.#all.delete(job)
  }

  /** Queues a job until the device has time for it. Throws a limit's Failure where too many are queued. */
  start(job: Job, run: () => void): void {
    if (this.#started.size >= maxWaitingJobs) throw limited(`more than ${maxWaitingJobs} jobs are waiting`)
    this.#all.add(job)
    this.#started.set(job, run)
  }

  /** Removes a job that has not run yet; returns false where it is running. */
  cancel(job: Job): boolean {
    return this.#started.delete(job) && this.#all.delete(job)
  }

  /** When the first queued job was started, in nanoseconds since 1970; undefined where none is queued. */
  next(): bigint | undefined {
    return this.#first()?.[0].started
  }

  /** Runs the first queued job to its end. */
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

  pending(): readonly [] {
    return []
  }

  expiring(): readonly [] {
    return []
  }

  /** Drops all queued jobs. */
  dropQueued(): void {
    for (const job of this.#started.keys()) this.#all.delete(job)
    this.#started.clear()
  }

  /**
   * Runs `text`, then the jobs that it started, during `wait`; returns or throws what `text` did. A failure that no script catches ends the
   * jobs, too.
   */
  runWithJobs(text: () => Value, wait: () => void): Value {
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
      if (!isCaught(error)) this.dropQueued()
      throw error
    }
  }

  /**
   * Gives time to the jobs that were started, and to those that they start immediately: a job that restarts itself after a while would
   * never end.
   */
  #finish(wait: () => void): void {
    const end = this.#clock.now() + atOnce
    for (let next = this.next(); next !== undefined && next <= end; next = this.next()) wait()
  }

  /** Clears all jobs: the device restarts. */
  clear(): void {
    this.#all.clear()
    this.#started.clear()
  }

  #first(): [Job, () => void] | undefined {
    const [first] = this.#started
    return first
  }
}

/** Whether a script can catch an error. */
const isCaught = (error: unknown): boolean => error instanceof Failure && error.catchable
