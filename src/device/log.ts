// Owns the lines of a device's log that are kept in memory.
import type { LogLine } from './types.ts'

/** How many lines the log keeps in memory, as a device's default `memory` action does. */
const maxLines = 1000

export class Log {
  #lines: LogLine[] = []
  #written = 0

  /** Adds a line; the oldest goes where there are too many. `time` in nanoseconds since 1970. */
  add(time: bigint, topics: string, message: string): void {
    this.#lines.push({ id: ++this.#written, time, topics, message })
    if (this.#lines.length > 2 * maxLines) this.#lines = this.#lines.slice(-maxLines)
  }

  /** Forgets what is in memory; the lines that come are counted on. */
  clear(): void {
    this.#lines = []
  }

  /** Oldest line first. */
  get lines(): readonly LogLine[] {
    return this.#lines.slice(-maxLines)
  }
}
