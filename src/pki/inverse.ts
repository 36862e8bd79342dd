// Owns the modular inverse.

/** Returns the inverse of `value` modulo `modulus`; 0 where there is none. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [r, next, t, nextT] = [modulus, ((value % modulus) + modulus) % modulus, 0n, 1n]
  while (next !== 0n) {
    const quotient = r / next
    ;[r, next, t, nextT] = [next, r - quotient * next, nextT, t - quotient * nextT]
  }
  if (r !== 1n) return 0n
  return t < 0n ? t + modulus : t
}
