// Owns progress messages on a terminal.
import { writeRaw, isTerminal, type Stream } from './output.ts'
const firstShownMs = 500
const minIntervalMs = 100

export interface Progress {
  /** Replaces the shown text, at a readable rate. */
  show(text: string): void
  /** Removes it; call it before other output. */
  clear(): void
}

/** Shows nothing if `stream` is not a terminal, nor in the first half second. `clock` is in milliseconds. */
export function progressOn(stream: Stream, clock: () => number): Progress {
  const start = clock()
  let shown = 0
  return {
    show(text) {
      const now = clock()
      if (!isTerminal(stream) || now - start < firstShownMs || now - shown < minIntervalMs) return
      shown = now
      writeRaw(stream, `\r${text}`)
    },
    clear() {
      if (shown > 0) writeRaw(stream, '\r\x1b[K')
      shown = 0
    },
  }
}
