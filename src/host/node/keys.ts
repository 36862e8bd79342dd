// Owns making real keys, the long ones so that the search for them can be ended.
import { Worker } from 'node:worker_threads'
import { makeKey, type Primes } from '../../pki/key-make.ts'
import { look } from '../../value/limits.ts'
import type { Keys, KeySize } from '../host.ts'

/** Sizes whose primes take OpenSSL seconds to find. */
const long: ReadonlySet<KeySize> = new Set(['4096', '8192'])

/** Milliseconds from one look at the limits of a run to the next, and from one call of `progress` to the next. */
const patience = 25
const perProgress = 500

/**
 * Fresh keys from node:crypto; nobody ever gets a published one. OpenSSL's search for a prime hears nothing, and neither the end of a
 * thread nor that of the process stops it, so the primes of long RSA keys are looked for in a process of their own, both at once. It is
 * killed where a limit of the run, or an interrupt, comes first: that Failure is thrown.
 */
export const realKeys = (): Keys => ({
  make: (size, progress) => (long.has(size) ? makeKey(size, (bits) => primesElsewhere(bits, progress)) : makeKey(size)),
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
 * process, how many bytes it wrote. A process group of its own: Ctrl-C at a terminal is for the script.
 */
const holder = `
const { spawn } = require('node:child_process')
const { workerData: { cell, bytes, bits, search } } = require('node:worker_threads')
const child = spawn(process.execPath, ['-e', search, String(bits)], {
  detached: true,
  stdio: ['pipe', 'pipe', 'ignore'],
  env: { ...process.env, NODE_OPTIONS: '' },
})
let length = 0
const end = (outcome) => {
  Atomics.store(cell, 2, length)
  Atomics.store(cell, 0, outcome)
  Atomics.notify(cell, 0)
}
child.on('error', () => end(2))
child.stdout.on('data', (data) => { bytes.set(data, length); length += data.length })
child.on('close', (code) => end(code === 0 ? 1 : 2))
if (child.pid !== undefined) Atomics.store(cell, 1, child.pid)`

function primesElsewhere(bits: number, progress?: () => void): ReturnType<Primes> {
  const cell = new Int32Array(new SharedArrayBuffer(12))
  const bytes = new Uint8Array(new SharedArrayBuffer(bits))
  const worker = new Worker(holder, { eval: true, workerData: { cell, bytes, bits, search } })
  worker.unref()
  try {
    for (let told = performance.now(); Atomics.load(cell, 0) === 0;) {
      Atomics.wait(cell, 0, 0, patience)
      look()
      if (performance.now() - told < perProgress) continue
      told = performance.now()
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
