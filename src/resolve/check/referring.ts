// Owns the reference of an argument, for rules that ask for each use.
import type { Argument } from '../../../grammar/names.ts'
import { anyInterface, interfaceIn } from '../../schema/gateway.ts'
import type { ReferenceNote } from '../../schema/notes/note-types.ts'
import { namesIn, referenceOf } from '../../schema/references.ts'

const known = new WeakMap<Argument, { readonly reference: ReferenceNote | undefined }>()

/** The reference of an argument of `add` or `set` of a menu; cached. */
export function referenceIn(menu: string, argument: Argument): ReferenceNote | undefined {
  const before = known.get(argument)
  if (before !== undefined) return before.reference
  const reference = referenceOf(menu, argument.name)
  known.set(argument, { reference })
  return reference
}

/** Arguments whose values are addresses or names of interfaces, by menu. */
const mixed = new Map([
  ['/ip/route', ['gateway']],
  ['/ipv6/route', ['gateway']],
  ['/queue/simple', ['target', 'dst']],
])

/** The same, also of an argument whose values may be addresses; `namedIn` returns the names in those. */
export const anyReferenceIn = (menu: string, argument: Argument): ReferenceNote | undefined =>
  referenceIn(menu, argument) ?? (mixed.get(menu)?.includes(argument.name) === true ? anyInterface : undefined)

/** The names in the value of a reference; those in a value that may have addresses are the parts that are none. */
export const namedIn = (reference: ReferenceNote, text: string): readonly string[] =>
  reference === anyInterface ? text.split(',').map((one) => interfaceIn(one.replace(/\/\d+$/, ''))) : namesIn(reference, text)
