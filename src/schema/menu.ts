// Owns the declaration of a menu: what it holds and does, as data from which commands, print and documentation derive.
import type { Cause } from '../diagnostic/cause.ts'
import type { Family, NetworkFault, Listener, WebRequest, WebResponse } from '../host/host.ts'
import type { Value } from '../value/value.ts'
import type { Kind } from './kind.ts'
import type { Allowed } from './policy.ts'
import type { Credentials, Login, User } from './user.ts'

/**
 * Releases as a range: `7.21..`, `..7.9.2`, `7.19..7.20`. A bound without third part speaks of the whole minor
 * (`..7.20` holds 7.20.8). Absent: every release.
 */
export type Releases = string

/** A row of a menu, as declarations see it. `values` holds what was set; what was not reads as the property's default. */
export interface Row {
  readonly id: number
  readonly values: ReadonlyMap<string, Value>
  /** What a menu keeps beside its properties (a signed certificate); replaced, never changed in place. */
  readonly attachment: unknown
  /** Which of the rows of a new device it is, from 0; undefined for what was added. */
  readonly factory?: number | undefined
  /** What only the device could tell, as somebody from outside said (`Staging.tell`); it counts before what is computed. */
  readonly given?: ReadonlyMap<string, Value> | undefined
}

/** The rows of a menu as its declaration may change them; changes of a failing command are undone. */
export interface Rows {
  readonly items: readonly Row[]
  readonly size: number
  byName(name: string): Row | undefined
  /** `id`: one that no row has had, where the next one is not wanted. */
  add(values: Map<string, Value>, at?: { readonly id?: number }): Row
  set(row: Row, property: string, value: Value | undefined): void
  attach(row: Row, attachment: unknown): void
  remove(row: Row): void
}

/** A property. `D` is the device that computed values are asked of. */
export interface Property<D> {
  /** What it means, for people. */
  readonly about?: string
  /** The kind of its values. `facts`: that of the argument that sets it, by the facts, and nothing that they leave open. */
  readonly type: Kind | 'facts'
  /** What it reads as where it was not set; absent: nothing. A function where it depends on the device. */
  readonly default?: Value | ((device: D) => Value | undefined)
  /** `add` cannot do without it. */
  readonly required?: boolean
  /** Not an argument of `add` and `set`: only the device sets it. */
  readonly readOnly?: boolean
  /** Only the device could tell it (a function: of this row, now), and nothing here works it out: `get` and conditions report that. */
  readonly unmodelled?: boolean | ((row: Row, device: D) => boolean)
  /** It can be without a value: `!name` takes it away, and `export verbose` says so. */
  readonly unset?: boolean
  /** It stands alone, without a value: exports write `fib`, not `fib=yes`. */
  readonly bare?: boolean
  /** No export names it, though it can be set (the date of a clock). */
  readonly unexported?: boolean
  /** Hidden without the `sensitive` policy and in exports. */
  readonly sensitive?: boolean
  readonly releases?: Releases
  /** Computes the value instead of reading it from the row; undefined where it has none. */
  readonly value?: (row: Row, device: D) => Value | undefined
  /** Details quote it as it is, without escapes. */
  readonly verbatim?: boolean
  /** The value as `print` shows it, where that differs from its type's way. */
  readonly print?: (row: Row, device: D) => readonly string[] | undefined
}

/** A property whose kind is known, as a device gives it. */
export type KnownProperty<D> = Property<D> & { readonly type: Kind }

/** Whether the declaration says the kind itself. */
export const isKnownProperty = <D>(property: Property<D>): property is KnownProperty<D> => property.type !== 'facts'

/** A flag of the listing: a letter for a property that is true. */
export interface Flag<P extends string> {
  readonly letter: string
  /** The property whose truth it shows. */
  readonly property: P
  /** What the legend calls it, where that is not the property's name (`DHCP`, `Will message enabled`). */
  readonly name?: string
  /** `as-value` and `get` without a name leave it out. */
  readonly unvalued?: boolean
  /** Details name its property, too (`template=yes` of /ip/ipsec/policy beside `T`); tables do not. */
  readonly isValue?: boolean
  /** It shares a column with the flag before it (`I - ISSUED, R - REVOKED`). */
  readonly shares?: boolean
  /** When it is shown, where that is not whenever the property is true. */
  readonly when?: (row: Row) => boolean
  /** The releases in which `as-value` and `get` name it also where it is false. */
  readonly alwaysGiven?: Releases
  readonly releases?: Releases
}

/** A column of the table. */
export interface Column<P extends string> {
  readonly property: P
  /** There only where some row was given a value in it. */
  readonly byNeed?: boolean
  /** Shown even where no row has a value in it. */
  readonly always?: boolean
  /** In these releases its values stand to the right only where all of them are plain numbers. */
  readonly mixed?: Releases
  /** Takes its share of what the terminal leaves over, in tables of 6.x. */
  readonly stretch?: boolean
  /** In tables of 6.x whose columns all have one: its part of the whole width, in proportion to the others, whatever stands in it. */
  readonly share?: number
  readonly releases?: Releases
}

