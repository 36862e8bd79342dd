// Owns outdated names: path words and arguments that the newest known release lacks.
import { isMenu } from '../../grammar/names.ts'
import type { Knowledge } from '../resolve/check/knowledge.ts'
import { spanOf, type Lifetime } from '../schema/history.ts'
import { shifted, type Span } from '../text/source.ts'
import { lastSegment } from '../text/words.ts'
import type { Document } from './document.ts'

/** A name that was removed later, its place, and the last release that has it. */
export interface Outdated extends Span {
  readonly name: string
  /** `until 7.20`. */
  readonly life: string
}

/** The names in a text that the newest release no longer has; none in a text for that release. */
export function outdatedIn({ views, knowledge, source: { text } }: Document): readonly Outdated[] {
  const { history, catalog } = knowledge
  if (catalog.facts === history.releasesWithFacts.at(-1)) return []
  const known = new Map<string, string | undefined>()
  const lifeOf = (key: string, life: () => Lifetime | undefined): string | undefined => {
    if (!known.has(key)) known.set(key, lastReleaseOf(life(), knowledge))
    return known.get(key)
  }
  return views.flatMap(({ view: { uses }, from: by }) => {
    const found = (span: Span, life: string | undefined): readonly Outdated[] => {
      if (life === undefined) return []
      const { from, to } = shifted({ from: span.from, to: span.to }, by)
      return [{ from, to, name: text.slice(from, to), life }]
    }
    const words = uses.words.flatMap((word) => {
      const menu = isMenu(word.entry) ? word.entry.parent : word.entry.menu
      const name = lastSegment(word.entry.path)
      return menu === undefined
        ? []
        : found(
            word,
            lifeOf(word.entry.path, () => history.entry(menu.path, name)),
          )
    })
    const names = uses.arguments.flatMap(({ name, command, given: { argument } }) =>
      name === undefined
        ? []
        : found(
            name,
            lifeOf(`${command.path} ${argument.name}`, () => history.argument(command.menu.path, command.name, argument.name)),
          ),
    )
    return [...words, ...names]
  })
}

/** The last release that has something which the newest lacks; undefined otherwise. */
export function lastReleaseOf(lifetime: Lifetime | undefined, { history: { releasesWithFacts: known } }: Knowledge): string | undefined {
  if (lifetime === undefined || lifetime.releases === 0) return undefined
  return (lifetime.releases & (1 << (known.length - 1))) === 0 ? spanOf(lifetime, known) : undefined
}
