// Owns what is shown between the words of a text: names of arguments that are given by place, units that a device adds, and whose ids
// `find` gives.
import { KnownArgument } from '../schema/known-argument.ts'
import type { Node } from '../syntax/tree.ts'
import type { Span } from '../text/source.ts'
import type { Document } from './document.ts'
import type { ArgumentUse } from './uses.ts'
import { once } from './view.ts'

/** A word that is not written, in front of the byte at `at`, or behind the one before it. */
export interface Inlay {
  readonly at: number
  readonly label: string
  readonly kind: 'name' | 'unit' | 'type'
}

/** The inlays of a stretch of a text. */
export const inlaysIn = ({ views }: Document, within: Span): readonly Inlay[] =>
  views.flatMap(({ view, from }) =>
    from > within.to || from + view.text.length < within.from
      ? []
      : inlaysOf(view)
          .map(({ at, ...rest }) => ({ at: at + from, ...rest }))
          .filter(({ at }) => within.from <= at && at <= within.to),
  )

/** The menu whose ids a value is: `[/ip/address find]`. */
function idsOf(node: Node | undefined): string | undefined {
  const last = node?.kind === 'bracket' ? node.body.statements.at(-1) : undefined
  if (last?.kind !== 'invocation') return undefined
  const { name, menu } = last.command
  return name === 'find' && menu.parent !== undefined ? menu.path : undefined
}

const inlaysOf = once(({ uses }): readonly Inlay[] => {
  const byPlace = new Map<object, number>()
  for (const use of uses.arguments) if (isByPlace(use)) byPlace.set(use.invocation, (byPlace.get(use.invocation) ?? 0) + 1)
  return uses.arguments.flatMap((use): readonly Inlay[] => {
    const { value, given, invocation } = use
    if (value === undefined) return []
    // One that stands alone is plain: `:put 1`.
    if (isByPlace(use) && (byPlace.get(invocation) ?? 0) > 1) return [{ at: value.from, label: `${given.argument.name}=`, kind: 'name' }]
    // In a command of the same menu it says nothing new.
    const ids = use.command.menu.parent === undefined ? idsOf(given.value) : undefined
    if (ids !== undefined) return [{ at: value.to, label: `: ids of ${ids}`, kind: 'type' }]
    return isBareTime(use) ? [{ at: value.to, label: 's', kind: 'unit' }] : []
  })
})

const isByPlace = ({ name, given }: ArgumentUse): boolean =>
  name === undefined && given.value !== undefined && given.value.kind !== 'names' && given.value.kind !== 'condition'

/** A number without a unit where a time is read: seconds. */
const isBareTime = ({ given: { argument, value } }: ArgumentUse): boolean =>
  argument instanceof KnownArgument && argument.kind.kind === 'time' && value?.kind === 'literal' && /^\d+$/.test(value.text)
