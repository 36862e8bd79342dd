// Owns unused variables: locals that are declared and never read.
import type { Variable } from '../syntax/variables.ts'
import { shifted, type Span } from '../text/source.ts'
import type { Document } from './document.ts'

/** An unused variable, at its name. */
export interface Unused extends Span {
  readonly name: string
}

/**
 * The local variables of a text that are never read. Loop variables are not included, nor a variable whose name occurs elsewhere (in a
 * string that may be parsed), since it may be read there.
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
      declared.set(use.variable, [...(declared.get(use.variable) ?? []), shifted({ from: use.from, to: use.to, name }, from)])
    }
  return [...declared]
    .filter(([variable]) => !read.has(variable))
    .flatMap(([, places]) => places)
    .filter(({ name, to }) => !new RegExp(`\\b${name}\\b`).test(text.slice(to)))
}
