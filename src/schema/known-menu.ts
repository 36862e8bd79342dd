// Owns the menus of the catalog: submenus and commands by name, and properties with their kinds and defaults.
import type { Menu } from '../../grammar/names.ts'
import type { Value } from '../value/value.ts'
import { onlyMatch } from './abbreviation.ts'
import type { ArgumentFacts, FactsFile, MenuRow, PropertyFacts } from './facts-file.ts'
import { readPresence } from './facts-file.ts'
import type { Kind } from './kind.ts'
import type { KnownArgument } from './known-argument.ts'
import { KnownCommand } from './known-command.ts'
import type { LegendFlag, ReadableName } from './manual-facts.ts'
import type { CatalogData } from './menu-facts.ts'
import { propertiesOf, type FiledMenu } from './menu-properties.ts'
import { shapeOf, type Shape } from './menu-shape.ts'
import type { Release } from './release.ts'
import { noted as nearest, notedOf } from './noted.ts'
import type { FactoryRows } from './notes/note-types.ts'
import { PropertyKinds } from './property-kinds.ts'
import { inRange } from './range.ts'
import { aliasOf } from './visibility.ts'
import { lastSegment } from '../text/words.ts'
import { rowArguments } from './row-arguments.ts'

/** Makes the menus directly below a menu. */
type Submenus = (menu: KnownMenu) => KnownMenu[]

/** A menu. Its submenus, commands and properties are built on demand. */
export class KnownMenu implements Menu {
  readonly path: string
  readonly name: string
  readonly parent: KnownMenu | undefined
  readonly #shared: CatalogData
  readonly #file: () => FactsFile
  readonly #submenus: Submenus | undefined
  #entries: ReadonlyMap<string, KnownMenu | KnownCommand> | undefined
  #properties: readonly string[] | undefined
  #names: ReadonlySet<string> | undefined
  #known: ReadonlyMap<string, PropertyFacts> | undefined
  #required: readonly string[] | undefined
  #kinds: PropertyKinds | undefined

  /** `file` returns the facts with this menu; `submenus` the menus directly below it if they are in other files. */
  constructor(path: string, parent: KnownMenu | undefined, shared: CatalogData, file: () => FactsFile, submenus?: Submenus) {
    this.path = path
    this.name = lastSegment(path)
    this.parent = parent
    this.#shared = shared
    this.#file = file
    this.#submenus = submenus
  }

  /** Submenus and commands by name. */
  get entries(): ReadonlyMap<string, KnownMenu | KnownCommand> {
    if (this.#entries === undefined) {
      const menus = this.#menus()
      this.#entries = new Map<string, KnownMenu | KnownCommand>([...menus, ...this.#commands(menus)])
    }
    return this.#entries
  }

