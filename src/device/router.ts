// Owns a device: its stores, its files, its globals, its log, and reading properties of its rows.
import { unmodelled, type Halt } from '../diagnostic/failure.ts'
import type { Host } from '../host/host.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import type { Command as Declared, KnownProperty, Row } from '../schema/menu.ts'
import type { References } from '../schema/property.ts'
import { atRelease, inRange } from '../schema/range.ts'
import { releaseOf, type Release } from '../schema/release.ts'
import type { Credentials, Login, User } from '../schema/user.ts'
import { Id, nothing, type Value } from '../value/value.ts'
import { Account, onAccount, pay } from '../value/limits.ts'
import { show } from '../value/show.ts'
import type { DateStyle } from '../value/date.ts'
import { Agenda } from './world/agenda.ts'
import { isListing, virtualMachine, type Board } from './plain/board.ts'
import { Hooks } from './hooks.ts'
import { History, type Deed, type Texts } from './history.ts'
import { Jobs } from './jobs.ts'
import { Log } from './log.ts'
import { Changes } from './rows/changes.ts'
import { Journal } from './rows/journal.ts'
import { extended, type ExtensionOn } from './plain/extension.ts'
import { JournaledFiles } from './world/files.ts'
import { outlived } from './world/fault.ts'
import type { RouterOptionsOn } from './router-options.ts'
import { Room } from './limits.ts'
import { Properties } from './plain/properties.ts'
import { Peers } from './world/peers.ts'
import { Services } from './world/services.ts'
import { WallClock, withClock } from './world/wall-clock.ts'
import type { Staging } from './staging.ts'
import { Store, type Item } from './rows/store.ts'
import type { Background, CallOn, KeptRow, LogLine, MenuOn } from './types.ts'
import { Environment } from './environment.ts'

/** A menu's declaration as devices and their commands see it. */
export type DeviceMenu = MenuOn<Router>
export type OwnCommand = Declared<CallOn<Router>>
export type DeviceExtension = ExtensionOn<Router>

export type RouterOptions = RouterOptionsOn<Router>

/** Reading a property of a row, in units of `pay`: every command that goes over rows reads them here. */
const workPerRead = 256

export class Router implements References {
  readonly host: Host
  readonly release: Release
  readonly board: Board
  readonly pings: ReadonlyMap<string, bigint>
  readonly menus: ReadonlyMap<string, DeviceMenu>
  readonly journal = new Journal()
  /** Which rows were changed, while somebody wants to know. */
  readonly changes = new Changes()
  /** The finished commands that can be undone. */
  readonly history = new History(this.journal)
  /** The device's files; what a failing command wrote is undone. */
  readonly files: JournaledFiles
  readonly environment = new Environment()
  /** Global variables by name, but for those of runs that see no others'. */
  readonly globals = this.environment.all
  /** What it reads the time from: that of `host`, which can be set. */
  readonly clock: WallClock
  /** How the device ended what ran on it; undefined while it goes on. */
  halted: Halt | undefined
  readonly jobs: Jobs
  /** Who may log in; `login` of login.ts asks. */
  readonly users: { login(credentials: Credentials): User | undefined; entered(login: Login): void }
  /** Who has logged in. */
  readonly logins = new Set<Login>()
  readonly #room: Room
  /** Who pays for what it does: the run under way on it; by itself it has no limits. */
  #account = new Account()
  readonly #hooks: Hooks<Router>
  readonly agenda: Agenda
  readonly services: Services
  readonly peers: Peers
  /** The names of its release; undefined where nobody has handed them in. */
  readonly root: KnownMenu | undefined
  /** Runs a text as a job in a console that nobody sees; throws its Failure. */
  readonly background: Background
  /**
   * Handler for internal errors in scheduled work and in requests from outside. With it the device continues;
   * without it the error is thrown to the caller of `wait`.
   */
  faulted: ((error: unknown) => void) | undefined
  /** Told of a command that found none of the rows that it was to change, by the path of its menu. */
  missed: ((path: string) => void) | undefined
  /** What a test says in the device's place; undefined on every other device. */
  staging: Staging | undefined
  readonly #stores = new Map<string, Store>()
  readonly #plain = new Map<string, DeviceMenu>()
  readonly #extensions: ReadonlyMap<string, DeviceExtension>
  readonly #makePlain: ((path: string) => DeviceMenu | undefined) | undefined
  readonly #properties: Properties<Router>
  readonly #factories = new Map<string, readonly Readonly<Record<string, Value>>[]>()
  readonly #log = new Log()

