// Owns hearing Ctrl-C while a script runs, and with it the whole thread.
//
// Node tells a signal to the loop of its main thread, which does not turn while a script runs. `breakOnSigint` of node:vm is told in the
// thread that asks for it: one that does nothing else waits there, and counts. It is only started where a script takes long, so that nobody
// pays for it.
import { Worker } from 'node:worker_threads'

/** Ctrl-C, from now on. */
export interface Interrupt {
  /** Whether it was pressed. Asked often; starts to listen where that has gone on for a while. */
  readonly heard: () => boolean
  /** Listens: before something that takes long and asks nothing. */
  listen(): void
}

/**
 * How long a script may run, in milliseconds of the processor, before Ctrl-C is listened to: till then it ends the process, as it does
 * everywhere. Starting the thread takes up to 25 of them. What waits says so by `listen`.
 */
const listenAfterMs = 400

/** Runs in its thread: each Ctrl-C ends the wait with an error. The third one is for a command that does not come to an end by itself. */
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

export function interrupts(): Interrupt {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  const started = spent()
  let listens = false
  const listen = (): void => {
    if (listens) return
    listens = true
    new Worker(listener, { eval: true, workerData: cell }).unref()
  }
  return {
    heard() {
      if (!listens && spent() - started > listenAfterMs) listen()
      return Atomics.load(cell, 0) > 0
    },
    listen,
  }
}

/** Milliseconds of the processor that this process has taken. */
function spent(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
