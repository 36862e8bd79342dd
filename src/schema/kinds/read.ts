// Owns parsing a kind in the facts.
import type { Kind, KindName } from '../kind.ts'
import { any } from './any.ts'
import { kinds } from './list.ts'
import { nothingSpecial, type KindOptions } from './make.ts'

/**
 * Parses a kind: `word[ min..max][ flags][ :choices]`, choices as numbers in base 36 that `word` converts to text. Flags: `!` may be
 * negated, `,` takes several, `?` takes other words. Lengths are in bytes, times in milliseconds. Throws an Error for an unknown kind.
 * `manner` overrides the text's options.
 */
export function readKind(text: string, word: (number: string) => string, manner: Partial<KindOptions> = {}): Kind {
  const [head = '', choices] = text.split(' :')
  const [name = '', ...rest] = head.split(' ')
  const range = rest.find((part) => part.includes('..'))
  const marks = rest.find((part) => !part.includes('..')) ?? ''
  const [min = '', max = ''] = range?.split('..') ?? []
  if (!isKind(name)) throw new Error(`the facts name an unknown kind: ${text}`)
  return kinds[name]({
    negated: marks.includes('!'),
    several: marks.includes(','),
    open: marks.includes('?'),
    words: choices === undefined ? [] : choices.split(' ').map(word),
    min: min === '' ? undefined : Number(min),
    max: max === '' ? undefined : Number(max),
    ...manner,
  })
}

const isKind = (name: string): name is KindName => Object.hasOwn(kinds, name)

/** The kind of values without facts. */
export const anyKind: Kind = any(nothingSpecial)
