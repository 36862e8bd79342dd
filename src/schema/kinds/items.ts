// Owns the kind `items`: rows of a menu, by name, number or id.
import { readId } from '../../value/literal.ts'
import { show } from '../../value/show.ts'
import { Id, type Value } from '../../value/value.ts'
import type { Kind, References } from '../kind.ts'
import { notThere } from '../refusal.ts'
import { textOfGivenList, makeKind, nothingSpecial, type Make } from './make.ts'
import { readPlainNumber } from './number.ts'

export const items: Make = (options) =>
  makeKind(options, { kind: 'items', literal: (text) => readId(text) ?? readPlainNumber(text) ?? text })

/**
 * A reference to an item of another menu, stored as its id so that it follows a renaming. `words` (`none`, `auto`) mean no item. A
 * reference whose item is gone reads as its id.
 */
export function reference(path: string, options: { words?: readonly string[] } = {}): Kind {
  const words = options.words ?? []
  const kind = items({ ...nothingSpecial, words })
  const name = (kept: Value, references: References): string =>
    kept instanceof Id ? (references.nameOf(path, kept.id) ?? show(kept)) : show(kept)
  return {
    ...kind,
    accept(value, argument, references) {
      const text = show(textOfGivenList(kind, value, argument))
      if (words.includes(text)) return text
      const id = references.locate(path, text)
      if (id === undefined)
        throw notThere(argument, { written: argument, wanted: text, menus: [path], names: () => references.names?.([path]) ?? [] })
      return new Id(id)
    },
    get: name,
    show: (kept, references) => [name(kept, references)],
  }
}
