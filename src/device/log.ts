// Owns the lines of a device's log in memory.
import type { LogLine } from './types.ts'

/** The lines kept in memory, as in a device's default `memory` action. */
const maxLines = 1000

export class Log {
  #lines: LogLine[] = []
  #written = 0

  /** Adds a line; the oldest is dropped where there are too many. `time` in nanoseconds since 1970. */
  add(time: bigint, topics: string, message: string): void {
    this.#lines.push({ id: ++this.#written, time, topics, message })
    if (this.#lines.length > 2 * maxLines) this.#lines = this.#lines.slice(-maxLines)
  }

  /** Clears the memory; ids of later lines continue. */
  clear(): void {
    this.#lines = []
  }

  /** The lines, oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines.slice(-maxLines)
  }
}
