// Owns the differences between an old release and the facts that are used for it: menus, commands, arguments and properties. The oldest
// facts are those of 7.9.
import type { ArgumentFacts } from './facts-file.ts'
import { withWords } from './kinds/enum.ts'
import { readKind } from './kinds/read.ts'
import { noted, notedOf } from './noted.ts'
import type { Former } from './notes/note-types.ts'
import { inRange } from './range.ts'
import type { Release } from './release.ts'

/** The differences of one release, from notes. Releases with facts of their own have none. */
export class Dialect {
  readonly #release: Release

  constructor(release: Release) {
    this.#release = release
  }

  /** Whether the release has a menu of the facts. */
  hasMenu(menu: string): boolean {
    return inRange(
      this.#release,
      noted(menu, ({ releases }) => releases),
    )
  }

  /** Whether the release has a `command`, `command argument` or `command argument word` of the facts. */
  has(menu: string, what: string): boolean {
    return inRange(
      this.#release,
      notedOf(menu, ({ bounds }) => bounds, what),
    )
  }

  /** Returns the commands of a menu that the facts lack. */
  commands(menu: string): readonly string[] {
    return this.#former(menu).map(({ command }) => command)
  }

  /** Returns the arguments of a command: those of the facts that the release has, and those that the facts lack. */
  arguments(menu: string, command: string, known: readonly ArgumentFacts[]): readonly ArgumentFacts[] {
    const there = known.flatMap((facts) => (this.has(menu, `${command} ${facts.name}`) ? this.#worded(menu, command, facts) : []))
    const more = this.#former(menu).find((row) => row.command === command)
    if (more === undefined) return there
    const absent = Object.entries(more.takes).filter(([name]) => !there.some((facts) => facts.name === name))
    return [...there, ...absent.map(([name, kind]) => argument(name, kind))]
  }

  /** Returns an argument with the words that the release has. */
  #worded(menu: string, command: string, facts: ArgumentFacts): ArgumentFacts {
    const { name, kind } = facts
    const words = kind.words.filter((word) => this.has(menu, `${command} ${name} ${word}`))
    return words.length === kind.words.length ? facts : { ...facts, kind: withWords(kind, words) }
  }

  /** Returns the properties of a menu that the facts lack. */
  properties(menu: string): readonly string[] {
    return (noted(menu, ({ formerProperties }) => formerProperties) ?? []).flatMap(({ names, releases }) =>
      inRange(this.#release, releases) ? names.split(' ') : [],
    )
  }

  /** The notes on commands of the menu that the facts lack in this release. */
  #former(menu: string): readonly Former[] {
    return (noted(menu, ({ former }) => former) ?? []).filter(({ releases }) => inRange(this.#release, releases))
  }
}

const argument = (name: string, kind: string): ArgumentFacts => ({
  name,
  kind: readKind(kind, (word) => word),
  set: undefined,
  extra: false,
})
