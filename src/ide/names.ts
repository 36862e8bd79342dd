// Owns definition, references and renaming of variables and rows, across several texts.
import { lookupKeyOf } from '../resolve/check/row-names.ts'
import type { Variable } from '../syntax/variables.ts'
import { shifted, type Span } from '../text/source.ts'
import type { Document } from './document.ts'
import { itemsOf, itemUses, type NamedItem } from './items.ts'
import { at } from './uses.ts'

/** A range in one of the texts. */
export interface TextPlace extends Span {
  readonly document: Document
  /** Whether it declares a variable or defines a row. */
  readonly defines: boolean
}

/** All occurrences of a name, including the word itself. */
export interface NameOccurrences {
  readonly word: Span
  readonly kind: 'variable' | 'item'
  readonly places: readonly TextPlace[]
  /** Why it cannot be renamed; undefined if it can. */
  readonly fixed: string | undefined
}

/** The occurrences of the name at an offset, in its own text and in `others`; undefined if it is not a name that a script defines. */
export function namedAt(document: Document, offset: number, others: readonly Document[] = []): NameOccurrences | undefined {
  const { view, from } = document.viewAt(offset)
  const variable = at(view.uses.variables, offset - from)
  if (variable !== undefined) return variableNamed(document, variable.variable, shifted(variable, from), others)
  const item = at(itemsOf(view), offset - from)
  return item === undefined ? undefined : itemNamed(document, shifted(item, from), others)
}

function variableNamed(document: Document, variable: Variable, word: Span, others: readonly Document[]): NameOccurrences {
  const isGlobal = variable.kind === 'global'
  const same = (other: Variable): boolean => other === variable || (isGlobal && other.kind === 'global' && other.name === variable.name)
  const places = [document, ...(isGlobal ? others : [])].flatMap((one) =>
    one.views.flatMap(({ view, from: start }) =>
      view.uses.variables
        .filter((use) => same(use.variable))
        .map(({ from, to, role }): TextPlace => shifted({ document: one, from, to, defines: role === 'declare' }, start)),
    ),
  )
  const fixed = variable.kind === 'parameter' ? `nothing declares '${variable.name}': the caller passes it` : undefined
  return { word: { from: word.from, to: word.to }, kind: 'variable', places, fixed }
}

function itemNamed(document: Document, item: NamedItem, others: readonly Document[]): NameOccurrences {
  const paths = [item.menu.path]
  const texts = [document, ...others].map((one) => ({ one, uses: itemUses(one).filter(({ name }) => name === item.name) }))
  // A reference may match rows of several menus; a definition decides.
  const definition = texts.flatMap(({ uses }) => uses).find((use) => use.defines && (use.isIn(paths) || item.isIn([use.menu.path])))
  const menu = definition?.menu.path
  const places = texts.flatMap(({ one, uses }) =>
    uses
      .filter((use) => (menu === undefined ? use.isIn(paths) : use.isIn([menu])))
      .map(({ from, to, defines }): TextPlace => ({ document: one, from, to, defines })),
  )
  const fixed = menu === undefined ? `nothing here defines '${item.name}'` : computedIn([document, ...others], menu)
  return { word: item, kind: 'item', places: places.length === 0 ? [{ document, ...item, defines: false }] : places, fixed }
}

/** Why rows of a menu cannot be renamed: some of their names are only known at run time. */
function computedIn(documents: readonly Document[], menu: string): string | undefined {
  const open = documents.some((document) =>
    document.views.some(({ view }) =>
      view.uses.arguments.some(
        ({ command, given }) =>
          (command.name === 'add' || command.name === 'set') &&
          lookupKeyOf(command.menu.path) === lookupKeyOf(menu) &&
          given.argument.name === 'name' &&
          given.value !== undefined &&
          given.value.kind !== 'literal' &&
          !(given.value.kind === 'quoted' && given.value.parts.every((part) => typeof part === 'string')),
      ),
    ),
  )
  return open ? `names in ${menu} are made while the script runs` : undefined
}

/** Why a text is not a valid name; undefined if it is. Variable names consist of letters and digits. */
export function nameFault(name: string, kind: NameOccurrences['kind']): string | undefined {
  if (kind === 'variable') return /^[A-Za-z0-9]+$/.test(name) ? undefined : 'names of variables consist of letters and digits'
  return /^[\w.@-]+$/.test(name) ? undefined : 'this name would need quotes'
}
