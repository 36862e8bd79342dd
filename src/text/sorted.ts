// Owns the order of texts, and binary search in ascending numbers.

/** Compares texts by their bytes, for `sort`. */
export const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The index of the last ascending number that is at most `value`, searched in `low` (also the result if all are larger) to `high`
 * (exclusive).
 */
export function lastAtMost(numbers: readonly number[], value: number, low = 0, high = numbers.length): number {
  let [from, to] = [low, high]
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if (numbers[middle]! <= value) from = middle
    else to = middle
  }
  return from
}
