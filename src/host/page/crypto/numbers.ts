// Owns integers of any size: conversion to and from bytes, powers, primes, random bytes. BigInt is fast enough (an RSA-2048 signature takes
// some milliseconds).
import { plainView } from './hash.ts'

/** Returns the integer of big-endian bytes; 0 for none. */
export const bigEndianNumber = (bytes: Uint8Array): bigint => {
  const hex = Buffer.from(plainView(bytes)).toString('hex')
  return hex === '' ? 0n : BigInt(`0x${hex}`)
}

/** Returns big-endian bytes; `length` of them, or as many as are needed. */
export function bigEndianBytes(value: bigint, length?: number): Buffer {
  const hex = value.toString(16)
  const wanted = length ?? hex.length + 1
  return Buffer.from(hex.padStart(length === undefined ? wanted - (wanted % 2) : wanted * 2, '0'), 'hex')
}

/** Returns the number of bits of a positive integer. */
export const bitLengthOf = (value: bigint): number => value.toString(2).length

const windowBits = 5

/** Returns base ** exponent mod modulus, by a window of five bits. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (exponent < 0n || modulus <= 0n) throw new RangeError('not a power')
  const start = base % modulus
  const powers = [1n % modulus]
  for (let at = 1; at < 1 << windowBits; at++) powers.push(((powers[at - 1] ?? 0n) * start) % modulus)
  const bits = exponent.toString(2)
  const padded = bits.padStart(Math.ceil(bits.length / windowBits) * windowBits, '0')
  let result = 1n % modulus
  for (let at = 0; at < padded.length; at += windowBits) {
    for (let bit = 0; bit < windowBits; bit++) result = (result * result) % modulus
    const digit = Number.parseInt(padded.slice(at, at + windowBits), 2)
    if (digit !== 0) result = (result * (powers[digit] ?? 0n)) % modulus
  }
  return result
}

/** Returns random bytes of the platform, at most 65,536 per call. */
export const random = (length: number): Buffer => Buffer.from(crypto.getRandomValues(new Uint8Array(length)))

/** Odd primes below 2^16: trial division by them leaves one candidate in eleven. */
const smallPrimes: readonly number[] = (() => {
  const limit = 1 << 16
  const composite = new Uint8Array(limit)
  const found: number[] = []
  for (let one = 3; one < limit; one += 2) {
    if (composite[one] === 1) continue
    found.push(one)
    for (let multiple = one * one; multiple < limit; multiple += 2 * one) composite[multiple] = 1
  }
  return found
})()

/** The number of odd numbers, after a random one, that are sieved at once. */
const sieveLength = 2048

/**
 * Returns a random prime of that many bits, its two top bits set. Candidates of one range are sieved by small primes; the remaining ones
 * are tested by Fermat and by rounds of Miller-Rabin with random bases (an error below 2^-100 for these sizes, FIPS 186-5 B.3).
 */
export function generatePrimeSync(bits: number, _options?: { readonly bigint: true }): bigint {
  const low = 3n << BigInt(bits - 2)
  for (;;) {
    const drawn = bigEndianNumber(random(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n)
    const start = drawn | low | 1n
    const composite = new Uint8Array(sieveLength)
    for (const prime of smallPrimes) {
      const rest = Number(start % BigInt(prime))
      // start + 2 * at is divisible for the first `at` with 2 * at = -rest.
      const behind = rest === 0 ? 0 : prime - rest
      for (let at = (behind % 2 === 0 ? behind : behind + prime) / 2; at < sieveLength; at += prime) composite[at] = 1
    }
    for (let at = 0; at < sieveLength; at++) {
      if (composite[at] === 1) continue
      const candidate = start + 2n * BigInt(at)
      if (candidate >> BigInt(bits) !== 0n) break
      if (power(2n, candidate - 1n, candidate) === 1n && isLikelyPrime(candidate, bits)) return candidate
    }
  }
}

function isLikelyPrime(candidate: bigint, bits: number): boolean {
  const even = candidate - 1n
  let odd = even
  let twos = 0
  for (; (odd & 1n) === 0n; odd >>= 1n) twos++
  rounds: for (let round = 0; round < 5; round++) {
    const base = (bigEndianNumber(random(bits / 8)) % (candidate - 3n)) + 2n
    let value = power(base, odd, candidate)
    if (value === 1n || value === even) continue
    for (let square = 1; square < twos; square++) {
      value = (value * value) % candidate
      if (value === even) continue rounds
    }
    return false
  }
  return true
}
