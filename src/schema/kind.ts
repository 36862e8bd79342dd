// Owns the kinds of value that arguments take, as data: what a device says of an argument, in our words.

/** What every kind may add: `negated`: `!value` is possible; `several`: a comma list is; `words`: special words beside the values. */
interface Manner {
  readonly negated: boolean
  readonly several: boolean
  readonly words: readonly string[]
}

/**
 * `any`: the device does not say. `string`, `hex`: `min` and `max` are lengths in bytes. `num`: a range. `time`: a range in milliseconds.
 * `ranges`: numbers and ranges of them (`80,443,8000-8080`). `host`: an address, perhaps with its length, a range of them, or a name.
 * `ip6`: an IPv6 address, perhaps with its length. `rate`: `10M/512k`. `size`: bytes (`2048KiB`). `only`: one of `words` and nothing else.
 * `bool`: `yes` or `no`, checked while parsing. `enum`: `words` are the values; where it is `closed` they are all there are (for each
 * element of a comma list; the beginning of a word will do), else they are examples that exist on any device.
 * `property`: names of the menu's own properties. `items`: rows of the menu, by name, number or id. `flag`: stands alone.
 * `condition`, `code`: a `where` expression, a body.
 */
export type Kind =
  | (Manner & { readonly kind: (typeof ranged)[number]; readonly min: number | undefined; readonly max: number | undefined })
  | (Manner & { readonly kind: 'enum'; readonly closed: boolean })
  | (Manner & { readonly kind: PlainKind })

const addresses = ['ip', 'ip6', 'ip-prefix', 'ip6-prefix', 'ip-range', 'host', 'mac'] as const
const plainKinds = ['any', 'bool', ...addresses, 'only', 'rate', 'size', 'items', 'property', 'flag', 'condition', 'code'] as const
export type PlainKind = (typeof plainKinds)[number]

const ranged = ['string', 'hex', 'num', 'ranges', 'time'] as const
const isOne = <T extends string>(word: string, of: readonly T[]): word is T => (of as readonly string[]).includes(word)

/**
 * Reads a kind as the facts write it: `word[ min..max][ flags][ :choices]`, choices as numbers in base 36 that `word` turns into text.
 * Throws an Error on what the maker of the facts never writes.
 */
export function readKind(text: string, word: (number: string) => string): Kind {
  const [head = '', choices] = text.split(' :')
  const [name = '', ...rest] = head.split(' ')
  const range = rest.find((part) => part.includes('..'))
  const marks = rest.find((part) => !part.includes('..')) ?? ''
  const words = choices === undefined ? [] : choices.split(' ').map(word)
  const manner: Manner = { negated: marks.includes('!'), several: marks.includes(','), words }
  if (name === 'enum') return { kind: name, closed: !marks.includes('?'), ...manner }
  if (isOne(name, ranged)) {
    const [min = '', max = ''] = range?.split('..') ?? []
    return { kind: name, min: min === '' ? undefined : Number(min), max: max === '' ? undefined : Number(max), ...manner }
  }
  if (isOne(name, plainKinds)) return { kind: name, ...manner }
  throw new Error(`the facts name an unknown kind: ${text}`)
}

const nothingSpecial: Manner = { negated: false, several: false, words: [] }

/** The kind of what the facts do not know. */
export const anyKind: Kind = { kind: 'any', ...nothingSpecial }
