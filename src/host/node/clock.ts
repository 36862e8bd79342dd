// Owns the real time: what the machine's clock says, and sleeping that blocks.
import type { Clock } from '../host.ts'

/** The longest single wait, so that an interrupt is seen soon. */
const sliceMs = 100

const milli = 1_000_000n

/** How far the wall clock and the running counter may drift apart before the wall clock is believed again. */
const drift = 50n * milli

/**
 * The real time with the counter's nanoseconds. `sleep` blocks the thread; it ends early, with false, once `interrupted` says so.
 */
export function realClock(interrupted: () => boolean = () => false): Clock {
  const wall = (): bigint => BigInt(Date.now()) * milli
  let offset = wall() - process.hrtime.bigint()
  const cell = new Int32Array(new SharedArrayBuffer(4))
  return {
    now() {
      const running = process.hrtime.bigint() + offset
      const away = wall() - running
      if (away < drift && -away < drift) return running
      offset += away
      return running + away
    },
    sleep(ns) {
      const end = process.hrtime.bigint() + ns
      for (let left = ns; left > 0n; left = end - process.hrtime.bigint()) {
        if (interrupted()) return false
        // A script may sleep longer than a number of milliseconds can say; slices keep every wait small.
        Atomics.wait(cell, 0, 0, left > BigInt(sliceMs) * milli ? sliceMs : Number(left) / Number(milli))
      }
      return true
    },
  }
}
