// Owns finding out where the parser looks up a word: wraps the catalog's names and records lookups of that word.
import { isMenu, type Argument, type Command, type Menu } from '../../grammar/names.ts'
import type { Value } from '../value/value.ts'

/** A lookup of the parser: the names in which it searched a word. */
export type Lookup =
  | { readonly what: 'name'; readonly menu: Menu }
  | { readonly what: 'argument'; readonly command: Command; readonly given: readonly string[] }
  | { readonly what: 'value'; readonly argument: Argument; readonly command: Command }
  | { readonly what: 'property'; readonly menu: Menu }
  | { readonly what: 'property-value'; readonly menu: Menu; readonly property: string }

/** Names that record every lookup of a word that ends in `probe`. */
export class LookupRecorder {
  readonly asked: Lookup[] = []
  readonly #probe: string
  readonly #menus = new Map<Menu, Menu>()
  readonly #commands = new Map<Command, Command>()
  /** The arguments already given to the last command found. */
  #given: string[] = []

  constructor(probe: string) {
    this.#probe = probe
  }

  /** Returns whether this is the probed word, and if so records the lookup. */
  records(word: string, asked: () => Lookup): boolean {
    if (!word.endsWith(this.#probe)) return false
    this.asked.push(asked())
    return true
  }

  get given(): readonly string[] {
    return this.#given
  }

  gives(name: string): void {
    this.#given.push(name)
  }

  menu(menu: Menu): Menu {
    const known = this.#menus.get(menu) ?? new SpiedMenu(menu, this)
    this.#menus.set(menu, known)
    return known
  }

  command(command: Command): Command {
    this.#given = []
    const known = this.#commands.get(command) ?? new SpiedCommand(command, this)
    this.#commands.set(command, known)
    return known
  }
}

class SpiedMenu implements Menu {
  readonly path: string
  readonly #menu: Menu
  readonly #spy: LookupRecorder

  constructor(menu: Menu, recorder: LookupRecorder) {
    this.path = menu.path
    this.#menu = menu
    this.#spy = recorder
  }

  get parent(): Menu | undefined {
    return this.#menu.parent && this.#spy.menu(this.#menu.parent)
  }

  get properties(): readonly string[] {
    return this.#menu.properties
  }

  find(word: string): Menu | Command | undefined {
    this.#spy.records(word, () => ({ what: 'name', menu: this.#menu }))
    const found = this.#menu.find(word)
    if (found === undefined) return undefined
    return isMenu(found) ? this.#spy.menu(found) : this.#spy.command(found)
  }

  hasProperty(word: string): boolean {
    this.#spy.records(word, () => ({ what: 'property', menu: this.#menu }))
    return this.#menu.hasProperty(word)
  }

  readProperty(property: string, text: string): Value | undefined {
    return this.#spy.records(text, () => ({ what: 'property-value', menu: this.#menu, property }))
      ? text
      : this.#menu.readProperty(property, text)
  }
}

class SpiedCommand implements Command {
  readonly name: string
  readonly path: string
  readonly lenient: boolean
  readonly outside: boolean
  readonly #command: Command
  readonly #spy: LookupRecorder
  /** One wrapper per argument: the parser identifies taken positions by them. */
  readonly #arguments = new Map<Argument, Argument>()

  constructor(command: Command, recorder: LookupRecorder) {
    this.name = command.name
    this.path = command.path
    this.lenient = command.lenient
    this.outside = command.outside
    this.#command = command
    this.#spy = recorder
  }

  get menu(): Menu {
    return this.#spy.menu(this.#command.menu)
  }

  get condition(): Argument | undefined {
    return this.#spied(this.#command.condition)
  }

  argument(word: string): Argument | undefined {
    return this.#named(word, this.#command.argument(word))
  }

  exact(word: string): Argument | undefined {
    return this.#named(word, this.#command.exact(word))
  }

  place(n: number): Argument | undefined {
    return this.#spied(this.#command.place(n))
  }

  #named(word: string, found: Argument | undefined): Argument | undefined {
    const asked = this.#spy.records(word, () => ({ what: 'argument', command: this.#command, given: [...this.#spy.given] }))
    if (found !== undefined && !asked) this.#spy.gives(found.name)
    return this.#spied(found)
  }

  #spied(argument: Argument | undefined): Argument | undefined {
    if (argument === undefined) return undefined
    const known = this.#arguments.get(argument)
    if (known !== undefined) return known
    const { name, slot, flag, alone, sealed, ofNames, naming } = argument
    const read = (text: string, quoted: boolean): Value | undefined =>
      this.#spy.records(text, () => ({ what: 'value', argument, command: this.#command })) ? text : argument.read(text, quoted)
    const recorded = { name, slot, flag, alone, sealed, ofNames, naming, read }
    this.#arguments.set(argument, recorded)
    return recorded
  }
}
