// Owns comparing texts by bytes, and binary search in ascending numbers.

/** Compares texts by their bytes, for `sort`. */
export const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Returns the index of the last of `numbers` (ascending) that is at most `value`. It searches the indices from `low` to `high` (exclusive),
 * and returns `low` if all numbers there are larger.
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
