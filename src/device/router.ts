// Owns a device: its stores, files, globals, log and services, and reading properties of its rows.
import { unmodelled, type Halt } from '../diagnostic/failure.ts'
import type { Host } from '../host/host.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import type { KnownProperty, Row } from '../schema/menu.ts'
import { atRelease, inRange } from '../schema/range.ts'
import { releaseOf, type Release } from '../schema/release.ts'
import type { Credentials, Login, User } from '../schema/user.ts'
import { Id, nothing, type Value } from '../value/value.ts'
import { pay } from '../value/limits.ts'
import { show } from '../value/show.ts'
import type { DateStyle } from '../value/date.ts'
import { Agenda } from './world/agenda.ts'
import { isListing, virtualMachine, type Board } from './plain/board.ts'
import { Hooks } from './hooks.ts'
import { CommandHistory, type FinishedCommand, type CommandTexts } from './history.ts'
import { Jobs } from './jobs.ts'
import { Log } from './log.ts'
import { Changes } from './rows/changes.ts'
import { Journal } from './rows/journal.ts'
import { RowReferences } from './rows/references.ts'
import { ExtendedMenus, type ExtensionOn } from './plain/extension.ts'
import { JournaledFiles } from './world/files.ts'
import { survivableFailure } from './world/fault.ts'
import type { RouterOptionsOn } from './router-options.ts'
import { Menus } from './menus.ts'
import { Payer } from './payer.ts'
import { Properties } from './plain/properties.ts'
import { Peers } from './world/peers.ts'
import { Services } from './world/services.ts'
import { WallClock, withClock } from './world/wall-clock.ts'
import type { Staging } from './staging.ts'
import type { StoredRow, Store } from './rows/store.ts'
import { Stores } from './stores.ts'
import type { Background, MenuOn } from './types.ts'
import { Environment } from './environment.ts'

/** A menu's declaration with its device's type filled in. */
export type DeviceMenu = MenuOn<Router>
/** An extension of a menu of this device, for `extend`. */
export type DeviceExtension = ExtensionOn<Router>

/** The options of `new Router`. */
export type RouterOptions = RouterOptionsOn<Router>

/** The cost of reading a property of a row, in units of `pay`. */
export const workPerRead = 256

/** The menus with extensions of all devices. */
const extendedMenus = new ExtendedMenus<Router>()

/** What is known of the properties of a catalog in a release, by its root: no state of a device is in it, so devices share it. */
const properties = new WeakMap<KnownMenu, Map<string, Properties<Router>>>()

function propertiesFor(root: KnownMenu | undefined, release: Release): Properties<Router> {
  if (root === undefined) return new Properties(root, release)
  const byRelease = properties.get(root) ?? new Map<string, Properties<Router>>()
  properties.set(root, byRelease)
  const known = byRelease.get(release.text) ?? new Properties<Router>(root, release)
  byRelease.set(release.text, known)
  return known
}

/** A device: its menus and rows, files, log, clock, jobs and services, and the hooks through which its menus know of each other. */
export class Router {
  readonly host: Host
  readonly release: Release
  readonly board: Board
  readonly pings: ReadonlyMap<string, bigint>
  readonly menus: Menus<Router>
  readonly journal = new Journal()
  /** Which rows were changed, recorded while there is a listener. */
  readonly changes = new Changes()
  /** The rows of its menus. */
  readonly stores: Stores<Router>
  /** Its rows as kinds of values look them up. */
  readonly references: RowReferences<Router>
  /** The finished commands that can be undone. */
  readonly history = new CommandHistory(this.journal)
  /** The device's files; writes of a failing command are undone. */
  readonly files: JournaledFiles
  readonly environment = new Environment()
  /** Global variables by name, without those of restricted runs. */
  readonly globals = this.environment.all
  /** The device's clock: that of `host`, which can be set. */
  readonly clock: WallClock
  /** How the device ended what ran on it; undefined while it runs. */
  halted: Halt | undefined
  readonly jobs: Jobs
  readonly logged: Log
  /** Checks logins; called by login.ts. */
  readonly users: { login(credentials: Credentials): User | undefined; entered(login: Login): void }
  /** The active logins. */
  readonly logins = new Set<Login>()
  readonly payer = new Payer()
  readonly #hooks: Hooks<Router>
  readonly agenda: Agenda
  readonly services: Services
  readonly peers: Peers
  /** The names of its release; undefined where none were given. */
  readonly root: KnownMenu | undefined
  /** Runs a text as a job in an invisible console; throws its Failure. */
  readonly background: Background
  /**
   * Handler for internal errors in scheduled work and in requests from outside. With it the device continues;
   * without it the error is thrown to the caller of `wait`.
   */
  faulted: ((error: unknown) => void) | undefined
  /** Called when a command found none of the rows that it was to change, with the path of its menu. */
  missed: ((path: string) => void) | undefined
  /** What a test sets in the device's place; undefined outside of tests. */
  staging: Staging | undefined
  readonly #properties: Properties<Router>

