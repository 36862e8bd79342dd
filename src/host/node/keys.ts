// Owns making real keys, the long ones so that the search for them can be ended.
import { Worker } from 'node:worker_threads'
import { makeKey, type Primes } from '../../pki/key-make.ts'
import { look } from '../../value/limits.ts'
import type { Keys, KeySize } from '../host.ts'

/** Sizes whose primes take OpenSSL seconds to find. */
const slowSizes: ReadonlySet<KeySize> = new Set(['4096', '8192'])

/** Milliseconds from one look at the limits of a run to the next, and from one call of `progress` to the next. */
const lookIntervalMs = 25
const perProgress = 500

/** Milliseconds after which a thread that gives no sign of life is taken to have died, whatever the machine is busy with. */
const silence = 120_000

/**
 * Fresh keys from node:crypto; nobody ever gets a published one. OpenSSL's search for a prime hears nothing, and neither the end of a
 * thread nor that of the process stops it, so the primes of long RSA keys are looked for in a process of their own, both at once. It is
 * killed where a limit of the run, or an interrupt, comes first: that Failure is thrown.
 */
export const realKeys = (): Keys => ({
  make: (size, progress) => (slowSizes.has(size) ? makeKey(size, (bits) => primesElsewhere(bits, { progress })) : makeKey(size)),
})

/** The process: writes both primes in hexadecimal. It ends itself once nobody listens to it any more. */
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
 * The thread that holds the process, as the one that runs the script waits. `cell`: what it came to (1 found, 2 not), the id of the
 * process, how many bytes it wrote, signs of life (the waiting thread hears of no other's death). A process group of its own: Ctrl-C at a
 * terminal is for the script.
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

/** What a search is held by and how long it may be silent; tests hand in other ones. */
interface Search {
  readonly progress?: (() => void) | undefined
  readonly thread?: string
  readonly quiet?: number
}

/** Throws an Error where thread or process end without primes, and the Failure of a limit that comes first. */
export function primesElsewhere(bits: number, { progress, thread = holder, quiet = silence }: Search = {}): ReturnType<Primes> {
  const cell = new Int32Array(new SharedArrayBuffer(16))
  const bytes = new Uint8Array(new SharedArrayBuffer(bits))
  const worker = new Worker(thread, { eval: true, workerData: { cell, bytes, bits, search } })
  worker.unref()
  // What it dies of is heard here, once this thread listens again, and was told by then.
  worker.on('error', () => undefined)
  try {
    const now = performance.now()
    for (let told = now, signs = 0, heard = now; Atomics.load(cell, 0) === 0;) {
      Atomics.wait(cell, 0, 0, lookIntervalMs)
      look()
      const passed = performance.now()
      if (Atomics.load(cell, 3) !== signs) [signs, heard] = [Atomics.load(cell, 3), passed]
      else if (passed - heard > quiet) throw new Error('the thread that looks for the primes of a key has died')
      if (passed - told < perProgress) continue
      told = passed
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

/** Ends the search. Where the process is only about to start, it ends as the thread does. */
function end(worker: Worker, pid: number): void {
  void worker.terminate()
  if (pid === 0) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
