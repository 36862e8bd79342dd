// Owns the tests of the search for primes of long keys: the waiting code is informed of every way in which it ends.
import { describe, expect, it } from 'vitest'
import { limited } from '../../src/diagnostic/failure.ts'
import { primesElsewhere, realKeys } from '../../src/host/node/keys.ts'
import { Account, onAccount } from '../../src/value/limits.ts'
import { thrownBy } from '../harness/expected.ts'

const ended = 'the process that looks for the primes of a key ended without them'
const died = 'the thread that looks for the primes of a key has died'
const begin = `const { workerData: { cell } } = require('node:worker_threads');`

describe('the search for primes', () => {
  it('finds two primes, in this thread for a short key', () => {
    const [p, q] = primesElsewhere(256)
    expect([p.toString(2).length, q.toString(2).length]).toEqual([256, 256])
    expect(p).not.toBe(q)
  })

  // Each of these once left the waiting code waiting for ever. A thread that gives no sign of life has died after half a second; one that
  // reports an end has the usual time for it, since a busy machine may take longer to start it.
  it.each([
    ['whose thread cannot be read', 'this is no code', died],
    ['whose thread throws before it has a process', 'throw new Error("no process")', died],
    ['whose thread ends and says nothing', 'process.exit(0)', died],
    ['whose thread hangs', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)', died],
    ['whose thread lived for a while', `${begin} for (let n = 0; n < 3; n++) Atomics.add(cell, 3, 1)`, died],
    ['whose process says that it found none', `${begin} Atomics.store(cell, 0, 2)`, ended],
  ])('ends with an error for %s', (_, thread, message) => {
    expect(() => primesElsewhere(256, { thread, ...(message === died ? { quiet: 500 } : {}) })).toThrow(message)
  })

  it('ends with the message of a limit', () => {
    class Over extends Account {
      override checkLimits(): void {
        throw limited('enough')
      }
    }
    expect(thrownBy(() => onAccount(new Over(), () => realKeys().make('8192')))).toBe('Failure: enough')
  })
})
