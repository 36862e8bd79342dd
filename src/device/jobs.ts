// Owns the jobs of a device: the scripts that run or wait for those that they started, and those that were started and have not run yet.
import { limited } from '../diagnostic/failure.ts'
import type { Clock } from '../host/host.ts'
import type { Job } from './who.ts'
import type { Work } from './world/agenda.ts'

/** Jobs that may stand there before they run. */
const most = 1000

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
    if (this.#started.size >= most) throw limited(`more than ${most} jobs wait to be run`)
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

  /** Those that have not run yet never will. */
  giveUp(): void {
    for (const job of this.#started.keys()) this.#all.delete(job)
    this.#started.clear()
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
