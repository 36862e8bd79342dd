// Owns the types that notes give to properties whose kind the device's listing leaves open.
import type { Kind } from './kind.ts'
import { addressAndLength } from './kinds/ip.ts'
import { readKind } from './kinds/read.ts'
import { kinds } from './kinds/list.ts'
import { nothingSpecial } from './kinds/make.ts'
import { list } from './kinds/several.ts'
import { notedOf } from './noted.ts'
import type { NotedType } from './notes/menu-notes.ts'

/** The kind of an argument of a menu's command, its literals read as it is noted. */
export function readAsNoted(menu: string, name: string, kind: Kind): Kind {
  switch (notedOf(menu, ({ reads }) => reads, name)) {
    case 'pair':
      return addressAndLength
    case 'list':
      return list(kind)
    case 'words':
      return wordsOnly(kind)
    case 'alone':
    case undefined:
      return kind
  }
}

/** A kind whose literals are its words, or the beginnings of one. */
function wordsOnly(kind: Kind): Kind {
  const isWord = (text: string): boolean => text !== '' && kind.words.some((word) => word.startsWith(text))
  return { ...kind, read: (text, argument, quoted) => (isWord(text) ? kind.read(text, argument, quoted) : undefined) }
}

/** The noted type of an argument, with the words and marks of its kind; undefined where its kind says itself what it takes. */
export function typed(type: NotedType, { kind, beside, negated, several, words }: Kind): Kind | undefined {
  if (kind !== 'any' && (kind !== 'enum' || beside !== 'values')) return undefined
  const manner = { negated, several, words }
  const closed = (all: readonly string[]): Kind => kinds.enum({ ...nothingSpecial, ...manner, words: all })
  if (type === 'closed' || type === 'only') {
    if (words.length === 0) return undefined
    return type === 'only' ? kinds.only({ ...nothingSpecial, ...manner }) : closed(words)
  }
  return isEnumeration(type) ? closed([...new Set([...type.split(' ').slice(1), ...words])]) : readKind(type, (word) => word, manner)
}

const isEnumeration = (type: NotedType): type is `enum ${string}` => type.startsWith('enum ')
