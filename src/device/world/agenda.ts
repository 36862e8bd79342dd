// Owns a device's time: waiting, and what comes due while it passes.
import type { Failure } from '../../diagnostic/failure.ts'
import type { Clock } from '../../host/host.ts'
import type { Dated, Waiting } from '../../schema/menu.ts'
import { look, timeLeft } from '../../value/limits.ts'

/** Work that waits lets other work run, which may wait: so deep and no deeper. */
const maxNestedWaits = 16

/** Nanoseconds in a millisecond. */
const milli = 1_000_000

/** Timed work of a menu, asked of its device; see `Timed` of schema/menu.ts. */
export interface Work {
  /** The menu without whose rows nothing comes due; undefined: it is always asked. */
  readonly of: string | undefined
  next(): bigint | undefined
  run(): void
  /** What is still waiting for others. */
  waits(): readonly Waiting[]
  /** What others give the device that ends at a date of theirs. */
  dated(): readonly Dated[]
}

/** What an agenda needs of its device. */
export interface AgendaOptions {
  readonly clock: Clock
  /** By how much somebody has set that clock ahead, in nanoseconds: waits are as long as they are, whatever it is set to. */
  readonly ahead: () => bigint
  /** All work that may come due; asked once, when somebody first waits. */
  readonly timed: () => readonly Work[]
  /** Whether somebody has looked at the rows of a menu. */
  readonly used: (path: string) => boolean
  /** Called before each wait: opens and closes what the device listens on. */
  readonly listen: () => void
  /** Runs work so that it leaves nothing behind where it fails. */
  readonly transact: (work: () => void) => void
  /** The failure of what was thrown; throws what the device does not outlive. */
  readonly outlived: (error: unknown) => Failure
  /** Told of work that failed. */
  readonly told: (failure: Failure) => void
}

/** What comes due next, and what is to be done then. */
interface Due {
  readonly at: bigint
  readonly work: Work
}

export class Agenda {
  readonly #options: AgendaOptions
  #works: readonly Work[] | undefined
  #depth = 0
  /** How long the innermost wait is, in nanoseconds. */
  #innermost = 0n
  /** What failed and did not move its time on: it is not done again at that time. */
  readonly #stuck = new Map<Work, bigint>()
  #done = 0

  constructor(options: AgendaOptions) {
    this.#options = options
  }

  /** How many things that came due were done. */
  get done(): number {
    return this.#done
  }

  /**
   * Waits so many nanoseconds: all waiting of a device goes through here. What comes due in that time is done when it is due, requests to
   * its services are answered. Returns false if the user interrupts; throws an uncatchable Failure if the caller's limit on time comes
   * first. Due work runs one at a time; if it waits, everything behind it waits too.
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

  /** Whether what runs waits: not where it only looks for what has come due. */
  get waits(): boolean {
    return this.#innermost > 0n
  }

  #wait(ns: bigint): boolean {
    const { clock, ahead } = this.#options
    const over = clock.now() - ahead() + ns
    // Requests that have come are answered even where nothing is to be waited for.
    if (ns <= 0n && !clock.sleep(0n)) return false
    // Where a clock tells that the time is over and it is not, it only tells the time: the rest passes at once.
    let told = false
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
      const left: number = told ? Infinity : timeLeft()
      if (Number(until - now) <= left * milli) {
        if (!clock.sleep(until - now)) return false
        // Something came: perhaps that who waits here is to stop.
        if (clock.now() < until) look()
        continue
      }
      const most: bigint = BigInt(Math.ceil(left + 1) * milli)
      if (!clock.sleep(most)) return false
      look()
      told = clock.now() - now >= most
    }
  }

  /** When something comes due next, in nanoseconds since 1970; undefined where nothing does. */
  get next(): bigint | undefined {
    return this.#next()?.at
  }

  /** What is still waiting for others. */
  get waiting(): readonly Waiting[] {
    this.#works ??= this.#options.timed()
    return this.#works.flatMap((work) => (this.#isUsed(work) ? work.waits() : []))
  }

  /** What others give the device that ends at a date of theirs. */
  get dated(): readonly Dated[] {
    this.#works ??= this.#options.timed()
    return this.#works.flatMap((work) => (this.#isUsed(work) ? work.dated() : []))
  }

  #isUsed({ of }: Work): boolean {
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

  /** False where the user interrupts. */
  #do({ at, work }: Due): boolean {
    const { transact, outlived, told } = this.#options
    this.#depth++
    this.#done++
    // What it does is no wait of whoever waits.
    const outer = this.#innermost
    this.#innermost = 0n
    try {
      transact(() => work.run())
    } catch (error) {
      const failure = outlived(error)
      if (failure.cause?.kind === 'interrupted') return false
      told(failure)
      if (work.next() === at) this.#stuck.set(work, at)
    } finally {
      this.#innermost = outer
      this.#depth--
    }
    return true
  }
}
