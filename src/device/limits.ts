// Owns the limits on scripts (steps, time, memory ...), and the meter that enforces them.
import { interrupted, limited } from '../diagnostic/failure.ts'
import { Account, checkAllLimits } from '../value/limits.ts'

/**
 * Limits; `undefined` is unlimited. `steps` to `code` apply to one run, and start again with each text of a console; the others apply to
 * the device.
 */
export interface Limits {
  /** Turns of loops, calls, commands of menus, writes; work on 64 KiB of values counts as one. */
  readonly steps: number | undefined
  /** Milliseconds of real time of a run, waiting included. */
  readonly time: number | undefined
  /** Bytes of memory of the process. */
  readonly memory: number | undefined
  /** Nesting depth of calls. */
  readonly depth: number | undefined
  /** Bytes printed in a run. */
  readonly output: number | undefined
  /** Bytes of one text that is run: a file, code in a string. */
  readonly code: number | undefined
  /** Rows of all menus of the device; also the number of global variables. */
  readonly items: number | undefined
  /** Bytes of all files of the device, each counted as at least 4 KiB. */
  readonly files: number | undefined
}

const mebi = 1 << 20

/**
 * The default limits. They suffice for any real script; an endless one is stopped within seconds where it computes, within an hour where it
 * waits.
 */
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

/** Measures the cost of running; implemented by a host. */
export interface Usage {
  /** Milliseconds of real time since an arbitrary moment. */
  elapsed(): number
  /** Returns the bound in bytes that is exceeded: `maxBytes`, or a lower one of the process. Undefined where there is room. */
  exceededBound(maxBytes: number): number | undefined
}

/** Sources of interrupts and costs; without them neither is checked. */
export interface Watching {
  /** Called now and then; true stops the script. */
  readonly interrupted?: (() => boolean) | undefined
  readonly usage?: Usage | undefined
}

/** Milliseconds between checks of the limits, whatever runs. */
const checkIntervalMs = 50
/**
 * The maximum number of steps between two reads of the clock. Steps that take long (commands, large values, code) are paid for separately.
 */
const maxStepsPerCheck = 4096
/** Steps between checks where there is no clock. */
const stepsWithoutClock = 1024
/** Bytes of large values after which memory is checked, even before the time is due. */
const builtPerMemory = 64 * mebi

/**
 * Counts a run against the limits. Exceeding one throws a Failure that no script catches. The limit on steps is exact; time, memory and the
 * interrupt are checked each 50 ms: the clock is read after as many steps as last took about a millisecond, and after each unit of work.
 */
export class Meter extends Account {
  readonly #limits: Limits
  readonly #watching: Watching
  #stride = 1
  /** The step count at which the run has to stop. */
  #last = Infinity
  /** When the run began, when the clock was last read, and when the next check is due. */
  #started = 0
  #seen = 0
  #due = 0
  #builtAt = 0
  #depth = 0
  #output = 0

  constructor(limits: Limits, watching: Watching) {
    super()
    this.#limits = limits
    this.#watching = watching
  }

  /** Starts a run. */
  start(): void {
    this.#last = this.steps + (this.#limits.steps ?? Infinity)
    this.#started = this.#seen = this.#watching.usage?.elapsed() ?? 0
    this.#stride = 1
    this.#plan()
    this.#builtAt = this.bytes
    this.#depth = 0
    this.#output = 0
  }

  override checkLimitsIfDue(): void {
    const { usage } = this.#watching
    if (this.steps > this.#last || usage === undefined) return this.checkLimits()
    const now = usage.elapsed()
    const passed = now - this.#seen
    this.#seen = now
    if (passed < 1) this.#stride = Math.min(this.#stride * 2, maxStepsPerCheck)
    else if (passed > 4) this.#stride = Math.max(this.#stride >> 2, 1)
    this.next = Math.min(this.steps + this.#stride, this.#last + 1)
    if (now >= this.#due || this.bytes - this.#builtAt >= builtPerMemory) checkAllLimits()
  }

  override checkLimits(): void {
    const { usage } = this.#watching
    if (usage !== undefined) this.#seen = usage.elapsed()
    this.#plan()
    if (this.#watching.interrupted?.() === true) throw interrupted()
    const { steps, time, memory } = this.#limits
    if (this.steps > this.#last) throw limited(`the script ran more than ${steps} steps`)
    if (usage === undefined) return
    if (time !== undefined && this.#seen - this.#started > time) throw limited(`the script ran longer than ${time / 1000} seconds`)
    this.#builtAt = this.bytes
    const bound = memory === undefined ? undefined : usage.exceededBound(memory)
    if (bound !== undefined) throw limited(`the script needs more than ${bound} bytes of memory`)
  }

  /** Plans the next check: after `checkIntervalMs`, or when the time is over. */
  #plan(): void {
    const { time = Infinity } = this.#limits
    const over = this.#started + time
    this.#due = Math.min(this.#seen + checkIntervalMs, this.#seen <= over ? over + 1 : Infinity)
    const stride = this.#watching.usage === undefined ? stepsWithoutClock : this.#stride
    this.next = Math.min(this.steps + stride, this.#last + 1)
  }

  override get left(): number {
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

  /** Checks a text about to be parsed as code, which takes many times its size in memory. */
  read(bytes: number): void {
    const { code: most } = this.#limits
    if (most !== undefined && bytes > most) throw limited(`${bytes} bytes of code are more than ${most}`)
  }

  /** Checks the limit before a global variable is created beside `count` others. */
  name(count: number): void {
    const { items: most } = this.#limits
    if (most !== undefined && count >= most) throw limited(`the device has more than ${most} global variables`)
  }
}

/** The room for a device's rows, over all menus. */
export class Room {
  readonly #most: number
  #taken = 0

  constructor(most = Infinity) {
    this.#most = most
  }

  /** Takes room for one row. Throws a limit's Failure where there is none. */
  take(): void {
    if (this.#taken >= this.#most) throw limited(`the device has more than ${this.#most} items`)
    this.#taken++
  }

  /** Adds rows without a check: negative for removed rows, positive for rows restored by undoing. */
  add(rows: number): void {
    this.#taken += rows
  }
}