  /** Submenus: those of the menu's own file, then those that only other files have. */
  #menus(): ReadonlyMap<string, KnownMenu> {
    const menus = new Map((this.#submenus?.(this) ?? this.#below()).map((menu) => [menu.name, menu]))
    for (const other of this.#shared.more(this.path))
      for (const path of other.children(this.path)) {
        const name = lastSegment(path)
        if (!menus.has(name) && this.#shared.hasMenuOf(other, path))
          menus.set(name, new KnownMenu(path, this, this.#shared.unsure, () => other))
      }
    return menus
  }

  /** Commands: those of the dialect, those of the menu's own file, then those of other files whose name no submenu has. */
  #commands(menus: ReadonlyMap<string, KnownMenu>): ReadonlyMap<string, KnownCommand> {
    const commands = new Map<string, KnownCommand>()
    const file = this.#file()
    const { visibility, unsureVisibility, dialect } = this.#shared
    const others = this.#others()
    const add = (name: string, own: () => readonly ArgumentFacts[]): unknown =>
      commands.set(name, new KnownCommand(name, this, visibility, () => this.#arguments(name, own(), others)))
    for (const name of dialect.commands(this.path)) add(name, () => [])
    for (const facts of file.commands(this.row))
      if (visibility.shows(facts, this.path) && dialect.has(this.path, facts.name))
        add(facts.name, () => file.argumentList(facts.argumentList))
    for (const { file: other, row } of others)
      for (const { name, argumentList } of other.commands(row))
        if (!commands.has(name) && !menus.has(name))
          commands.set(name, new KnownCommand(name, this, unsureVisibility, () => other.argumentList(argumentList)))
    return commands
  }

  /** The arguments of a command: those of the release, and those that only other files have. `own` are those of the menu's own file. */
  #arguments(name: string, own: readonly ArgumentFacts[], others: readonly FiledMenu[]): readonly ArgumentFacts[] {
    const { visibility, dialect } = this.#shared
    const isOwn = (argument: ArgumentFacts): boolean =>
      own.some((one) => one.name === argument.name && visibility.shows(one, `${this.path}/${name}`))
    const more = others.flatMap(({ file }) => file.argumentsOf(this.path, name)).filter((argument) => !isOwn(argument))
    const there = dialect.arguments(this.path, name, own)
    return more.length === 0 ? there : [...there, ...more]
  }

  /** Other files of facts that include this menu, each with its row there. */
  #others(): readonly FiledMenu[] {
    const own = this.#file()
    return this.#shared.more(this.path).flatMap((file) => {
      const row = file === own ? undefined : file.row(this.path)
      return row === undefined ? [] : [{ file, row }]
    })
  }

  find(word: string): KnownMenu | KnownCommand | undefined {
    const exact = this.entries.get(word)
    if (exact !== undefined) return exact
    return this.aliased(word) ?? onlyMatch(this.entries, word)
  }

  /** Returns the menu or command that a name is an alias of; undefined for other names. */
  aliased(word: string): KnownMenu | KnownCommand | undefined {
    const other = aliasOf(this.path, word)
    return other === undefined ? undefined : this.#top().#at(other.slice(1).split('/'))
  }

  #top(): KnownMenu {
    return this.parent === undefined ? this : this.parent.#top()
  }

  /** Returns the menu or command at these words. */
  #at([word = '', ...rest]: readonly string[]): KnownMenu | KnownCommand | undefined {
    const found = this.entries.get(word)
    return rest.length > 0 && found instanceof KnownMenu ? found.#at(rest) : found
  }

  get release(): Release {
    return this.#shared.visibility.release
  }

  /** Whether the facts cover this release and devices that have the menu, so that names which they lack do not exist. */
  get sure(): boolean {
    return this.#shared.visibility.sure
  }

  /** Returns the menu below this one at a path of full names; undefined if there is none. */
  at(path: string): KnownMenu | undefined {
    const [name, ...rest] = path.split('/').filter((word) => word !== '')
    if (name === undefined) return this
    const next = this.entries.get(name)
    return next instanceof KnownMenu ? next.at(rest.join('/')) : undefined
  }

  /** Returns the command of exactly this name. */
  command(name: string): KnownCommand | undefined {
    const found = this.entries.get(name)
    return found instanceof KnownCommand ? found : undefined
  }

  /** The names of its properties, in the order of the device. */
  get properties(): readonly string[] {
    this.#properties ??= propertiesOf(this.row, this.#file(), this.#others(), this.#shared, () => this.#settableNames)
    return this.#properties
  }

  hasProperty(word: string): boolean {
    // Identifies rows of a new device.
    const own = this.factory?.selects === 'default' ? ['default'] : []
    this.#names ??= new Set([...this.properties, ...this.#settableNames, ...own])
    return this.#names.has(word) || this.readable(word) !== undefined
  }

  /** Returns the manual's data of a read-only name: a flag, or a computed property. */
  readable(name: string): ReadableName | undefined {
    return this.#shared.readable(this.path)?.get(name)
  }

  /** The flags of the listing by the manual, in the order of the legend; empty if it has none. */
  get legend(): readonly LegendFlag[] {
    return this.#shared.named(this.path).legend
  }

  /** Whether a property is text by the manual, and not by the device's listing. `configuration.ssid` is `ssid` in the manual. */
  isText(name: string): boolean {
    const { texts, readable } = this.#shared.named(this.path)
    return texts.includes(name.slice(name.lastIndexOf('.') + 1)) || readable.get(name)?.kind.name === 'string'
  }

  /** Whether a name is a read-only bool by the manual, and not a flag of the listing. */
  isNoFlag(name: string): boolean {
    const known = this.#shared.named(this.path).readable.get(name)
    return known?.flag === false && known.kind.name === 'bool'
  }

