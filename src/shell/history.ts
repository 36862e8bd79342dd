// Owns the entries that can be recalled, and the text that keeps them between runs.

/** How many entries are kept. */
export const maxEntries = 1000

/** The entries with one more; one that is there already comes to the end. */
export function remembered(history: readonly string[], entry: string): readonly string[] {
  if (entry.trim() === '') return history
  return [...history.filter((other) => other !== entry), entry].slice(-maxEntries)
}

/** The index of the last entry before `from` that holds a text; -1 where none does. */
export function searched(history: readonly string[], wanted: string, from = history.length): number {
  for (let at = Math.min(from, history.length) - 1; at >= 0; at -= 1) if (history[at]?.includes(wanted) === true) return at
  return -1
}

/** An entry as one line of a file: line ends and backslashes are escaped. */
export const lineOf = (entry: string): string => `${entry.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`

/** The entries of a file, the last ones where there are too many. What it escapes in no known way stands as it is. */
export function historyOf(file: string): readonly string[] {
  return file
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(/\\([\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : '\\')))
    .reduce<readonly string[]>((all, entry) => (entry.trim() === '' ? all : [...all.slice(1 - maxEntries), entry]), [])
}
