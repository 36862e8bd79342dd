// Owns a device's log: the last lines that were written, and those of them that `/log` shows.
import type { LogLine } from './types.ts'

/** The lines kept in memory, as in a device's default `memory` action. */
const maxLines = 1000

class Lines {
  #lines: LogLine[] = []
  #written = 0

  /** Adds a line; the oldest is dropped where there are too many. */
  add(time: bigint, topics: string, message: string): void {
    this.#lines.push({ id: ++this.#written, time, topics, message })
    if (this.#lines.length > 2 * maxLines) this.#lines = this.#lines.slice(-maxLines)
  }

  /** Removes all lines; ids of later lines continue. */
  clear(): void {
    this.#lines = []
  }

  get last(): readonly LogLine[] {
    return this.#lines.slice(-maxLines)
  }
}

/** What a log needs of its device. */
interface LogOptions {
  /** The time in nanoseconds since 1970. */
  readonly now: () => bigint
  /** Whether the rules of `/system/logging` keep lines with these topics in memory. */
  readonly keeps: (topics: string) => boolean
}

/** A device's log: it keeps the last lines. */
export class Log {
  readonly #options: LogOptions
  readonly #written = new Lines()
  readonly #kept = new Lines()

  constructor(options: LogOptions) {
    this.#options = options
  }

  /** Writes a line. */
  write(topics: string, message: string): void {
    const { now, keeps } = this.#options
    const time = now()
    this.#written.add(time, topics, message)
    if (keeps(topics)) this.#kept.add(time, topics, message)
  }

  /** Clears what `/log` shows, as a restart does. */
  clear(): void {
    this.#kept.clear()
  }

  /** The last lines written, oldest first, even where the rules keep them out of memory. */
  get recent(): readonly LogLine[] {
    return this.#written.last
  }

  /** The lines that `/log` shows, oldest first. */
  get inMemory(): readonly LogLine[] {
    return this.#kept.last
  }
}
