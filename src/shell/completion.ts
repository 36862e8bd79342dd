// Owns the Tab key: which names match a word, what is inserted, and lists in columns. Pure functions.

/** A completion. `suffix` follows a completed word: a space, `=`, `/`. */
export interface Offer {
  readonly label: string
  readonly suffix: string
  /** A short description. */
  readonly detail: string
  /** Whether it is valid here, but only listed if something was typed: language commands in a menu. */
  readonly remote?: boolean
}

/** The completions at a place: `word` is the text from the offset `from` to the cursor. */
export interface Offers {
  readonly from: number
  readonly word: string
  readonly offers: readonly Offer[]
}

/** The initials of a name's parts: `mt` of monitor-traffic. */
const initials = (name: string): string =>
  name
    .split('-')
    .map((part) => part.slice(0, 1))
    .join('')

function holdsInOrder(name: string, letters: string): boolean {
  let at = 0
  for (const sign of name) if (sign === letters[at]) at += 1
  return at >= letters.length
}

/** How a word may match a name, the closest way first (the manual's page on the console: initials, letters in order). */
const ways: readonly ((name: string, word: string) => boolean)[] = [
  (name, word) => name.startsWith(word),
  (name, word) => initials(name) === word,
  (name, word) => initials(name).startsWith(word) && word.length > 1,
  (name, word) => name.includes(word),
  holdsInOrder,
]

/** The offers that match a word in the closest way that any of them does. `begins`: whether it is a prefix of all. */
export function fitting({ word, offers }: Offers): { readonly fits: readonly Offer[]; readonly begins: boolean } {
  const near = offers.filter(({ remote }) => remote !== true)
  if (word === '') return { fits: near.length > 0 ? near : offers, begins: true }
  for (const [at, way] of ways.entries())
    for (const some of [near, offers]) {
      const fits = some.filter(({ label }) => way(label, word))
      if (fits.length > 0) return { fits, begins: at === 0 }
    }
  return { fits: [], begins: true }
}

/** The result of Tab: text that replaces the word, or a list. */
export type Completed = { readonly write: string } | { readonly list: readonly Offer[] } | undefined

/** A single match is inserted with its suffix; of several, the common prefix if it is longer than the word. */
export function completedWord(all: Offers): Completed {
  const { fits, begins } = fitting(all)
  const [first] = fits
  if (first === undefined) return undefined
  const exact = begins ? fits.find(({ label }) => label === all.word) : undefined
  if (fits.length === 1) return { write: first.label + first.suffix }
  let common = first.label
  for (const { label } of fits) while (!label.startsWith(common)) common = common.slice(0, -1)
  if (begins && exact === undefined && common.length > all.word.length) return { write: common }
  return { list: fits }
}

/** Names in columns from top to bottom that fit the terminal width; lines end in LF. */
export function inColumns(names: readonly string[], width: number): string {
  const widest = names.reduce((most, name) => Math.max(most, name.length), 0) + 2
  const across = Math.max(1, Math.floor(width / widest))
  const rows = Math.ceil(names.length / across)
  return Array.from({ length: rows }, (_, row) => {
    const line = names.filter((_name, at) => at % rows === row)
    return `${line
      .map((name) => name.padEnd(widest))
      .join('')
      .trimEnd()}\n`
  }).join('')
}

/** Offers with descriptions, one per line; lines end in LF and are cut at the width. */
export function inLines(offers: readonly Offer[], width: number): string {
  const widest = offers.reduce((most, { label }) => Math.max(most, label.length), 0)
  return offers
    .map(({ label, detail }) => (detail === '' ? label : `${label.padEnd(widest)}  ${detail}`))
    .map((line) => `${line.length > width ? `${line.slice(0, Math.max(1, width - 3))}...` : line}\n`)
    .join('')
}
