// Owns the real time: what the machine's clock says, and sleeping that blocks.
import type { Clock } from '../host.ts'
import { millisecond } from '../../text/units.ts'

/** The longest single wait, so that an interrupt is seen soon. */
const sliceMs = 100

/** How many milliseconds the wall clock and the running counter may drift apart before the wall clock is believed again. */
const drift = 50

/** Blocks for so many milliseconds, or until there was something to do (then true). */
export type Pause = (milliseconds: number) => boolean

/** A pause in which nothing comes. */
export function stillness(): Pause {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  return (milliseconds) => {
    Atomics.wait(cell, 0, 0, milliseconds)
    return false
  }
}

/**
 * The real time with the counter's nanoseconds. `sleep` blocks the thread; it ends early, with false once `interrupted` says so, with true
 * where there was something to do.
 */
export function realClock(interrupted: () => boolean = () => false, pause = stillness()): Clock {
  const wall = (): bigint => BigInt(Date.now()) * millisecond
  let offset = wall() - process.hrtime.bigint()
  return {
    passes: true,
    now() {
      const running = process.hrtime.bigint() + offset
      // Asked for each change of a row: what is only compared is counted without big integers.
      if (Math.abs(Date.now() - Number(running) / Number(millisecond)) < drift) return running
      const away = wall() - running
      offset += away
      return running + away
    },
    sleep(ns) {
      const end = process.hrtime.bigint() + ns
      for (let left = ns; ;) {
        if (interrupted()) return false
        // A script may sleep longer than a number of milliseconds can say; slices keep every wait small.
        if (pause(left > BigInt(sliceMs) * millisecond ? sliceMs : Math.max(0, Number(left) / Number(millisecond)))) return true
        left = end - process.hrtime.bigint()
        if (left <= 0n) return true
      }
    },
  }
}

/** A clock that starts at a time and that only sleeping moves: whole days pass at once. */
export function leapingClock(start: bigint, interrupted: () => boolean = () => false, pause: Pause = () => false): Clock {
  let now = start
  return {
    now: () => now,
    sleep(ns) {
      if (interrupted()) return false
      // What has come meanwhile is answered at the time at which it came.
      if (!pause(0)) now += ns > 0n ? ns : 0n
      return true
    },
  }
}
