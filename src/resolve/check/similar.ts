// Owns finding the names that are most similar to a misspelt name, for suggestions ("did you mean").

/** The default limit of `similar`: a third of the word's letters, but at least 1 and at most 3. */
const defaultLimit = (word: string): number => Math.max(1, Math.min(3, Math.floor(word.length / 3)))

/**
 * At most three names similar to `word`, the nearest first. Excludes `word` itself, and names that differ in more than a third of it, or in
 * more letters than `limit`.
 */
export function similar(word: string, names: Iterable<string>, limit = defaultLimit(word)): readonly string[] {
  const near: { readonly name: string; readonly far: number }[] = []
  const low = word.toLowerCase()
  for (const name of new Set(names)) {
    if (name === word) continue
    if (Math.abs(name.length - word.length) > limit) continue
    const other = name.toLowerCase()
    const far = other === low ? 0 : foreignLetters(other, low) > limit ? limit + 1 : distance(low, other, limit)
    if (far <= limit) near.push({ name, far })
  }
  near.sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
  const best = near[0]?.far
  return near
    .filter(({ far }) => far === best)
    .slice(0, 3)
    .map(({ name }) => name)
}

/**
 * Whether `word` is certainly `name` with a typing error: two letters swapped, a letter inside a longer word omitted or doubled, a capital,
 * or `_` for `-`. Other similar words may be names of their own: `bridge1` and `bridge`, `guest` and `guests`, `Munich` and `Zurich`.
 */
export function isSlip(word: string, name: string): boolean {
  const [low = '', other = ''] = [word, name].map((one) => one.toLowerCase().replaceAll('_', '-'))
  if (low === other) return true
  let from = 0
  while (low[from] === other[from]) from++
  const [rest, meant] = [low.slice(from), other.slice(from)]
  const [a = '', b = ''] = rest
  if (!/[a-z]/.test(a) && !/[a-z]/.test(meant[0] ?? '')) return false
  if (low.length === other.length) return /[a-z]/.test(b) && /[a-z]/.test(a) && meant === `${b}${a}${rest.slice(2)}`
  if (Math.min(low.length, other.length) < 5 || from === 0) return false
  const isMissing = rest !== '' && rest === meant.slice(1) && /[a-z]/.test(meant[0] ?? '')
  return isMissing || (a === low[from - 1] && /[a-z]/.test(a) && rest.slice(1) === meant)
}

/** `did you mean 'address'?`, or undefined if no name is similar. */
export function didYouMean(word: string, names: Iterable<string>): string | undefined {
  const near = similar(word, names)
  return near.length === 0 ? undefined : `did you mean ${quotedAlternatives(near)}?`
}

/** `'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`. */
export function quotedAlternatives(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word}'`)
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)!}`
}

/** The number of letters of `a` that `b` lacks, or has less often: a lower bound of their distance that is cheap to compute. */
function foreignLetters(a: string, b: string): number {
  const left = new Map<string, number>()
  for (const letter of b) left.set(letter, (left.get(letter) ?? 0) + 1)
  let foreign = 0
  for (const letter of a) {
    const count = left.get(letter) ?? 0
    if (count === 0) foreign++
    else left.set(letter, count - 1)
  }
  return foreign
}

/** The number of inserted, deleted, changed or swapped letters; anything over `limit` is `limit + 1`. */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(change, last[j]! + 1, row[j - 1]! + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1)
      row.push(best)
    }
    if (Math.min(...row) > limit) return limit + 1
    before = last
    last = row
  }
  return last[b.length]!
}
