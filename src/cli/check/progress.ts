// Owns telling on a terminal how far a long check is.
const wait = 500
const rate = 100

/** Counts files; shows nothing where `stream` is no terminal, nor in the first half second. `clock` gives milliseconds. */
export function progressOn(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  total: number,
  clock: () => number,
): { step(): void; clear(): void } {
  const start = clock()
  let done = 0
  let shown = 0
  const clear = (): void => {
    if (shown > 0) stream.write('\r\x1b[K')
    shown = 0
  }
  return {
    clear,
    step() {
      done++
      const now = clock()
      if (stream.isTTY !== true || now - start < wait || now - shown < rate) return
      shown = now
      stream.write(`\r${done} of ${total} files`)
    },
  }
}
