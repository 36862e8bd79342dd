// Owns resolving abbreviated names: a word stands for the only name that starts with it.

/** Returns the value of the only name that starts with `word`; undefined if none or several do, or for an empty word. */
export function onlyMatch<T>(named: ReadonlyMap<string, T>, word: string): T | undefined {
  if (word === '') return undefined
  let found: T | undefined
  let count = 0
  for (const [name, value] of named) {
    if (!name.startsWith(word)) continue
    found = value
    if (++count > 1) return undefined
  }
  return found
}
