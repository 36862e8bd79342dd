// Owns the types that notes give to properties whose kind the device's listing leaves open.
import { readKind, type Kind } from './kind.ts'
import { kinds } from './kinds/list.ts'
import { nothingSpecial } from './kinds/make.ts'
import { notedOf } from './noted.ts'
import type { NotedType } from './notes/menu-notes.ts'

/** The noted type of a property, with the words and marks of its kind; undefined where nothing is noted or its kind says itself what it takes. */
export function notedType(path: string, property: string, kind: Kind): Kind | undefined {
  const type = isOpen(kind) ? notedOf(path, ({ types }) => types, property) : undefined
  return type === undefined ? undefined : typed(type, kind)
}

const isOpen = ({ kind, beside }: Kind): boolean => kind === 'any' || (kind === 'enum' && beside === 'values')

function typed(type: NotedType, { negated, several, words }: Kind): Kind | undefined {
  const manner = { negated, several, words }
  const closed = (all: readonly string[]): Kind => kinds.enum({ ...nothingSpecial, ...manner, words: all })
  if (type === 'closed' || type === 'only') {
    if (words.length === 0) return undefined
    return type === 'only' ? kinds.only({ ...nothingSpecial, ...manner }) : closed(words)
  }
  return isEnumeration(type) ? closed([...new Set([...type.split(' ').slice(1), ...words])]) : readKind(type, (word) => word, manner)
}

const isEnumeration = (type: NotedType): type is `enum ${string}` => type.startsWith('enum ')
