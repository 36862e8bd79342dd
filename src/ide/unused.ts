// Owns what nothing reads: local variables that are declared, and never asked for.
import type { Variable } from '../syntax/tree.ts'
import type { Span } from '../text/source.ts'
import { moved, type Document } from './document.ts'

/** A variable that nothing reads, at its name. */
export interface Unused extends Span {
  readonly name: string
}

/**
 * The local variables of a text that nothing reads. Those of loops stand for what is gone over, and one whose name stands anywhere else
 * (in a string that is parsed) may be read there: they are left out.
 */
export function unusedIn({ views, source: { text } }: Document): readonly Unused[] {
  const declared = new Map<Variable, Unused[]>()
  const read = new Set<Variable>()
  for (const { view, from } of views)
    for (const use of view.uses.variables) {
      if (use.role === 'read') read.add(use.variable)
      if (use.role !== 'declare' || use.variable.kind !== 'local' || /^:?for/.test(text.slice(from + use.statement.from, from + use.to)))
        continue
      const { name } = use.variable
      declared.set(use.variable, [...(declared.get(use.variable) ?? []), moved({ from: use.from, to: use.to, name }, from)])
    }
  return [...declared]
    .filter(([variable]) => !read.has(variable))
    .flatMap(([, places]) => places)
    .filter(({ name, to }) => !new RegExp(`\\b${name}\\b`).test(text.slice(to)))
}
