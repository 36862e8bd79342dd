// Owns the keys of trials: creating keys is slow and no trial depends on their identity, so there is one of each size.
import { generatePrimeSync, getDiffieHellman } from 'node:crypto'
import type { Host } from '../../host/host.ts'
import { makeKey, type Primes } from '../../pki/key-make.ts'

/** A source of keys that makes one key of each size and returns it again. */
export function oneKeyEach(): Host['keys'] {
  const made = new Map<string, ReturnType<Host['keys']['make']>>()
  return {
    make(size) {
      const key = made.get(size) ?? makeKey(size, size === '4096' || size === '8192' ? primesAtHand : undefined)
      made.set(size, key)
      return key
    },
  }
}

/**
 * Searching primes of a long key takes longer than most searches for faults, and does not respect their time limit. No trial needs a secure
 * key: one prime is public (RFC 3526, 3072 or 6144 bits), the other one is a quarter of the key's length.
 */
const primesAtHand: Primes = (bits) => [
  BigInt(`0x${getDiffieHellman(bits === 2048 ? 'modp15' : 'modp17').getPrime('hex')}`),
  generatePrimeSync(bits / 2, { bigint: true }),
]
