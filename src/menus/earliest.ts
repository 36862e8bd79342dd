// Owns choosing the earliest of several times.

/** Returns the earliest time since 1970; undefined ones mean never, and without any it returns undefined. */
export function earliest(times: Iterable<bigint | undefined>): bigint | undefined {
  let first: bigint | undefined
  for (const time of times) if (time !== undefined && (first === undefined || time < first)) first = time
  return first
}
