// Owns the kind `items`: rows of a menu, by name, number or id.
import { readId } from '../../value/literal.ts'
import { show } from '../../value/show.ts'
import { Id, type Value } from '../../value/value.ts'
import type { Kind, References } from '../kind.ts'
import { missingRow } from '../refusal.ts'
import { textOfGivenList, makeKind, noOptions, type Make } from './make.ts'
import { readPlainNumber } from './number.ts'

/** Makes the kind `items`. A literal is an id, a number, or the text of a name. */
export const items: Make = (options) =>
  makeKind(options, { kind: 'items', literal: (text) => readId(text) ?? readPlainNumber(text) ?? text })

/**
 * Makes the kind of a reference to a row of the menu at `path`. It is stored as the row's id, so that it remains valid if the row is
 * renamed; a reference to a removed row is printed as its id. `words` (`none`, `auto`) mean no row.
 */
export function reference(path: string, options: { words?: readonly string[] } = {}): Kind {
  const words = options.words ?? []
  const kind = items({ ...noOptions, words })
  const name = (kept: Value, references: References): string =>
    kept instanceof Id ? (references.nameOf(path, kept.id) ?? show(kept)) : show(kept)
  return {
    ...kind,
    accept(value, argument, references) {
      const text = show(textOfGivenList(kind, value, argument))
      if (words.includes(text)) return text
      const id = references.locate(path, text)
      if (id === undefined)
        throw missingRow(argument, { written: argument, wanted: text, menus: [path], names: () => references.names?.([path]) ?? [] })
      return new Id(id)
    },
    get: name,
    show: (kept, references) => [name(kept, references)],
  }
}
