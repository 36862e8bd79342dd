// Owns telling on a terminal how far something long is.
import { draw, isTerminal, type Stream } from './output.ts'
const firstShownMs = 500
const rate = 100

export interface Progress {
  /** Shows a text in place of the last one, not more often than can be read. */
  show(text: string): void
  /** Takes it away: before anything else is written. */
  clear(): void
}

/** Shows nothing where `stream` is no terminal, nor in the first half second. `clock` gives milliseconds. */
export function progressOn(stream: Stream, clock: () => number): Progress {
  const start = clock()
  let shown = 0
  return {
    show(text) {
      const now = clock()
      if (!isTerminal(stream) || now - start < firstShownMs || now - shown < rate) return
      shown = now
      draw(stream, `\r${text}`)
    },
    clear() {
      if (shown > 0) draw(stream, '\r\x1b[K')
      shown = 0
    },
  }
}
