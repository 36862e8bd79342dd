// Owns abbreviated names: the one name that a word is the beginning of.

/** What stands under the only name that `word` begins; undefined where none or several do, or for an empty word. */
export function theOne<T>(named: ReadonlyMap<string, T>, word: string): T | undefined {
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