  /** The read-only names by the manual. */
  get readableNames(): readonly string[] {
    return [...(this.#shared.readable(this.path)?.keys() ?? [])]
  }

  /**
   * The arguments of `add` and `set` that are properties. Conditions accept them in addition to the listing of a device, which is that of
   * one release and one machine. Write-only arguments are not properties.
   */
  get #settableNames(): readonly string[] {
    const taken = ['add', 'set'].flatMap((name) => [...(this.command(name)?.arguments.keys() ?? [])])
    return taken.filter((name) => !rowArguments.has(name) && this.propertyFacts.get(name)?.writeOnly !== true)
  }

  readProperty(property: string, text: string): Value | undefined {
    const kind = this.#given(property) === undefined ? this.readable(property)?.kind : undefined
    return (kind ?? this.kindOf(property)).comparand(text, property)
  }

  /** Returns the kind of a property: of the argument that sets it, or by the manual if that is not specific; else `any`. */
  kindOf(property: string): Kind {
    return this.#ofProperties.kindOf(property)
  }

  /** Returns the kind that checks values of a property: its own, or the type in notes if that is not specific. */
  validatingKindOf(property: string): Kind {
    return this.#ofProperties.validatingKindOf(property)
  }

  get #ofProperties(): PropertyKinds {
    return (this.#kinds ??= new PropertyKinds(this.path, this.#shared, this.#file, (property) => this.#given(property)))
  }

  /** Whether an argument of the menu or its commands has no value by the manual. */
  isSwitch(name: string): boolean {
    return this.#shared.named(this.path).switches.includes(name)
  }

  /** Returns the argument that sets a property. */
  #given(property: string): KnownArgument | undefined {
    return this.command('set')?.exact(property) ?? this.command('add')?.exact(property)
  }

  /** What can be stored in it: rows or one value; undefined if nothing can. */
  get shape(): Shape | undefined {
    const others = this.#others().map(({ row }) => row.kind)
    return shapeOf(this.row.kind, others, this.release, (name) => this.command(name))
  }

  /** The rows of a new device of this release, from notes. */
  get factory(): FactoryRows | undefined {
    const rows = nearest(this.path, ({ factory }) => factory)
    return [rows ?? []].flat().find(({ releases }) => inRange(this.release, releases))
  }

  /** Returns a property's default; undefined if it is not known. */
  defaultOf(property: string): string | undefined {
    const dated = nearest(this.path, ({ defaultsIn }) => defaultsIn) ?? []
    const own = dated.find(({ values, releases }) => Object.hasOwn(values, property) && inRange(this.release, releases))
    return own?.values[property] ?? notedOf(this.path, ({ defaults }) => defaults, property) ?? this.propertyFacts.get(property)?.default
  }

  /** The properties that identify a row, where known. */
  get keys(): readonly string[] {
    return this.row.keys?.split(' ') ?? []
  }

  /** Known facts of properties: defaults, required, can be unset. Absent ones are unknown. */
  get propertyFacts(): ReadonlyMap<string, PropertyFacts> {
    return (this.#known ??= this.#file().propertyFacts(this.row))
  }

  /**
   * The arguments that an empty `add` reports as missing, in the order of its message; empty if there are none, or if they are not known.
   */
  get required(): readonly string[] {
    if (this.#required === undefined) {
      const { add } = this.row
      this.#required = add === undefined || add.startsWith('! ') ? [] : add.split(' ')
    }
    return this.#required
  }

  /** The message of `add` without arguments if it is not `missing value(s) of argument(s) ...`: the device's text without position. */
  get addRefusal(): string | undefined {
    return this.row.add?.startsWith('! ') ? this.row.add.slice(2) : undefined
  }

  /** Its row in the file of facts. */
  get row(): MenuRow {
    return this.#file().row(this.path)!
  }

  /** Returns the menus directly below this one, from the same file. */
  #below(): KnownMenu[] {
    const file = this.#file()
    const { visibility, dialect } = this.#shared
    const visible = file
      .children(this.path)
      .filter((path) => dialect.hasMenu(path) && visibility.showsMenu(readPresence(file.row(path)?.in), path))
    return visible.map((path) => new KnownMenu(path, this, this.#shared, this.#file))
  }
}
