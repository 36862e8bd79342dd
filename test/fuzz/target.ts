// Owns what a target is, and what is asked of everything that a device says.
import { generateKeyPairSync } from 'node:crypto'
import type { Arbitrary } from 'fast-check'
import { memoryHost, type Host, type Network } from '../../src/index.ts'

/** One target. Both throw an Error that says what does not hold. */
export interface Target {
  readonly make: (samples: readonly string[]) => Arbitrary<string>
  readonly holds: (text: string) => void
  /** What holds, too, but takes several times as long: asked of one text in ten. */
  readonly deeply?: (text: string) => void
}

const rsa = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)

/**
 * A world whose keys are made: no text is about how long that takes. Two devices that talk take `turn` 0 and 1, so that their keys differ.
 */
export function world(network?: Network, turn = 0): Host {
  const keys = [...rsa.slice(turn), ...rsa.slice(0, turn)]
  return memoryHost({
    keys: { '1024': keys, '1536': keys, '2048': keys, '4096': keys, '8192': keys },
    ...(network === undefined ? {} : { network }),
  })
}

export const limits = { steps: 20_000, depth: 60, output: 1_000_000 }

/** What offbox must never say of a script. */
const ours = /undefined|NaN|\[object|^$/

export function spoken(failure: { readonly message: string } | undefined): void {
  if (failure !== undefined && ours.test(failure.message)) throw new Error(`a failure without words: ${failure.message}`)
}
