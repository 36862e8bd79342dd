// Owns the type of a fuzz target, and the checks of everything that a device prints.
import { generateKeyPairSync } from 'node:crypto'
import type { Arbitrary } from 'fast-check'
import { memoryHost, type Host, type Network } from '../../src/index.ts'

/** A fuzz target. Its functions throw an Error that describes what does not hold. */
export interface Target {
  readonly make: (samples: readonly string[]) => Arbitrary<string>
  readonly holds: (text: string) => void
  /** Further checks that take several times as long: run for one input in ten. */
  readonly deeply?: (text: string) => void
}

const rsa = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)

/**
 * A host with prepared keys, since inputs do not test key generation. Two devices that communicate have `turn` 0 and 1, so that their keys
 * differ.
 */
export function world(network?: Network, turn = 0): Host {
  const keys = [...rsa.slice(turn), ...rsa.slice(0, turn)]
  return memoryHost({
    keys: { '1024': keys, '1536': keys, '2048': keys, '4096': keys, '8192': keys },
    ...(network === undefined ? {} : { network }),
  })
}

/** The limits of scripts in targets: small, so that endless scripts end quickly. */
export const limits = { steps: 20_000, depth: 60, output: 1_000_000 }

/** Texts that no message of offbox about a script may contain. */
const ours = /undefined|NaN|\[object|^$/

/** Throws an Error for a failure whose message is empty or contains a JavaScript value that was printed by mistake. */
export function spoken(failure: { readonly message: string } | undefined): void {
  if (failure !== undefined && ours.test(failure.message)) throw new Error(`a failure without words: ${failure.message}`)
}
