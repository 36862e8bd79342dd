// Owns named rows in a text: where they are defined and referenced.
import type { Menu } from '../../grammar/names.ts'
import { identifying, lookupKeyOf } from '../resolve/check/row-names.ts'
import { constantText } from '../resolve/check/constant.ts'
import { isScriptName } from '../resolve/check/rules/script-name.ts'
import { holdsCode } from '../schema/places.ts'
import { referenceOf } from '../schema/references.ts'
import type { Node } from '../syntax/tree.ts'
import { shifted, type Span } from '../text/source.ts'
import type { Document } from './document.ts'
import type { ArgumentUse } from './uses.ts'
import { oncePerChunk } from './view.ts'

/** A row that a text adds, or a reference to one. The range is that of its name. */
export interface NamedItem extends Span {
  readonly name: string
  readonly menu: Menu
  readonly defines: boolean
  /** The enclosing command. */
  readonly within: ArgumentUse
  /** Whether it may be a row of one of these menus. */
  isIn(this: void, paths: readonly string[]): boolean
}

/** All places of a text that define or reference rows. */
export const itemUses = ({ views }: Document): readonly NamedItem[] =>
  views.flatMap(({ view, from }) => itemsOf(view).map((item) => shifted(item, from)))

/** Those of a chunk, in its own offsets. */
export const itemsOf = oncePerChunk(({ uses }): readonly NamedItem[] =>
  uses.arguments.flatMap((use): readonly NamedItem[] => {
    const { command, given, value } = use
    const { menu } = command
    if (menu.parent === undefined || given.value === undefined || value === undefined) return []
    const { name } = given.argument
    const defines = (command.name === 'add' || command.name === 'set') && name === identifying(menu.path)
    const paths = defines ? [menu.path] : namedBy(use)
    if (paths.length === 0) return []
    const keys = new Set(paths.map(lookupKeyOf))
    const isIn = (others: readonly string[]): boolean => others.some((path) => keys.has(lookupKeyOf(path)))
    return wordsIn(given.value, value).map(({ name: word, ...span }) => ({
      ...span,
      name: word,
      menu,
      defines,
      within: use,
      isIn,
    }))
  }),
)

/** The menus whose rows an argument references: those in its notes, its own menu, or scripts. */
function namedBy({ command: { menu, name }, given: { argument, value } }: ArgumentUse): readonly string[] {
  const reference = referenceOf(menu.path, argument.name)
  if (reference !== undefined) return reference.of
  if (argument.name === 'numbers' || argument.name === 'number') return name === 'print' ? [] : [menu.path]
  const isEvent = holdsCode(argument.name) && argument.name !== 'source'
  return isEvent && value !== undefined && isScriptName(constantText(value) ?? '') ? ['/system/script'] : []
}

/** The names in a constant value: one, or several separated by commas. */
function wordsIn(node: Node, { from, to }: Span): readonly (Span & { readonly name: string })[] {
  const text = constantText(node)
  if (text === undefined || text === '') return []
  const start = node.kind === 'quoted' ? from + 1 : from
  // If it has escapes, offsets in the text do not match the source.
  if (start + text.length !== (node.kind === 'quoted' ? to - 1 : to)) return []
  let at = 0
  return text.split(',').map((part) => {
    const name = part.replace(/^!/, '')
    const begin = start + at + part.length - name.length
    at += part.length + 1
    return { name, from: begin, to: begin + name.length }
  })
}
