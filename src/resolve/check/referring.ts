// Owns the reference of an argument, for rules that ask for each use.
import type { Argument } from '../../../grammar/names.ts'
import type { ReferenceNote } from '../../schema/notes/note-types.ts'
import { referenceOf } from '../../schema/references.ts'

const known = new WeakMap<Argument, { readonly reference: ReferenceNote | undefined }>()

/** The reference of an argument of `add` or `set` of a menu; cached. */
export function referenceIn(menu: string, argument: Argument): ReferenceNote | undefined {
  const before = known.get(argument)
  if (before !== undefined) return before.reference
  const reference = referenceOf(menu, argument.name)
  known.set(argument, { reference })
  return reference
}
