// Owns finding places in numbers that rise.

/** Where the last of some rising numbers stands that is at most `value`: from `low`, which stands for all before it, to below `high`. */
export function lastAtMost(numbers: readonly number[], value: number, low = 0, high = numbers.length): number {
  let [from, to] = [low, high]
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if (numbers[middle]! <= value) from = middle
    else to = middle
  }
  return from
}
