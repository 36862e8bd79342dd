// Owns what a release had otherwise than the facts that stand for it (these begin with 7.9): menus, commands, arguments and properties.
import type { ArgumentFacts } from './facts-file.ts'
import { withWords } from './kinds/enum.ts'
import { readKind } from './kinds/read.ts'
import { noted, notedOf } from './noted.ts'
import type { Former } from './notes/menu-notes.ts'
import { inRange } from './range.ts'
import type { Release } from './release.ts'

/** How a release's menus differ from the facts that stand for it. Releases that have facts of their own differ in nothing. */
export class Dialect {
  readonly #release: Release

  constructor(release: Release) {
    this.#release = release
  }

  /** Whether a menu of the facts is there. */
  hasMenu(menu: string): boolean {
    return inRange(
      this.#release,
      noted(menu, ({ releases }) => releases),
    )
  }

  /** Whether a command of the facts is there, a `command argument`, or a `command argument word`. */
  has(menu: string, what: string): boolean {
    return inRange(
      this.#release,
      notedOf(menu, ({ bounds }) => bounds, what),
    )
  }

  /** The commands of a menu that the facts lack. */
  commands(menu: string): readonly string[] {
    return this.#former(menu).map(({ command }) => command)
  }

  /** The arguments of a command: those of the facts that are there, and those that the facts lack. */
  arguments(menu: string, command: string, known: readonly ArgumentFacts[]): readonly ArgumentFacts[] {
    const there = known.flatMap((facts) => (this.has(menu, `${command} ${facts.name}`) ? this.#worded(menu, command, facts) : []))
    const more = this.#former(menu).find((row) => row.command === command)
    if (more === undefined) return there
    const absent = Object.entries(more.takes).filter(([name]) => !there.some((facts) => facts.name === name))
    return [...there, ...absent.map(([name, kind]) => argument(name, kind))]
  }

  /** An argument with the words that the release has. */
  #worded(menu: string, command: string, facts: ArgumentFacts): ArgumentFacts {
    const { name, kind } = facts
    const words = kind.words.filter((word) => this.has(menu, `${command} ${name} ${word}`))
    return words.length === kind.words.length ? facts : { ...facts, kind: withWords(kind, words) }
  }

  /** The properties of a menu that the facts lack. */
  properties(menu: string): readonly string[] {
    return (noted(menu, ({ formerProperties }) => formerProperties) ?? []).flatMap(({ names, releases }) =>
      inRange(this.#release, releases) ? names.split(' ') : [],
    )
  }

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
