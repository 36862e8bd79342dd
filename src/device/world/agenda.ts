// Owns a device's waits: sleeping, and running the scheduled work that is due meanwhile.
import type { Failure } from '../../diagnostic/failure.ts'
import type { Clock } from '../../host/host.ts'
import type { ExpiringItem, PendingItem } from '../../schema/menu-services.ts'
import { checkAllLimits, timeLeft } from '../../value/limits.ts'

/** The limit of nested waits: work that waits lets other work run, which may wait in turn. */
export const maxNestedWaits = 16

/** Nanoseconds in a millisecond. */
const nanosecondsPerMs = 1_000_000

/** Scheduled work of a menu; see `Timed` of schema/menu-services.ts. */
export interface ScheduledWork {
  /** The menu without whose rows nothing comes due; undefined: it is always called. */
  readonly of: string | undefined
  next(): bigint | undefined
  run(): void
  /** What is still waiting for others. */
  pending(): readonly PendingItem[]
  /** What others granted the device until a date. */
  expiring(): readonly ExpiringItem[]
}

/** What an agenda needs of its device. */
export interface AgendaOptions {
  readonly clock: Clock
  /** How far the clock was set ahead, in nanoseconds: the length of waits does not depend on it. */
  readonly ahead: () => bigint
  /** All scheduled work; called once, at the first wait. */
  readonly timed: () => readonly ScheduledWork[]
  /** Whether a menu's rows were used. */
  readonly used: (path: string) => boolean
  /** Called before each wait: opens and closes the device's listeners. */
  readonly listen: () => void
  /** Runs work in a transaction: where it fails, it changes nothing. */
  readonly transact: (work: () => void) => void
  /** Converts a thrown error to a Failure; throws errors that the device does not survive. */
  readonly asFailure: (error: unknown) => Failure
  /** Called with the failure of work. */
  readonly onFailure: (failure: Failure) => void
}

/** The next work and its time. */
interface Due {
  readonly at: bigint
  readonly work: ScheduledWork
}

/** Waits, and runs the work that comes due meanwhile. */
export class Agenda {
  readonly #options: AgendaOptions
  #works: readonly ScheduledWork[] | undefined
  #depth = 0
  /** The duration of the innermost wait, in nanoseconds. */
  #innermost = 0n
  /** Work that failed without moving on to a new time: it is not run again at that time. */
  readonly #stuck = new Map<ScheduledWork, bigint>()
  #done = 0

  constructor(options: AgendaOptions) {
    this.#options = options
  }

  /** How many times work was run. */
  get done(): number {
    return this.#done
  }

  /**
   * Waits `ns` nanoseconds; all waiting of a device goes through here. Work that comes due meanwhile runs at its time, requests to the
   * device's services are answered. Returns false if the user interrupts; throws an uncatchable Failure if the caller's limit on time comes
   * first. Work runs one at a time; if it waits, everything after it waits too.
   */
  wait(ns: bigint): boolean {
    const outer = this.#innermost
    this.#innermost = ns
    try {
      return this.#wait(ns)
    } finally {
      this.#innermost = outer
    }
  }

  /** Whether the current work waits: false where it only checks for due work. */
  get isWaiting(): boolean {
    return this.#innermost > 0n
  }

  #wait(ns: bigint): boolean {
    const { clock, ahead } = this.#options
    const over = clock.now() - ahead() + ns
    // Requests that have arrived are answered even where there is nothing to wait for.
    if (ns <= 0n && !clock.sleep(0n)) return false
    // Whether the clock leaps: a sleep as long as the rest of the time limit ended, and the limit was not exceeded. Then the rest is slept
    // in one piece.
    let leaps = false
    for (;;) {
      this.#options.listen()
      const now = clock.now()
      const end = over + ahead()
      const due = this.#depth < maxNestedWaits ? this.#next() : undefined
      if (due !== undefined && due.at <= now && due.at <= end) {
        if (!this.#do(due)) return false
        continue
      }
      if (now >= end) return true
      const until = due !== undefined && due.at < end ? due.at : end
      const left: number = leaps ? Infinity : timeLeft()
      if (Number(until - now) <= left * nanosecondsPerMs) {
        if (!clock.sleep(until - now)) return false
        // Something arrived: perhaps a request to stop the waiting run.
        if (clock.now() < until) checkAllLimits()
        continue
      }
      const most: bigint = BigInt(Math.ceil(left + 1) * nanosecondsPerMs)
      if (!clock.sleep(most)) return false
      checkAllLimits()
      leaps = clock.now() - now >= most
    }
  }

  /** When the next work is due, in nanoseconds since 1970; undefined where there is none. */
  get next(): bigint | undefined {
    return this.#next()?.at
  }

  /** What is still waiting for others. */
  get waiting(): readonly PendingItem[] {
    this.#works ??= this.#options.timed()
    return this.#works.flatMap((work) => (this.#isUsed(work) ? work.pending() : []))
  }

  /** What others granted the device until a date. */
  get expiring(): readonly ExpiringItem[] {
    this.#works ??= this.#options.timed()
    return this.#works.flatMap((work) => (this.#isUsed(work) ? work.expiring() : []))
  }

  #isUsed({ of }: ScheduledWork): boolean {
    return of === undefined || this.#options.used(of)
  }

  #next(): Due | undefined {
    let first: Due | undefined
    this.#works ??= this.#options.timed()
    for (const work of this.#works) {
      const at = this.#isUsed(work) ? work.next() : undefined
      if (at !== undefined && at !== this.#stuck.get(work) && (first === undefined || at < first.at)) first = { at, work }
    }
    return first
  }

  /** Runs due work. Returns false where the user interrupts. */
  #do({ at, work }: Due): boolean {
    const { transact, asFailure, onFailure } = this.#options
    this.#depth++
    this.#done++
    // Due work is not part of the wait that it interrupts.
    const outer = this.#innermost
    this.#innermost = 0n
    try {
      transact(() => work.run())
    } catch (error) {
      const failure = asFailure(error)
      if (failure.cause?.kind === 'interrupted') return false
      onFailure(failure)
      if (work.next() === at) this.#stuck.set(work, at)
    } finally {
      this.#innermost = outer
      this.#depth--
    }
    return true
  }
}
