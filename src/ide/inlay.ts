// Owns inlay hints: names of positional arguments, implied units, and the menu of ids that `find` returns.
import { KnownArgument } from '../schema/known-argument.ts'
import type { Node } from '../syntax/tree.ts'
import type { Span } from '../text/source.ts'
import type { Document } from './document.ts'
import type { ArgumentUse } from './uses.ts'
import { oncePerChunk } from './view.ts'

/** An inserted word, in front of the byte at `at`, or behind the one before it. */
export interface Inlay {
  readonly at: number
  readonly label: string
  readonly kind: 'name' | 'unit' | 'type'
}

/** The inlay hints of a range of a text. */
export const inlaysIn = ({ views }: Document, within: Span): readonly Inlay[] =>
  views.flatMap(({ view, from }) =>
    from > within.to || from + view.text.length < within.from
      ? []
      : inlaysOf(view)
          .map(({ at, ...rest }) => ({ at: at + from, ...rest }))
          .filter(({ at }) => within.from <= at && at <= within.to),
  )

/** The menu whose ids a value contains: `[/ip/address find]`. */
function idsOf(node: Node | undefined): string | undefined {
  const last = node?.kind === 'bracket' ? node.body.statements.at(-1) : undefined
  if (last?.kind !== 'invocation') return undefined
  const { name, menu } = last.command
  return name === 'find' && menu.parent !== undefined ? menu.path : undefined
}

const inlaysOf = oncePerChunk(({ uses }): readonly Inlay[] => {
  const byPlace = new Map<object, number>()
  for (const use of uses.arguments) if (isByPlace(use)) byPlace.set(use.invocation, (byPlace.get(use.invocation) ?? 0) + 1)
  return uses.arguments.flatMap((use): readonly Inlay[] => {
    const { value, given, invocation } = use
    if (value === undefined) return []
    // A single positional argument is obvious: `:put 1`.
    if (isByPlace(use) && (byPlace.get(invocation) ?? 0) > 1) return [{ at: value.from, label: `${given.argument.name}=`, kind: 'name' }]
    // In a command of the same menu this is obvious.
    const ids = use.command.menu.parent === undefined ? idsOf(given.value) : undefined
    if (ids !== undefined) return [{ at: value.to, label: `: ids of ${ids}`, kind: 'type' }]
    return isBareTime(use) ? [{ at: value.to, label: 's', kind: 'unit' }] : []
  })
})

const isByPlace = ({ name, given }: ArgumentUse): boolean =>
  name === undefined && given.value !== undefined && given.value.kind !== 'names' && given.value.kind !== 'condition'

/** Whether a number without a unit is read as a time in seconds. */
const isBareTime = ({ given: { argument, value } }: ArgumentUse): boolean =>
  argument instanceof KnownArgument && argument.kind.name === 'time' && value?.kind === 'literal' && /^\d+$/.test(value.text)
