// Owns converting types in notes to kinds. Notes have types of properties whose kind in the device's listing is not specific.
import type { Kind } from './kind.ts'
import { addressAndLength } from './kinds/ip.ts'
import { readKind } from './kinds/read.ts'
import { kinds } from './kinds/list.ts'
import { noOptions } from './kinds/make.ts'
import { list } from './kinds/several.ts'
import { notedOf } from './noted.ts'
import type { NotedType } from './notes/note-types.ts'

/** Returns the kind of an argument of a menu's command: that of the listing, with the words and the forms of literals that notes add. */
export function readAsNoted(menu: string, name: string, listed: Kind): Kind {
  const more = notedOf(menu, ({ alsoTakes }) => alsoTakes, name)
  const kind = more === undefined ? listed : widened(listed, more)
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

/** The kind of the text `more`, with the words of a listing before its own. */
function widened({ words, negated, several }: Kind, more: string): Kind {
  const own = readKind(more, (word) => word)
  return readKind(more, (word) => word, { words: [...new Set([...words, ...own.words])], negated, several })
}

/** A kind that only accepts its words and their abbreviations as literals. */
function wordsOnly(kind: Kind): Kind {
  const isWord = (text: string): boolean => text !== '' && kind.words.some((word) => word.startsWith(text))
  return { ...kind, read: (text, argument, quoted) => (isWord(text) ? kind.read(text, argument, quoted) : undefined) }
}

/** Returns the kind of a type in notes, with the words and options of the argument's kind; undefined if that kind is specific. */
export function notedKind(type: NotedType, { name: kind, otherValues, negated, several, words }: Kind): Kind | undefined {
  if (kind !== 'any' && (kind !== 'enum' || otherValues !== 'values')) return undefined
  const options = { negated, several, words }
  const closed = (all: readonly string[]): Kind => kinds.enum({ ...noOptions, ...options, words: all })
  if (type === 'closed' || type === 'only') {
    if (words.length === 0) return undefined
    return type === 'only' ? kinds.only({ ...noOptions, ...options }) : closed(words)
  }
  return isEnumeration(type) ? closed([...new Set([...type.split(' ').slice(1), ...words])]) : readKind(type, (word) => word, options)
}

const isEnumeration = (type: NotedType): type is `enum ${string}` => type.startsWith('enum ')
