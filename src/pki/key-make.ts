// Owns generating private keys.
import { createPrivateKey, generateKeyPairSync, generatePrimeSync, type KeyObject } from '../crypto.ts'
import { type KeySize } from '../host/host.ts'
import { inverse } from './inverse.ts'

const exponent = 65537n

/** Returns two new primes of that many bits, each with its two top bits set. */
export type Primes = (bits: number) => readonly [bigint, bigint]

/**
 * Generates a private key; blocks (RSA-2048 about 50 ms, 8192 several seconds). `primes` finds the primes of RSA keys. RSA keys consist of
 * two random primes and the Chinese remainder values. That takes half the time of OpenSSL's own generator, which searches the auxiliary
 * primes of FIPS 186 (51 ms against 102 to 116, interleaved). The keys are sound, but not FIPS 186 keys.
 */
export function makeKey(size: KeySize, primes: Primes = primesHere): KeyObject {
  switch (size) {
    case 'prime256v1':
    case 'secp384r1':
    case 'secp521r1':
      return generateKeyPairSync('ec', { namedCurve: size }).privateKey
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey
    case '1024':
    case '1536':
    case '2048':
    case '4096':
    case '8192':
      return makeRsa(Number(size), primes)
  }
}

function makeRsa(bits: number, primes: Primes): KeyObject {
  for (;;) {
    const [first, second] = primes(bits / 2)
    const [p, q] = first > second ? [first, second] : [second, first]
    const n = p * q
    if (gcd(exponent, (p - 1n) * (q - 1n)) !== 1n) continue
    // FIPS 186-4 B.3.3: primes closer than this are found by Fermat's method. OpenSSL sets the two top bits of a prime, so n is never
    // short; both are checked anyway, since a key of the wrong size would go unnoticed.
    if (n.toString(2).length !== bits || (p - q) >> BigInt(bits / 2 - 100) === 0n) continue
    const d = inverse(exponent, lcm(p - 1n, q - 1n))
    const part = (value: bigint, length: number): string =>
      Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex').toString('base64url')
    const half = bits / 16
    return createPrivateKey({
      format: 'jwk',
      key: {
        kty: 'RSA',
        n: part(n, bits / 8),
        e: 'AQAB',
        d: part(d, bits / 8),
        p: part(p, half),
        q: part(q, half),
        dp: part(d % (p - 1n), half),
        dq: part(d % (q - 1n), half),
        qi: part(inverse(q, p), half),
      },
    })
  }
}

function primesHere(bits: number): readonly [bigint, bigint] {
  const prime = (): bigint => generatePrimeSync(bits, { bigint: true })
  return [prime(), prime()]
}

const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