/** An order of properties that holds from a release on. */
export interface OrderSince<P extends string> {
  readonly since: string
  readonly order: readonly P[]
}

/** A console session as documentation and test: what is typed after the prompt and the exact answer. */
export interface Example {
  readonly title: string
  readonly transcript: string
}

/** What is given to `add` and `set`: accepted values by name, and the names given as `!name`. */
export interface Change {
  readonly values: Map<string, Value>
  readonly unset: ReadonlySet<string>
  /** What the one who asks for it may do. */
  readonly allowed?: Allowed
}

/**
 * A menu. `D` is the device, `C` a call of one of its own commands, `P` its property names.
 * Hooks throw a Failure in the device's words to refuse; the command is then undone as a whole.
 */
export interface Menu<D, C, P extends string = string> {
  readonly path: string
  /** The releases whose menu it is; another declaration may hold the same path for others. */
  readonly releases?: Releases
  /** `list`: rows are added and removed. `fixed`: rows are there. `settings`: one value. */
  readonly kind: 'list' | 'fixed' | 'settings'
  readonly about: string
  readonly properties: { readonly [name in P]: Property<D> }
  readonly flags?: readonly Flag<P>[]
  readonly columns?: readonly Column<P>[]
  /** Order in `detail` and of settings; newest `since` at or below the release counts. Absent: the order of `properties`. */
  readonly detail?: readonly OrderSince<P>[]
  /** Properties that the printed forms leave out (they are only there for `get` and `where`). */
  readonly hidden?: readonly P[]
  /** What the printed forms leave out and the values of a row name all the same (`as-value`, `get` without a name). */
  readonly valued?: readonly P[]
  /** Its rows, or those of a kind, have no numbers in listings: other rows are counted without them. */
  readonly numberless?: true | ((row: Row) => boolean)
  /** `print` without a style shows it so; a table where absent. */
  readonly listing?: 'table' | 'detail'
  /** The device's own memory: no release has such a menu, and no script can name it. */
  readonly internal?: boolean
  /** Left out of exports: its rows are not configuration, or a device does not export them (certificates). */
  readonly unexported?: boolean
  /** Names a row: `numbers=` finds rows by it. */
  readonly name?: P
  /**
   * How exports name a row that a new device has: by `name`, by its `number`, by its `id`, or by a condition on another property
   * (`default`: `[ find default=yes ]`). Absent: by name where rows have one, else by id.
   */
  readonly selects?: string
  /** The names of required properties in the order of `missing value(s) of argument(s) ...`; absent: that of `properties`. */
  readonly requires?: readonly string[]
  /** The place of a row means something: there is a `move`. */
  readonly ordered?: boolean
  /** The properties that together tell a row from the others, where that is not its name. */
  readonly keys?: readonly string[]
  /** Where `columns` names none for a release: only properties that some row was given are columns, not those that have their defaults. */
  readonly columnsByNeed?: boolean
  /** Saves these rows with the device, although `refresh` rebuilds some of them. */
  readonly keepsRows?: boolean
  /** Rows that a new device has, oldest first; for settings at most one. A `.id` says the row's number where it is not its place. */
  readonly factory?: (device: D) => readonly Readonly<Record<string, Value>>[]
  /** The device has started anew. */
  readonly booted?: (device: D) => void
  /** Rows come from elsewhere (files, globals, the log) and are looked up anew before each command. */
  readonly refresh?: (rows: Rows, device: D) => void
  /** Works out what can only be read and that the properties leave to the facts, by name; undefined where a row has no such value now. */
  readonly computed?: Readonly<Record<string, (row: Row, device: D) => Value | undefined>>
  /** Sees what was given to `add` before the row is made, and may complete it. */
  readonly adding?: (change: Change, device: D) => void
  /** Sees the new row. */
  readonly added?: (row: Row, device: D) => void
  readonly setting?: (row: Row, change: Change, device: D) => void
  readonly removing?: (row: Row, device: D) => void
  /** Whether print and `as-value` show a property of a row that has a value; absent: they do. */
  readonly shows?: (row: Row, property: string, device: D) => boolean
  /** Whether listings and the values of a row name a property, where exports do; absent: they do. */
  readonly lists?: (row: Row, property: string, device: D) => boolean
  /** Commands beside the generic ones, by name; a generic one of the same name gives way. */
  readonly commands?: Readonly<Record<string, Command<C>>>
  /** Turns a row's attachment into text for the state file and back. */
  readonly keep?: { save(attachment: unknown): Readonly<Record<string, string>>; load(parts: Readonly<Record<string, string>>): unknown }
  /** The property of this settings menu that holds the device's name. */
  readonly identity?: P
  /** Nanoseconds that the device's local time is ahead of UTC at `ns` since 1970. */
  readonly ahead?: (device: D, ns: bigint) => bigint
  /** Whether there is a row of that name, where that can be told without making the rows (`refresh`); absent: they are looked at. */
  readonly has?: (name: string, device: D) => boolean
  /** What it answers to requests to the device's web services. */
  readonly web?: Web<D>
  /** Says who may log in. */
  readonly users?: Users<D>
  /** The services that the device listens with. */
  readonly services?: Services<D>
  /** Answers for names before the host is asked. */
  readonly names?: Resolver<D>
  /** What the device does by itself at a time. */
  readonly timed?: Timed<D>
  readonly examples?: readonly Example[]
}

