// Owns real clocks: the machine's time, and sleeping that blocks.
import type { Clock } from '../host.ts'
import { millisecond } from '../../text/units.ts'

/** The longest single wait, in milliseconds, so that an interrupt is noticed soon. */
const sliceMs = 100

/** The drift in milliseconds between wall clock and running counter above which the clock is set to the wall clock. */
const maxDriftMs = 50

/** Blocks for that many milliseconds and returns false; returns true earlier where a request was handled. */
export type Pause = (milliseconds: number) => boolean

/** Returns a pause that always takes the full time. */
export function uninterruptedPause(): Pause {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  return (milliseconds) => {
    Atomics.wait(cell, 0, 0, milliseconds)
    return false
  }
}

/**
 * Returns the real time with the counter's resolution. `sleep` blocks the thread; it ends early, with false once `interrupted` returns
 * true, with true where there was something to do.
 */
export function realClock(interrupted: () => boolean = () => false, pause = uninterruptedPause()): Clock {
  const wall = (): bigint => BigInt(Date.now()) * millisecond
  let offset = wall() - process.hrtime.bigint()
  return {
    passes: true,
    now() {
      const running = process.hrtime.bigint() + offset
      // Called for each change of a row: the comparison avoids big integers.
      if (Math.abs(Date.now() - Number(running) / Number(millisecond)) < maxDriftMs) return running
      const away = wall() - running
      offset += away
      return running + away
    },
    sleep(ns) {
      const end = process.hrtime.bigint() + ns
      for (let left = ns; ;) {
        if (interrupted()) return false
        // A script may sleep longer than a number of milliseconds can hold; slices keep every wait small.
        if (pause(left > BigInt(sliceMs) * millisecond ? sliceMs : Math.max(0, Number(left) / Number(millisecond)))) return true
        left = end - process.hrtime.bigint()
        if (left <= 0n) return true
      }
    },
  }
}

/** Returns a clock that starts at a time and only advances when the device sleeps, at once: whole days take no real time. */
export function leapingClock(start: bigint, interrupted: () => boolean = () => false, pause: Pause = () => false): Clock {
  let now = start
  return {
    now: () => now,
    sleep(ns) {
      if (interrupted()) return false
      // Requests that arrived meanwhile are handled at the time of their arrival.
      if (!pause(0)) now += ns > 0n ? ns : 0n
      return true
    },
  }
}
