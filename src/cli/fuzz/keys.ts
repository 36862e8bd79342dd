// Owns the keys of trials: making one is slow and no trial is about which one it is, so one of each size is enough.
import { generatePrimeSync, getDiffieHellman } from 'node:crypto'
import type { Host } from '../../host/host.ts'
import { makeKey, type Primes } from '../../pki/key-make.ts'

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
 * The search for primes of a long key takes longer than most searches for faults, and hears nothing of their time. No trial is about
 * whether its key is safe: here one prime is known to everybody (RFC 3526, 3072 or 6144 bits), and the other one is a quarter of the key.
 */
const primesAtHand: Primes = (bits) => [
  BigInt(`0x${getDiffieHellman(bits === 2048 ? 'modp15' : 'modp17').getPrime('hex')}`),
  generatePrimeSync(bits / 2, { bigint: true }),
]
