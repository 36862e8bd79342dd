// Owns telling on a terminal how far something long is.
const wait = 500
const rate = 100

export interface Progress {
  /** Shows a text in place of the last one, not more often than can be read. */
  show(text: string): void
  /** Takes it away: before anything else is written. */
  clear(): void
}

/** Shows nothing where `stream` is no terminal, nor in the first half second. `clock` gives milliseconds. */
export function progressOn(stream: { readonly isTTY?: boolean; write(text: string): unknown }, clock: () => number): Progress {
  const start = clock()
  let shown = 0
  return {
    show(text) {
      const now = clock()
      if (stream.isTTY !== true || now - start < wait || now - shown < rate) return
      shown = now
      stream.write(`\r${text}`)
    },
    clear() {
      if (shown > 0) stream.write('\r\x1b[K')
      shown = 0
    },
  }
}
