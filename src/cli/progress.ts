// Owns progress messages on a terminal.
import { writeRaw, isTerminal, type Stream } from './output.ts'

/** The time before anything is shown, in milliseconds: shorter work shows nothing. */
const firstShownMs = 500

/** The minimum interval between two texts, in milliseconds. */
const minIntervalMs = 100

/** The bytes that clear the line of the cursor. */
export const eraseLine = '\r\x1b[K'

/** A progress line on a terminal. */
export interface Progress {
  /** Replaces the shown text, at a readable rate. */
  show(text: string): void
  /** Removes it; call it before other output. */
  clear(): void
}

/** Shows nothing if `stream` is not a terminal. `clock` is in milliseconds. */
export function progressOn(stream: Stream, clock: () => number): Progress {
  const start = clock()
  let shown = 0
  return {
    show(text) {
      const now = clock()
      if (!isTerminal(stream) || now - start < firstShownMs || now - shown < minIntervalMs) return
      shown = now
      writeRaw(stream, `${eraseLine}${text}`)
    },
    clear() {
      if (shown > 0) writeRaw(stream, eraseLine)
      shown = 0
    },
  }
}
