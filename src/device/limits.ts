// Owns the host's limits on what scripts may use, and counting against them.
import { interrupted, limited } from '../diagnostic/failure.ts'
import { ledger } from '../value/limits.ts'

/** Undefined members have no bound. Those of a run begin anew with each text that a console is given; the others are the device's. */
export interface Limits {
  /** Turns of loops, calls, commands of menus, writes; 64 KiB of large values built count as one. */
  readonly steps: number | undefined
  /** Milliseconds of real time that a run takes, waiting included. */
  readonly time: number | undefined
  /** Bytes that the process holds for values and all else. */
  readonly memory: number | undefined
  /** Calls within calls. */
  readonly depth: number | undefined
  /** Bytes printed in a run. */
  readonly output: number | undefined
  /** Bytes of one text that is run: a file, code in a string. */
  readonly code: number | undefined
  /** Rows of all menus of the device; names of global variables. */
  readonly items: number | undefined
  /** Bytes of all files of the device, each counted as 4 KiB at least. */
  readonly files: number | undefined
}

const mebi = 1 << 20

/** Enough for any real script; an endless one ends within seconds where it computes, within an hour where it waits. */
export const defaultLimits: Limits = {
  steps: 1_000_000_000,
  time: 3_600_000,
  memory: 1024 * mebi,
  depth: 1_000,
  output: 256 * mebi,
  code: 64 * mebi,
  items: 1_000_000,
  files: 1024 * mebi,
}

/** What running costs the machine; only a host can tell. */
export interface Usage {
  /** Milliseconds of real time since any moment. */
  elapsed(): number
  /** The bound in bytes that is passed where `most` is: that one, or a lower one that the process has. Undefined where there is room. */
  over(most: number): number | undefined
}

/** Whether a run is to stop, and what it costs; each is only known where somebody tells. */
export interface Watching {
  /** Asked now and then; true stops the script. */
  readonly interrupted?: (() => boolean) | undefined
  readonly usage?: Usage | undefined
}

/** Steps from one look at the limits to the next. */
const interval = 1024
/** Looks, and bytes of values built, from one look at the memory to the next: that look takes a microsecond. */
const looksPerMemory = 16
const builtPerMemory = 64 * mebi

/** Counts a run against the limits. What goes over them is a Failure that no script catches. */
export class Meter {
  readonly #limits: Limits
  readonly #watching: Watching
  /** The steps of the ledger at which to look next. */
  #next = 0
  #firstStep = 0
  #started = 0
  #looks = 0
  #builtAt = 0
  #depth = 0
  #output = 0

  constructor(limits: Limits, watching: Watching) {
    this.#limits = limits
    this.#watching = watching
  }

  /** A run begins. */
  start(): void {
    this.#firstStep = ledger.steps
    this.#next = ledger.steps + interval
    this.#started = this.#watching.usage?.elapsed() ?? 0
    this.#looks = 0
    this.#builtAt = ledger.bytes
    this.#depth = 0
    this.#output = 0
  }

  step(): void {
    if (++ledger.steps >= this.#next) this.look()
  }

  /** Looks at all limits now. */
  look(): void {
    this.#next = ledger.steps + interval
    const { usage } = this.#watching
    if (this.#watching.interrupted?.() === true) throw interrupted()
    const { steps, time, memory } = this.#limits
    if (steps !== undefined && ledger.steps - this.#firstStep > steps) throw limited(`the script ran more than ${steps} steps`)
    if (usage === undefined) return
    if (time !== undefined && usage.elapsed() - this.#started > time) throw limited(`the script ran longer than ${time / 1000} seconds`)
    if (memory === undefined) return
    if (++this.#looks % looksPerMemory !== 0 && ledger.bytes - this.#builtAt < builtPerMemory) return
    this.#builtAt = ledger.bytes
    const bound = usage.over(memory)
    if (bound !== undefined) throw limited(`the script needs more than ${bound} bytes of memory`)
  }

  /** Milliseconds that the run may still take; Infinity where nothing bounds it. */
  get left(): number {
    const { usage } = this.#watching
    const { time } = this.#limits
    return usage === undefined || time === undefined ? Infinity : Math.max(time - (usage.elapsed() - this.#started), 0)
  }

  enter(): void {
    const { depth: most } = this.#limits
    if (this.#depth >= (most ?? Infinity)) throw limited(`calls nest more than ${most} deep`)
    this.#depth++
  }

  leave(): void {
    this.#depth--
  }

  print(bytes: number): void {
    this.#output += bytes
    const { output: most } = this.#limits
    if (most !== undefined && this.#output > most) throw limited(`the script printed more than ${most} bytes`)
  }

  /** A text is about to be read as code, which takes many times its room. */
  read(bytes: number): void {
    const { code: most } = this.#limits
    if (most !== undefined && bytes > most) throw limited(`${bytes} bytes of code are more than ${most}`)
  }

  /** A global variable is about to be made beside `count` others. */
  name(count: number): void {
    const { items: most } = this.#limits
    if (most !== undefined && count >= most) throw limited(`the device has more than ${most} global variables`)
  }
}

/** The rows that a device may have, all menus together. */
export class Room {
  readonly #most: number
  #taken = 0

  constructor(most = Infinity) {
    this.#most = most
  }

  /** One row comes. */
  take(): void {
    if (this.#taken >= this.#most) throw limited(`the device has more than ${this.#most} items`)
    this.#taken++
  }

  /** A row went, or came back by undoing what was done: never refused. */
  add(rows: number): void {
    this.#taken += rows
  }
}
