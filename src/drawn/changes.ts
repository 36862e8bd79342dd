// Owns the line difference of two texts.

/** A line of either text, and whether both have it. */
export interface LineChange {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Above this many pairs of lines the middle is reported as replaced: the table of the longest common subsequence would be too large. */
const maxLinePairs = 4_000_000

/** The lines of both texts in order, by their longest common subsequence. */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const same = (lines: readonly string[]): readonly LineChange[] => lines.map((text) => ({ kind: 'same', text }))
  const middle = between(old.slice(start, old.length - end), now.slice(start, now.length - end))
  return [...same(now.slice(0, start)), ...middle, ...same(end === 0 ? [] : now.slice(-end))]
}

const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n')

function between(old: readonly string[], now: readonly string[]): readonly LineChange[] {
  const columns = now.length + 1
  if ((old.length + 1) * columns > maxLinePairs) return [...all('removed', old), ...all('added', now)]
  const lengths = new Uint32Array((old.length + 1) * columns)
  const of = (row: number, column: number): number => lengths[row * columns + column] ?? 0
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = now.length - 1; column >= 0; column--)
      lengths[row * columns + column] =
        old[row] === now[column] ? of(row + 1, column + 1) + 1 : Math.max(of(row + 1, column), of(row, column + 1))
  const found: LineChange[] = []
  let [row, column] = [0, 0]
  while (row < old.length && column < now.length) {
    const [one, other] = [old[row] ?? '', now[column] ?? '']
    if (one === other) {
      found.push({ kind: 'same', text: one })
      row++
      column++
    } else if (of(row + 1, column) >= of(row, column + 1)) {
      found.push({ kind: 'removed', text: one })
      row++
    } else {
      found.push({ kind: 'added', text: other })
      column++
    }
  }
  return [...found, ...all('removed', old.slice(row)), ...all('added', now.slice(column))]
}

const all = (kind: LineChange['kind'], lines: readonly string[]): readonly LineChange[] => lines.map((text) => ({ kind, text }))
