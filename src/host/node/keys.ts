// Owns generating real keys; the search for large ones can be interrupted.
import { Worker } from 'node:worker_threads'
import { makeKey, type Primes } from '../../pki/key-make.ts'
import { checkAllLimits } from '../../value/limits.ts'
import type { Keys, KeySize } from '../host.ts'

/** Sizes for which OpenSSL takes seconds to find primes. */
const slowSizes: ReadonlySet<KeySize> = new Set(['4096', '8192'])

/** Milliseconds between checks of a run's limits, and between calls of `progress`. */
const checkIntervalMs = 25
const progressIntervalMs = 500

/** Milliseconds without a heartbeat after which the thread counts as dead, however busy the machine is. */
const deadAfterMs = 120_000

/**
 * Generates keys with node:crypto, never published ones. OpenSSL's search for a prime cannot be interrupted, and ending the thread or the
 * main process does not stop it, so the primes of large RSA keys are searched by a process of their own, both at once. It is killed on a
 * limit of the run or an interrupt: that Failure is thrown.
 */
export const realKeys = (): Keys => ({
  make: (size, progress) => (slowSizes.has(size) ? makeKey(size, (bits) => primesElsewhere(bits, { progress })) : makeKey(size)),
})

/** The program of the process: it writes both primes in hexadecimal, and ends itself when its stdin closes. */
const search = `
const { generatePrime } = require('node:crypto')
process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL')).resume()
const found = []
for (let count = 0; count < 2; count++)
  generatePrime(Number(process.argv[1]), { bigint: true }, (error, prime) => {
    if (error) throw error
    if (found.push(prime.toString(16)) === 2) process.stdout.write(found.join(), () => process.exit(0))
  })`

/**
 * The program of the thread that controls the process, since the thread of the script is blocked. `cell` holds the outcome (1 found, 2
 * failed), the process id, the number of bytes written, and a count of heartbeats (a blocked thread does not notice that another died). The
 * process has a group of its own, so that Ctrl-C at a terminal only reaches the script.
 */
const holder = `
const { spawn } = require('node:child_process')
const { workerData: { cell, bytes, bits, search } } = require('node:worker_threads')
let length = 0
const lives = setInterval(() => Atomics.add(cell, 3, 1), 1000)
const end = (outcome) => {
  clearInterval(lives)
  if (Atomics.load(cell, 0) !== 0) return
  Atomics.store(cell, 2, length)
  Atomics.store(cell, 0, outcome)
  Atomics.notify(cell, 0)
}
process.on('exit', () => end(2))
const child = spawn(process.execPath, ['-e', search, String(bits)], {
  detached: true,
  stdio: ['pipe', 'pipe', 'ignore'],
  env: { ...process.env, NODE_OPTIONS: '' },
})
child.on('error', () => end(2))
child.stdout.on('data', (data) => { bytes.set(data, length); length += data.length })
child.on('close', (code) => end(code === 0 ? 1 : 2))
if (child.pid !== undefined) Atomics.store(cell, 1, child.pid)`

/** Options of a search; tests replace the thread and its timeout. */
interface Search {
  readonly progress?: (() => void) | undefined
  readonly thread?: string
  readonly quiet?: number
}

/** Searches primes. Throws an Error where thread or process end without primes, and the Failure of a limit. */
export function primesElsewhere(bits: number, { progress, thread = holder, quiet = deadAfterMs }: Search = {}): ReturnType<Primes> {
  const cell = new Int32Array(new SharedArrayBuffer(16))
  const bytes = new Uint8Array(new SharedArrayBuffer(bits))
  const worker = new Worker(thread, { eval: true, workerData: { cell, bytes, bits, search } })
  worker.unref()
  // Errors arrive only when this thread runs its event loop again; the failure was reported by then.
  worker.on('error', () => undefined)
  try {
    const now = performance.now()
    for (let reported = now, signs = 0, lastSign = now; Atomics.load(cell, 0) === 0;) {
      Atomics.wait(cell, 0, 0, checkIntervalMs)
      checkAllLimits()
      const passed = performance.now()
      if (Atomics.load(cell, 3) !== signs) [signs, lastSign] = [Atomics.load(cell, 3), passed]
      else if (passed - lastSign > quiet) throw new Error('the thread that looks for the primes of a key has died')
      if (passed - reported < progressIntervalMs) continue
      reported = passed
      progress?.()
    }
  } catch (error) {
    end(worker, Atomics.load(cell, 1))
    throw error
  }
  if (Atomics.load(cell, 0) !== 1) throw new Error('the process that looks for the primes of a key ended without them')
  const [p = '0', q = '0'] = Buffer.from(bytes.subarray(0, Atomics.load(cell, 2)))
    .toString('latin1')
    .split(',')
  return [BigInt(`0x${p}`), BigInt(`0x${q}`)]
}

/** Ends the search. A process that is still starting ends with its thread. */
function end(worker: Worker, pid: number): void {
  void worker.terminate()
  if (pid === 0) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has already ended.
  }
}