/** The members of a menu that are behaviour: what an extension may add to a menu that is made from the facts and notes. */
type Hook =
  | 'refresh'
  | 'keepsRows'
  | 'computed'
  | 'valued'
  | 'numberless'
  | 'adding'
  | 'added'
  | 'setting'
  | 'removing'
  | 'shows'
  | 'commands'
  | 'keep'
  | 'web'
  | 'services'
  | 'names'
  | 'timed'
  | 'booted'
  | 'examples'

/**
 * Behaviour on top of a menu without a declaration: its properties, flags and factory rows stay those of the facts and notes. `adding` and
 * `setting` see the change when the menu itself has completed and not refused it; `shows` may only hide more.
 */
export interface Extension<D, C> extends Partial<Pick<Menu<D, C>, Hook>> {
  readonly path: string
  /** The releases in which it holds; absent: all. */
  readonly releases?: Releases
  /** Properties that the menu lacks, or has otherwise (computed values). */
  readonly properties?: Readonly<Record<string, Property<D>>>
}

/** What is answered under the paths that begin with `under` (`/crl/`). */
export interface Web<D> {
  readonly under: string
  /** Whether it is answered over a service (`www`, `www-ssl`) now; absent: always. */
  readonly allowed?: (service: string, device: D) => boolean
  /** Undefined: there is no such page. Runs as a command: a Failure leaves the device as it was. */
  answer(request: WebRequest, device: D): WebResponse | undefined
}

export interface Services<D> {
  /** What the device listens on now. */
  listeners(device: D): readonly Listener[]
  /** Whether a service speaks with who comes from an address. */
  admits(service: string, from: string, device: D): boolean
  /** The device's own addresses, at which its services are reached; loopback is not among them. */
  addresses(device: D): readonly string[]
}

export interface Users<D> {
  /** The user whom these let in; undefined: nobody. */
  login(credentials: Credentials, device: D): User | undefined
  /** Told of who has come in. */
  entered(login: Login, device: D): void
}

/** How names are resolved by the device itself. */
export interface Resolver<D> {
  /** The addresses of a name; undefined: this menu knows nothing of it, the host is asked. */
  resolve(name: string, family: Family, device: D): readonly string[] | NetworkFault | undefined
}

/**
 * Work that comes due: `next` tells when (nanoseconds since 1970; undefined: never, a time in the past: at once), `run` does it and moves
 * `next` on. Run while the device sleeps, waits or is served; a Failure goes into the log.
 */
export interface Timed<D> {
  /** The menu without whose rows nothing comes due; itself where absent. While nobody has looked at those, `next` is not asked. */
  readonly of?: string
  next(device: D): bigint | undefined
  run(device: D): void
  /** What is still waiting for others, for who looks when a script has ended. */
  waits?(device: D): readonly Waiting[]
  /** What others give it that ends at a date of theirs: where the clock of the device leaps, theirs do not. */
  dated?(device: D): readonly Dated[]
}

/** Something that a device gets from somebody outside again and again, and that ends by itself. */
export interface Dated {
  /** What it is, as people say it: `certificate router.test`. */
  readonly what: string
  /** Who gives it: a URL, as bytes. */
  readonly by: string
  /** When it ends, in nanoseconds since 1970. */
  readonly ends: bigint
}

/** Something of a device that waits for the outside. */
export interface Waiting {
  /** What it is, as people say it: `certificate router.test`. */
  readonly what: string
  /** How far it is, or why it has failed: bytes, one line. */
  readonly state: string
  /** When it is tried again, in nanoseconds since 1970; undefined: never. */
  readonly next: bigint | undefined
  /** Why it failed, where that is known as data. */
  readonly cause?: Cause | undefined
}

/** A command of one menu. */
export interface Command<C> {
  readonly about: string
  /** What its own arguments mean, by name; one that is named as a property means what that says. */
  readonly arguments?: Readonly<Record<string, string>>
  run(call: C): Value
  /** It runs other commands (`/system/script/run`): what they did stays when it fails. */
  readonly keepsChanges?: boolean
}

/** Checks a declaration while it is written: columns, flags and orders name properties that are there. */
export const declare =
  <D, C>() =>
  <const P extends string>(
    menu: Omit<Menu<D, C, P>, 'flags' | 'columns' | 'detail' | 'hidden' | 'valued' | 'name' | 'identity'> & Names<NoInfer<P>>,
  ): Menu<D, C> =>
    menu

export interface Names<P extends string> {
  readonly flags?: readonly Flag<P>[]
  readonly columns?: readonly Column<P>[]
  readonly detail?: readonly OrderSince<P>[]
  readonly hidden?: readonly P[]
  readonly name?: P
  readonly identity?: P
}
