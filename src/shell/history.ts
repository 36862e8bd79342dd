// Owns the console history, and its file format.

/** The maximum number of entries. */
export const maxHistoryEntries = 1000

/** Adds an entry; a repeated one moves to the end. */
export function withEntry(history: readonly string[], entry: string): readonly string[] {
  if (entry.trim() === '') return history
  return [...history.filter((other) => other !== entry), entry].slice(-maxHistoryEntries)
}

/** The index of the last entry before `from` that contains a text; -1 if there is none. */
export function searched(history: readonly string[], wanted: string, from = history.length): number {
  for (let at = Math.min(from, history.length) - 1; at >= 0; at -= 1) if (history[at]?.includes(wanted) === true) return at
  return -1
}

/** An entry as one line of a file, with line ends and backslashes escaped. */
export const historyLine = (entry: string): string => `${entry.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`

/** The entries in a file, at most the last `maxHistoryEntries`. Unknown escapes are kept unchanged. */
export function historyOf(file: string): readonly string[] {
  return file
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(/\\([\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : '\\')))
    .reduce<readonly string[]>((all, entry) => (entry.trim() === '' ? all : [...all.slice(1 - maxHistoryEntries), entry]), [])
}
