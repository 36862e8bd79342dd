// Owns the commands of the catalog: arguments by name, by position and by abbreviation.
import type { Command, Menu } from '../../grammar/names.ts'
import type { ArgumentFacts } from './facts-file.ts'
import { KnownArgument } from './known-argument.ts'
import { isNoted } from './noted.ts'
import { placesOf, takesBareCondition } from './places.ts'
import { isSince } from './release.ts'
import { rootCommand } from './root.ts'
import type { Visibility } from './visibility.ts'
import { onlyMatch } from './abbreviation.ts'

/** Whether an argument selects rows. */
const isRows = (name: string): boolean => name === 'numbers' || name === 'number'

/** The part of a menu that knows arguments without a value. */
interface Switches {
  /** Whether an argument of the menu or its commands has no value by the manual. */
  isSwitch(name: string): boolean
}

/** A command of a menu. Its arguments are built on demand. */
export class KnownCommand implements Command {
  readonly name: string
  readonly path: string
  readonly menu: Menu
  readonly lenient: boolean
  readonly outside: boolean
  readonly #isSwitch: (name: string) => boolean
  readonly #visibility: Visibility
  readonly #argumentList: () => readonly ArgumentFacts[]
  #built: ReadonlyMap<string, KnownArgument> | undefined
  #places: readonly KnownArgument[] | undefined

  /** `argumentList` reads the arguments from the facts. */
  constructor(name: string, menu: Menu & Switches, visibility: Visibility, argumentList: () => readonly ArgumentFacts[]) {
    this.#isSwitch = (argument) => menu.isSwitch(argument)
    this.name = name
    this.path = `${menu.path === '/' ? '' : menu.path}/${name}`
    this.menu = menu
    this.lenient = !visibility.sure || isSince(visibility.release, 7, 23)
    this.outside = isNoted(menu.path, ({ outside }) => outside, name)
    this.#visibility = visibility
    this.#argumentList = argumentList
  }

  /** Every argument by name, in the order of the facts. */
  get arguments(): ReadonlyMap<string, KnownArgument> {
    if (this.#built === undefined) {
      const root = this.menu.path === '/' ? rootCommand(this.name, this.#visibility.release) : undefined
      const visible = this.#argumentList().filter((facts) => this.#visibility.shows(facts, this.path))
      const undescribed = this.menu.path === '/' ? 'root' : undefined
      this.#built = new Map(
        visible.map((facts) => [
          facts.name,
          new KnownArgument(
            facts,
            root?.arguments.get(facts.name) ?? undescribed,
            this.#visibility.sure,
            this.menu.path,
            this.#bare(facts.name),
          ),
        ]),
      )
    }
    return this.#built
  }

  /**
   * Whether an argument may or must be given without a value. `reset` takes names of properties (in the trees of all releases). That the
   * manual's switches must have no value is *inferred*: devices refuse `blackhole=yes`.
   */
  #bare(name: string): 'may' | 'must' | undefined {
    if (this.menu.path !== '/' && this.name === 'reset' && !isRows(name)) return 'may'
    return this.#isSwitch(name) ? 'must' : undefined
  }

  argument(word: string): KnownArgument | undefined {
    return this.exact(word) ?? onlyMatch(this.arguments, word)
  }

  exact(word: string): KnownArgument | undefined {
    return this.arguments.get(word)
  }

  place(n: number): KnownArgument | undefined {
    this.#places ??= this.#placeNames().map((name) => this.exact(name)!)
    return this.#places[n]
  }

  get condition(): KnownArgument | undefined {
    return this.menu.path !== '/' && takesBareCondition(this.name) ? this.exact('where') : undefined
  }

  #placeNames(): readonly string[] {
    const has = (name: string): boolean => this.arguments.has(name)
    return this.menu.path === '/'
      ? (rootCommand(this.name, this.#visibility.release)?.places.filter(has) ?? [])
      : placesOf(this.menu.path, this.name, has)
  }
}
