// Owns which of several things comes due first.

/** The earliest of times since 1970; undefined ones are never, and of none there is none. */
export function earliest(times: Iterable<bigint | undefined>): bigint | undefined {
  let first: bigint | undefined
  for (const time of times) if (time !== undefined && (first === undefined || time < first)) first = time
  return first
}
