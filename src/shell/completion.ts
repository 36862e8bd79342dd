// Owns Tab: which names a word may stand for, what is written for it, and lists in columns. All of it is pure.

/** Something that may be written. `suffix` is what follows it where it is whole: a space, `=`, `/`. */
export interface Offer {
  readonly label: string
  readonly suffix: string
  /** What it is, in a few words. */
  readonly detail: string
  /** It can be reached from here and is not listed where nothing was typed: words of the language in a menu. */
  readonly remote?: boolean
}

/** What may stand at a place of a text: `word` is what stands there, from the offset `from` on to the cursor. */
export interface Offers {
  readonly from: number
  readonly word: string
  readonly offers: readonly Offer[]
}

/** The first letters of the parts of a name: `mt` of monitor-traffic. */
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

/** How a word may mean a name, the nearest way first (the manual's page on the console: first letters of parts, letters in their order). */
const ways: readonly ((name: string, word: string) => boolean)[] = [
  (name, word) => name.startsWith(word),
  (name, word) => initials(name) === word,
  (name, word) => initials(name).startsWith(word) && word.length > 1,
  (name, word) => name.includes(word),
  holdsInOrder,
]

/** The offers that a word may mean, by the nearest way that there is one. `begins`: each of them begins with it. */
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

/** What Tab does: writes a text in the place of the word, or has something to list. */
export type Completed = { readonly write: string } | { readonly list: readonly Offer[] } | undefined

/** One that fits is written, with what follows it; of several, what they have in common where that is more than what stands there. */
export function completed(all: Offers): Completed {
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

/** Names in columns from top to bottom, as wide as the terminal allows; lines end in LF. */
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

/** Offers one a line with what they are; lines end in LF and are cut at the width. */
export function inLines(offers: readonly Offer[], width: number): string {
  const widest = offers.reduce((most, { label }) => Math.max(most, label.length), 0)
  return offers
    .map(({ label, detail }) => (detail === '' ? label : `${label.padEnd(widest)}  ${detail}`))
    .map((line) => `${line.length > width ? `${line.slice(0, Math.max(1, width - 3))}...` : line}\n`)
    .join('')
}
