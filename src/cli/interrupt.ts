// Owns detecting Ctrl-C while a script runs, which blocks the whole thread.
// Node delivers signals to the event loop of the main thread, which does not turn while a script runs. `breakOnSigint` of node:vm
// interrupts the thread that requests it: a thread that does nothing else waits there, and counts. It is only started for long runs, so
// that short ones do not pay for it.
import { Worker } from 'node:worker_threads'

/** Ctrl-C, from now on. */
export interface Interrupt {
  /** Whether it was pressed. Polled often; starts to listen after a while. */
  readonly isPressed: () => boolean
  /** Starts to listen: call it before a long operation that does not poll. */
  listen(): void
}

/**
 * The processor time of a script, in milliseconds, after which Ctrl-C is detected: until then it ends the process, as usual. Starting the
 * thread takes up to 25 ms. Code that waits calls `listen`.
 */
const listenAfterMs = 400

/** Runs in the thread: each Ctrl-C ends the wait with an error. The third one is for a command that does not end by itself. */
const listener = `
const { workerData: cell } = require('node:worker_threads')
const { Script } = require('node:vm')
const { writeSync } = require('node:fs')
const idle = new Int32Array(new SharedArrayBuffer(4))
globalThis.wait = () => Atomics.wait(idle, 0, 0)
const waiting = new Script('wait()')
for (;;) {
  try {
    waiting.runInThisContext({ breakOnSigint: true })
  } catch {
    const pressed = Atomics.add(cell, 0, 1) + 1
    if (pressed === 2) writeSync(2, 'still busy; Ctrl-C again ends offbox at once and loses what this run did\\n')
    if (pressed > 2) process.kill(process.pid, 'SIGKILL')
  }
}`

/** Starts watching for Ctrl-C. */
export function interrupts(): Interrupt {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  const started = processorTimeMs()
  let listens = false
  const listen = (): void => {
    if (listens) return
    listens = true
    new Worker(listener, { eval: true, workerData: cell }).unref()
  }
  return {
    isPressed() {
      if (!listens && processorTimeMs() - started > listenAfterMs) listen()
      return Atomics.load(cell, 0) > 0
    },
    listen,
  }
}

/** The processor time of this process, in milliseconds. */
function processorTimeMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
