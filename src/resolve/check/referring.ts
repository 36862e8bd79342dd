// Owns looking up the reference of an argument, cached for rules that need it at each use.
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

/** Like `referenceIn`, also for an argument whose values are addresses or interfaces; `namedIn` returns the interfaces in them. */
export const anyReferenceIn = (menu: string, argument: Argument): ReferenceNote | undefined =>
  referenceIn(menu, argument) ?? (mixed.get(menu)?.includes(argument.name) === true ? anyInterface : undefined)

/** The names in the value of a reference. Addresses in the value are '' in the result. */
export const namedIn = (reference: ReferenceNote, text: string): readonly string[] =>
  reference === anyInterface ? text.split(',').map((one) => interfaceIn(one.replace(/\/\d+$/, ''))) : namesIn(reference, text)
