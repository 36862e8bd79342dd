// Owns matching the rows of two lists.

/** A row of the first list and its partner in the second, by index; `moved` where it has another position among the rows that stayed. */
export interface RowPair {
  readonly from: number
  readonly to: number
  readonly moved: boolean
}

/**
 * Pairs rows by name, each once: the first of a name with the first of that name. The fewest possible rows are marked as moved. Costs n log
 * n.
 */
export function aligned(from: readonly string[], to: readonly string[]): readonly RowPair[] {
  const places = new Map<string, number[]>()
  to.forEach((name, at) => places.set(name, [...(places.get(name) ?? []), at]))
  const next = new Map<string, number>()
  const pairs = from.flatMap((name, at) => {
    const seen = next.get(name) ?? 0
    const partner = places.get(name)?.[seen]
    next.set(name, seen + 1)
    return partner === undefined ? [] : [{ from: at, to: partner }]
  })
  const stays = longestIncreasing(pairs.map((pair) => pair.to))
  return pairs.map((pair, at) => ({ ...pair, moved: !stays.has(at) }))
}

/** Returns the indexes of a longest increasing subsequence; the numbers are distinct. */
function longestIncreasing(numbers: readonly number[]): ReadonlySet<number> {
  const tails: number[] = []
  const before: number[] = []
  numbers.forEach((number, at) => {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (numbers[tails[middle]!]! < number) low = middle + 1
      else high = middle
    }
    before[at] = low > 0 ? tails[low - 1]! : -1
    tails[low] = at
  })
  const rise = new Set<number>()
  for (let at = tails.at(-1) ?? -1; at !== -1; at = before[at]!) rise.add(at)
  return rise
}