  constructor(options: RouterOptions) {
    this.clock = new WallClock(options.host.clock)
    this.host = withClock(options.host, this.clock)
    this.release = releaseOf(options.release)
    this.board = options.board ?? virtualMachine
    this.pings = options.pings ?? new Map()
    this.root = options.root
    this.#properties = propertiesFor(options.root, this.release)
    this.background =
      options.background ??
      (() => {
        const message = 'this device runs nothing by itself'
        throw unmodelled(message, message)
      })
    this.menus = new Menus(options, (releases) => this.isRelease(releases), extendedMenus)
    this.stores = new Stores<Router>(this, this.journal, this.changes, options.limits?.items)
    this.references = new RowReferences<Router>(this)
    this.files = new JournaledFiles(options.host.files, this.journal, options.limits?.files)
    const { host } = this
    this.jobs = new Jobs(host.clock)
    const hooks = (this.#hooks = new Hooks(this.menus.declarations, this))
    this.users = hooks
    this.logged = new Log({ now: () => host.clock.now(), keeps: (topics) => hooks.keepsLine(topics) })
    const whole = {
      transact: <T>(run: () => T): T => this.transact(run),
      asFailure: (error: unknown) => survivableFailure(this.faulted, error),
    }
    this.services = new Services({
      host,
      hooks,
      ...whole,
      onFailure: ({ message }) => this.log('web,error', message),
      isWaiting: () => this.agenda.isWaiting,
      version: () => this.changes.version,
      settle: () => this.changes.settle(),
      charge: (answer) => this.payer.answer(answer),
    })
    this.agenda = new Agenda({
      clock: { now: () => host.clock.now(), sleep: (ns) => this.services.sleep(ns, host.clock) },
      ahead: () => this.clock.ahead,
      timed: () => [this.jobs, ...hooks.timed()],
      used: (path) => this.stores.used.has(path),
      listen: () => this.services.beforeWait(),
      ...whole,
      onFailure: ({ message }) => this.log('system,error', message),
    })
    this.peers = new Peers({ host, hooks, services: this.services })
    const { identity } = options
    if (identity !== undefined) {
      const { path, property } = hooks.identity
      this.storeAt(path).set(this.only(path), property, identity)
    }
  }

  /** Restarts: globals, jobs and the log in memory are cleared, the configuration stays. */
  boot(): void {
    this.environment.clear()
    this.jobs.clear()
    this.logged.clear()
    this.history.clear()
    this.clock.start()
    for (const { booted } of this.menus.declarations) booted?.(this)
  }

  /** The device's name, as in its prompt. */
  get identity(): string {
    const { path, property } = this.#hooks.identity
    return show(this.value(path, this.only(path), property))
  }

  /** Whether this release is in a range; true for undefined. */
  isRelease(releases: string | undefined): boolean {
    return inRange(this.release, releases)
  }

  /** Returns the choice for this release. */
  choose<T extends { readonly since: string }>(choices: readonly T[]): T | undefined {
    return atRelease(this.release, choices)
  }

  /** Returns the menu at a path; undefined where there is none. */
  menuAt(path: string): DeviceMenu | undefined {
    return this.menus.at(path)
  }

  /** Returns the menu at a path. Throws an Error where there is none. */
  declared(path: string): DeviceMenu {
    const menu = this.menuAt(path)
    if (menu === undefined) throw new Error(`no menu ${path} on this device`)
    return menu
  }

  /** Returns the rows of a menu, initially those of a new device. */
  store(menu: DeviceMenu): Store {
    return this.stores.of(menu)
  }

  /** Returns the rows of the menu at a path. Throws an Error where there is none. */
  storeAt(path: string): Store {
    return this.store(this.declared(path))
  }

  /** Returns the row of a settings menu. Throws an Error where there is none. */
  only(path: string): StoredRow {
    const [row] = this.storeAt(path).items
    if (row === undefined) throw new Error(`${path} has no value`)
    return row
  }

  /** Returns the property's declaration with its kind, if this release has it. */
  property(menu: DeviceMenu, name: string): KnownProperty<Router> | undefined {
    return this.#properties.of(menu, name)
  }

  /** Returns the stored or computed value of a property, before its kind converts it for `get`; undefined where there is none. */
  kept(menu: DeviceMenu, row: Row, name: string): Value | undefined {
    pay(workPerRead)
    const property = this.property(menu, name)
    return property && this.keptBy(property, menu, row, name)
  }

  /** Like `kept`, for a property whose declaration is already known. Charges nothing: the caller has to `pay`. */
  keptBy(property: KnownProperty<Router>, menu: DeviceMenu, row: Row, name: string): Value | undefined {
    const given = row.staged?.get(name)
    if (given !== undefined) return given
    const value = row.values.get(name)
    // A value in a board's own row takes precedence over the computed one.
    const isOwn = row.factory !== undefined && property.readOnly === true
    if (isOwn && value === undefined && menu.flags?.some((flag) => flag.property === name) === true && this.isListed(menu)) return false
    if (property.value !== undefined && !(isOwn && value !== undefined)) return property.value(row, this)
    // A value removed by `!name` does not revert to its default.
    if (value !== undefined) return value === nothing ? undefined : value
    return typeof property.default === 'function' ? property.default(this) : property.default
  }

  /** Whether the board's rows of a menu are a device's own listing (`isListing`). */
  isListed = (menu: DeviceMenu): boolean => isListing(this.board.rows[menu.path], (name) => this.property(menu, name)?.readOnly === true)

  /** Returns what `get` returns and a condition reads: `.id`, a property, else nothing. */
  read(menu: DeviceMenu, row: Row, name: string): Value {
    if (name === '.id') return new Id(row.id)
    const kept = this.kept(menu, row, name)
    return kept === undefined ? nothing : (this.property(menu, name)?.type.get(kept, this.references) ?? nothing)
  }

  /** Whether only a device could know a property of a row, and no value was set. */
  isUnmodelled(menu: DeviceMenu, row: Row, name: string): boolean {
    const unmodelled = this.property(menu, name)?.unmodelled ?? false
    return (typeof unmodelled === 'boolean' ? unmodelled : unmodelled(row, this)) && this.kept(menu, row, name) === undefined
  }

  /** Returns the lines that `print` shows of a property; undefined where it shows nothing. */
  shown(menu: DeviceMenu, row: Row, name: string): readonly string[] | undefined {
    const property = this.property(menu, name)
    const special = property?.print?.(row, this)
    if (special !== undefined) return special
    const kept = this.kept(menu, row, name)
    return kept === undefined ? undefined : property?.type.show(kept, this.references, name)
  }

  /** Reads a property by its menu's path, for menus that read others. */
  value(path: string, row: Row, name: string): Value {
    return this.read(this.declared(path), row, name)
  }

  /** The date format of this release: `2024-11-22` since 7.10, `nov/22/2024` before. */
  get dates(): DateStyle {
    return this.isRelease('7.10..') ? 'iso' : 'month-name'
  }

  /** Converts a time since 1970 UTC to the device's time zone, in which RouterOS prints dates. */
  local(ns: bigint): bigint {
    return ns + this.#hooks.ahead(ns)
  }

  /** Runs a command in a transaction: a command that fails changes nothing. With a `finished` it is added to the history. */
  transact<T>(run: () => T, finished?: FinishedCommand, texts?: () => CommandTexts): T {
    if (finished === undefined || texts === undefined) return this.journal.transact(run)
    return this.journal.transact(run, (changes) => this.history.add(finished, this.host.clock.now(), changes, texts))
  }

  /** Writes a line to the log. */
  log(topics: string, message: string): void {
    this.logged.write(topics, message)
  }
}
