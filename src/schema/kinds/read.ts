// Owns parsing the text of a kind in the facts.
import type { Kind, KindName } from '../kind.ts'
import { any } from './any.ts'
import { kinds } from './list.ts'
import { noOptions, type KindOptions } from './make.ts'

/**
 * Parses a kind: `name[ min..max][ flags][ :choices]`, in which choices are numbers in base 36 that `word` converts to text. Flags: `!` can
 * be negated, `,` accepts several, `?` accepts other words. Lengths are in bytes, times in milliseconds. Throws an Error for an unknown
 * kind. `overrides` replace options of the text.
 */
export function readKind(text: string, word: (number: string) => string, overrides: Partial<KindOptions> = {}): Kind {
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
    ...overrides,
  })
}

const isKind = (name: string): name is KindName => Object.hasOwn(kinds, name)

/** The kind of values without facts. */
export const anyKind: Kind = any(noOptions)