  constructor(options: RouterOptions) {
    this.clock = new WallClock(options.host.clock)
    this.host = withClock(options.host, this.clock)
    this.release = releaseOf(options.release)
    this.board = options.board ?? virtualMachine
    this.pings = options.pings ?? new Map()
    this.root = options.root
    this.#properties = new Properties(options.root, this.release)
    this.#makePlain = options.plain
    this.background =
      options.background ??
      (() => {
        const message = 'this device runs nothing by itself'
        throw unmodelled(message, message)
      })
    this.menus = new Map(options.menus.filter(({ releases }) => this.holds(releases)).map((menu) => [menu.path, menu]))
    const extensions = (options.extensions ?? []).filter(({ releases }) => this.holds(releases))
    this.#extensions = new Map(extensions.map((extension) => [extension.path, extension]))
    this.#room = new Room(options.limits?.items)
    this.files = new JournaledFiles(options.host.files, this.journal, options.limits?.files)
    const { host } = this
    this.jobs = new Jobs(host.clock)
    const hooks = (this.#hooks = new Hooks([...this.menus.values(), ...this.#extensions.values()], this))
    this.users = hooks
    const whole = { transact: <T>(run: () => T): T => this.transact(run), outlived: (error: unknown) => outlived(this.faulted, error) }
    this.services = new Services({
      host,
      hooks,
      ...whole,
      told: ({ message }) => this.log('web,error', message),
      waits: () => this.agenda.waits,
      version: () => this.changes.version,
      settle: () => this.changes.settle(),
      charge: (answer) => onAccount(this.#account, answer),
    })
    this.agenda = new Agenda({
      clock: { now: () => host.clock.now(), sleep: (ns) => this.services.sleep(ns, host.clock) },
      ahead: () => this.clock.ahead,
      timed: () => [this.jobs, ...hooks.timed()],
      used: (path) => this.#stores.has(path),
      listen: () => this.services.look(),
      ...whole,
      told: ({ message }) => this.log('system,error', message),
    })
    this.peers = new Peers({ host, hooks, services: this.services })
    const { identity } = options
    if (identity !== undefined) {
      const { path, property } = hooks.identity
      this.store(this.declared(path)).set(this.only(path), property, identity)
    }
  }

  /** Starts anew: globals, jobs and the log in memory are gone, what is set stays. */
  boot(): void {
    this.environment.clear()
    this.jobs.clear()
    this.#log.clear()
    this.history.clear()
    this.clock.start()
    for (const { booted } of [...this.menus.values(), ...this.#extensions.values()]) booted?.(this)
  }

  /** Forgets every row: each menu is as on a new device when it is next looked at. */
  forget(): void {
    for (const { size } of this.#stores.values()) this.#room.add(-size)
    this.#stores.clear()
    this.changes.noteAll()
  }

  /** The device's name, as its prompt shows it. */
  get identity(): string {
    const { path, property } = this.#hooks.identity
    return show(this.value(path, this.only(path), property))
  }

  /** Whether something that is declared for some releases is there in this one. */
  holds(releases: string | undefined): boolean {
    return inRange(this.release, releases)
  }

  /** The choice of this release. */
  choose<T extends { readonly since: string }>(choices: readonly T[]): T | undefined {
    return atRelease(this.release, choices)
  }

  /** The menu at a path: a declared one, one that was remembered, or one that is made now. */
  menuAt(path: string): DeviceMenu | undefined {
    const known = this.menus.get(path) ?? this.#plain.get(path)
    if (known !== undefined) return known
    const made = this.#makePlain?.(path)
    return made && this.remember(made)
  }

  /** Every menu that rows can be read of: declared ones in the order of their list, then remembered ones. */
  get known(): Iterable<DeviceMenu> {
    return [...this.menus.values(), ...this.#plain.values()]
  }

  /** A declared menu that has to be there. */
  declared(path: string): DeviceMenu {
    const menu = this.menuAt(path)
    if (menu === undefined) throw new Error(`no menu ${path} on this device`)
    return menu
  }

  /**
   * Remembers the declaration made for a menu that has none of its own (plain.ts), with its extension, so that its rows can be read back.
   */
  remember(menu: DeviceMenu): DeviceMenu {
    const known = this.#plain.get(menu.path)
    if (known !== undefined) return known
    const extension = this.#extensions.get(menu.path)
    const whole = extension === undefined ? menu : extended(menu, extension)
    this.#plain.set(menu.path, whole)
    return whole
  }

  /** The rows of a menu, with what a new device has in it. */
  store(menu: DeviceMenu): Store {
    let store = this.#stores.get(menu.path)
    if (store === undefined) {
      const fresh = new Store(menu.path, this.journal, menu.name, 1, this.#room, this.changes)
      this.#stores.set(menu.path, (store = fresh))
      // A failing command that is the first to look at a menu must not take its rows with it.
      this.journal.apart(() => {
        const rows = menu.factory === undefined && menu.kind === 'settings' ? [{}] : this.#factoryRows(menu)
        for (const [factory, row] of rows.entries()) {
          const { '.id': id, ...values } = row
          fresh.add(new Map(Object.entries(values)), { factory, id: id instanceof Id ? id.id : undefined })
        }
      })
    }
    const { refresh } = menu
    const rows = store
    if (refresh !== undefined) this.journal.passing(() => refresh(rows, this))
    return store
  }

  #factoryRows(menu: DeviceMenu): readonly Readonly<Record<string, Value>>[] {
    let rows = this.#factories.get(menu.path)
    if (rows === undefined) this.#factories.set(menu.path, (rows = menu.factory?.(this) ?? []))
    return rows
  }

  /** What a row held when the device was new; undefined for a row that was added. */
  original(menu: DeviceMenu, row: Row): Readonly<Record<string, Value>> | undefined {
    const { factory } = row
    return factory === undefined ? undefined : (this.#factoryRows(menu)[factory] ?? {})
  }

  /** Which of the rows of a new device had this name; undefined where none had. */
  factoryNamed(menu: DeviceMenu, name: string): number | undefined {
    const at = menu.name === undefined ? -1 : this.#factoryRows(menu).findIndex((row) => show(row[menu.name!] ?? nothing) === name)
    return at === -1 ? undefined : at
  }

  /** Fills a menu with rows that were kept, in place of what a new device has in it. `next` is the id of the next row. */
  fill(menu: DeviceMenu, next: number, rows: readonly KeptRow[]): void {
    const store = new Store(menu.path, this.journal, menu.name, next, this.#room, this.changes)
    for (const { id, values, attachment, factory } of rows) store.attach(store.add(values, { id, factory }), attachment)
    this.#room.add(-(this.#stores.get(menu.path)?.size ?? 0))
    this.#stores.set(menu.path, store)
    this.changes.note(menu.path, undefined)
  }

  /** The stores that were used so far. */
  get stores(): ReadonlyMap<string, Store> {
    return this.#stores
  }

  /** The one row of a settings menu. */
  only(path: string): Item {
    const [item] = this.store(this.declared(path)).items
    if (item === undefined) throw new Error(`${path} has no value`)
    return item
  }

  /** The property's declaration with its kind, if this release has it. */
  property(menu: DeviceMenu, name: string): KnownProperty<Router> | undefined {
    return this.#properties.of(menu, name)
  }

  /** What a row keeps or computes under a name, before its type turns it into what `get` gives; undefined where there is nothing. */
  kept(menu: DeviceMenu, row: Row, name: string): Value | undefined {
    pay(workPerRead)
    const property = this.property(menu, name)
    return property && this.keptBy(property, menu, row, name)
  }

  /** The same for a property that is known; who asks pays. */
  keptBy(property: KnownProperty<Router>, menu: DeviceMenu, row: Row, name: string): Value | undefined {
    const given = row.given?.get(name)
    if (given !== undefined) return given
    const value = row.values.get(name)
    // What a board's row says of itself counts before what would be worked out.
    const isOwn = row.factory !== undefined && property.readOnly === true
    if (isOwn && value === undefined && menu.flags?.some((flag) => flag.property === name) === true && this.isListed(menu)) return false
    if (property.value !== undefined && !(isOwn && value !== undefined)) return property.value(row, this)
    // What was taken away with `!name` is not what it was before anybody set it.
    if (value !== undefined) return value === nothing ? undefined : value
    return typeof property.default === 'function' ? property.default(this) : property.default
  }

  /** Whether the rows that the board has in a menu are as a device listed them (`isListing`). */
  isListed = (menu: DeviceMenu): boolean => isListing(this.board.rows[menu.path], (name) => this.property(menu, name)?.readOnly === true)

  /** What `get` gives and a condition reads: `.id`, a property, else nothing. */
  read(menu: DeviceMenu, row: Row, name: string): Value {
    if (name === '.id') return new Id(row.id)
    const kept = this.kept(menu, row, name)
    return kept === undefined ? nothing : (this.property(menu, name)?.type.get(kept, this) ?? nothing)
  }

  /** Whether only the device could tell a property of a row, and nobody said it. */
  isUnmodelled(menu: DeviceMenu, row: Row, name: string): boolean {
    const unmodelled = this.property(menu, name)?.unmodelled ?? false
    return (typeof unmodelled === 'boolean' ? unmodelled : unmodelled(row, this)) && this.kept(menu, row, name) === undefined
  }

  /** What `print` shows of a property: its lines; undefined where it shows nothing. */
  shown(menu: DeviceMenu, row: Row, name: string): readonly string[] | undefined {
    const property = this.property(menu, name)
    const special = property?.print?.(row, this)
    if (special !== undefined) return special
    const kept = this.kept(menu, row, name)
    return kept === undefined ? undefined : property?.type.show(kept, this, name)
  }

  /** The same by path and as a value, for menus that look at others. */
  value(path: string, row: Row, name: string): Value {
    return this.read(this.declared(path), row, name)
  }

  locate(path: string, text: string): number | undefined {
    const store = this.store(this.declared(path))
    const id = /^\*([0-9a-fA-F]+)$/.exec(text)
    return (id === null ? store.byName(text) : store.byId(parseInt(id[1]!, 16)))?.id
  }

  knows(paths: readonly string[], name: string): boolean | undefined {
    const menus = paths.map((path) => this.menuAt(path))
    if (menus.some((menu) => menu !== undefined && (menu.has?.(name, this) ?? this.store(menu).byName(name) !== undefined))) return true
    return menus.includes(undefined) ? undefined : false
  }

  nameOf(path: string, id: number): string | undefined {
    const menu = this.declared(path)
    const item = this.store(menu).byId(id)
    const name = item === undefined || menu.name === undefined ? undefined : item.values.get(menu.name)
    return name === undefined ? undefined : show(name)
  }

  /** How this release writes dates: `2024-11-22` since 7.10, `nov/22/2024` before. */
  get dates(): DateStyle {
    return this.holds('7.10..') ? 'iso' : 'month-name'
  }

  /** A time since 1970 UTC as the device's own clock shows it (RouterOS prints dates in its time zone). */
  local(ns: bigint): bigint {
    return ns + this.#hooks.ahead(ns)
  }

  /** Runs `work` at the expense of a run: also what this device answers to others meanwhile. */
  charge<T>(account: Account, work: () => T): T {
    const outer = this.#account
    this.#account = account
    try {
      return onAccount(account, work)
    } finally {
      this.#account = outer
    }
  }

  /** Whether what runs now pays into an account. */
  isChargedTo(account: Account): boolean {
    return this.#account === account
  }

  /** Runs a command: where it fails, the device is as it was before; where it has a name, it can be undone when it is finished. */
  transact<T>(run: () => T, deed?: Deed, texts?: () => Texts): T {
    if (deed === undefined || texts === undefined) return this.journal.transact(run)
    return this.journal.transact(run, (changes) => this.history.add(deed, this.host.clock.now(), changes, texts))
  }

  /** Writes into the log. */
  log(topics: string, message: string): void {
    this.#log.add(this.host.clock.now(), topics, message)
  }

  /** The log, oldest line first. */
  get logged(): readonly LogLine[] {
    return this.#log.lines
  }
}
