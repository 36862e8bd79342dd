// Owns the types of a menu's declaration: its properties and hooks, from which commands, print and documentation derive.
import type { Value } from '../value/value.ts'
import type { Kind } from './kind.ts'
import type { AllowedPolicies } from './policy.ts'
import type { Resolver, MenuServices, Timed, Users, WebPages } from './menu-services.ts'

/**
 * A range of releases: `7.21..`, `..7.9.2`, `7.19..7.20`. A bound without third part includes the whole minor (`..7.20` includes 7.20.8).
 * Absent: every release.
 */
export type Releases = string

/** A row of a menu, as declarations use it. `values` holds what was set; other properties have their default. */
export interface Row {
  readonly id: number
  readonly values: ReadonlyMap<string, Value>
  /** Data of a menu beside its properties (a signed certificate); replaced, never modified in place. */
  readonly attachment: unknown
  /** Its index among the rows of a new device, from 0; undefined for an added row. */
  readonly factory?: number | undefined
  /** Values that a test set for what only a device could know (`Staging.setValue`); they take precedence over computed ones. */
  readonly staged?: ReadonlyMap<string, Value> | undefined
}

/** A row without values, in which every property has its default. */
export const emptyRow = (id: number): Row => ({ id, values: new Map(), attachment: undefined })

/** The rows of a menu, for hooks of its declaration. Changes by a command that fails are undone. */
export interface Rows {
  readonly items: readonly Row[]
  readonly size: number
  byName(name: string): Row | undefined
  /** Adds a row; `id` is an unused id, in place of the next one. */
  add(values: Map<string, Value>, at?: { readonly id?: number }): Row
  /** Sets a property; undefined removes its value. */
  set(row: Row, property: string, value: Value | undefined): void
  /** Replaces the attachment of a row. */
  attach(row: Row, attachment: unknown): void
  remove(row: Row): void
}

/** A property. `D` is the device passed to functions that compute values. */
export interface MenuProperty<D> {
  /** A description for people. */
  readonly about?: string
  /** The kind of its values. `facts`: that of the argument that sets it; values on which the facts are not specific are refused. */
  readonly type: Kind | 'facts'
  /** The value of rows in which it was not set; absent: none. A function if it depends on the device. */
  readonly default?: Value | ((device: D) => Value | undefined)
  /** Whether `add` requires it. */
  readonly required?: boolean
  /** Whether only the device sets it: it is not an argument of `add` and `set`. */
  readonly readOnly?: boolean
  /** Whether offbox cannot know the value (a function: of this row, now): `get` and conditions then throw a Failure "not modelled". */
  readonly unmodelled?: boolean | ((row: Row, device: D) => boolean)
  /** Whether it can be unset: `!name` removes the value, and `export verbose` shows that. */
  readonly unset?: boolean
  /** Whether it has no value: exports write `fib`, not `fib=yes`. */
  readonly bare?: boolean
  /** Whether exports leave it out, although it can be set (the date of a clock). */
  readonly unexported?: boolean
  /** Whether it is hidden from users without the policy `sensitive`, and in exports. */
  readonly sensitive?: boolean
  readonly releases?: Releases
  /** Computes the value instead of reading it from the row; undefined if there is none. */
  readonly value?: (row: Row, device: D) => Value | undefined
  /** Whether details quote it without escapes. */
  readonly verbatim?: boolean
  /** The lines that `print` shows, if they differ from its kind's. */
  readonly print?: (row: Row, device: D) => readonly string[] | undefined
}

/** A property whose kind is known, as a device returns it. */
export type KnownProperty<D> = MenuProperty<D> & { readonly type: Kind }

/** Whether a property declares its kind, and does not take it from the facts. */
export const isKnownProperty = <D>(property: MenuProperty<D>): property is KnownProperty<D> => property.type !== 'facts'

/** A flag of the listing: a letter for a property that is true. */
export interface Flag<P extends string> {
  readonly letter: string
  /** The property that it shows. */
  readonly property: P
  /** Its name in the legend, if that is not the property's name (`DHCP`, `Will message enabled`). */
  readonly name?: string
  /** Whether `as-value` and `get` without a name leave it out. */
  readonly unvalued?: boolean
  /** Whether details show its property, too (`template=yes` of /ip/ipsec/policy beside `T`); tables do not. */
  readonly isValue?: boolean
  /** Whether it shares a column with the flag before it (`I - ISSUED, R - REVOKED`). */
  readonly shares?: boolean
  /** Whether a row shows it; absent: if the property is true. */
  readonly when?: (row: Row) => boolean
  /** The releases in which `as-value` and `get` include it even if it is false. */
  readonly includedWhenFalse?: Releases
  readonly releases?: Releases
}

/** A column of the table. */
export interface Column<P extends string> {
  readonly property: P
  /** Whether the column is only present if some row was given a value. */
  readonly byNeed?: boolean
  /** Whether the column is present even if no row has a value. */
  readonly always?: boolean
  /** The releases in which its values are only aligned to the right where all of them are plain numbers. */
  readonly mixed?: Releases
  /** Whether it gets a share of the terminal's remaining width, in tables of 6.x. */
  readonly stretch?: boolean
  /** Its part of the whole width, relative to the other columns; only for tables of 6.x in which all columns have one. */
  readonly share?: number
  readonly releases?: Releases
}

/** The order of properties from a release on. */
export interface OrderSince<P extends string> {
  readonly since: string
  readonly order: readonly P[]
}

/** A console session that is documentation and test: the text typed behind the prompt, and the exact output. */
export interface Example {
  readonly title: string
  readonly transcript: string
}

/** The arguments of `add` and `set`: accepted values by name, and the names given as `!name`. */
export interface Change {
  readonly values: Map<string, Value>
  readonly unset: ReadonlySet<string>
  /** The policies of its user. */
  readonly allowed?: AllowedPolicies
  /** Values that the device itself made for a new row (keys), by property; set by `adding`. */
  generated?: ReadonlyMap<string, Value>
}

/**
 * The declaration of a menu. `D` is the type of the device, `C` that of a call of one of the menu's own commands, `P` the names of
 * properties. A hook refuses a command by throwing a Failure with the device's message; the whole command is then undone.
 */
export interface MenuDeclaration<D, C, P extends string = string> {
  readonly path: string
  /** The releases of this declaration; another one may have the same path for others. */
  readonly releases?: Releases
  /** `list`: rows are added and removed. `fixed`: rows exist. `settings`: one value. */
  readonly kind: 'list' | 'fixed' | 'settings'
  readonly about: string
  readonly properties: { readonly [name in P]: MenuProperty<D> }
  readonly flags?: readonly Flag<P>[]
  readonly columns?: readonly Column<P>[]
  /** Order in `detail` and of settings: the newest `since` at or below the release applies. Absent: the order of `properties`. */
  readonly detail?: readonly OrderSince<P>[]
  /** Properties that listings omit (`get` and `where` have them). */
  readonly hidden?: readonly P[]
  /** Properties that listings omit and that the values of a row include (`as-value`, `get` without a name). */
  readonly valued?: readonly P[]
  /** Computed properties that listings include and that the values of a row omit, unless `valued` lists them or the row was given them. */
  readonly states?: readonly string[]
  /** Which rows have no number in listings: all, or those for which it returns true. Other rows are counted without them. */
  readonly numberless?: true | ((row: Row) => boolean)
  /** The format of `print` without an argument for it; absent: a table. `lines`: one line of text a row, also with `terse`. */
  readonly listing?: 'table' | 'detail' | 'lines'
  /** Whether it stores data of offbox: no release has such a menu, and no script can name it. */
  readonly internal?: boolean
  /** Whether exports omit it: its rows are not configuration, or a device does not export them (certificates). */
  readonly unexported?: boolean
  /** The releases whose history omits its commands, so that neither `/undo` nor safe mode reverts them. */
  readonly irreversible?: Releases
  /** The property by which `numbers=` finds rows. */
  readonly name?: P
  /**
   * How exports select a row of a new device: by `name`, by its `number`, by its `id`, or by a condition on another property (`default`: `[
   * find default=yes ]`). Absent: by name where rows have one, else by id.
   */
  readonly selects?: string
  /** Required properties in the order of `missing value(s) of argument(s) ...`; absent: that of `properties`. */
  readonly requires?: readonly string[]
  /** Whether the order of rows matters: there is a `move`. */
  readonly ordered?: boolean
  /** The properties that together identify a row, if it is not identified by its name. */
  readonly keys?: readonly string[]
  /** If `columns` has none for a release: whether only properties that some row was given are columns, and not those with defaults. */
  readonly columnsByNeed?: boolean
  /** Whether these rows are saved with the device, although `refresh` rebuilds some of them. */
  readonly keepsRows?: boolean
  /** The rows of a new device, oldest first; for settings at most one. `.id` is the row's id if it differs from its position. */
  readonly factory?: (device: D) => readonly Readonly<Record<string, Value>>[]
  /** Called after a restart of the device. */
  readonly booted?: (device: D) => void
  /** Updates rows derived from elsewhere (files, globals, the log); called before each command. */
  readonly refresh?: (rows: Rows, device: D) => void
  /** Computes read-only properties that are only in the facts, by name; undefined if a row has no value now. */
  readonly computed?: Readonly<Record<string, (row: Row, device: D) => Value | undefined>>
  /** Called with the arguments of `add` before the row is created; may complete them. */
  readonly adding?: (change: Change, device: D) => void
  /** Called with the new row after `add`. */
  readonly added?: (row: Row, device: D) => void
  /** Called with the arguments of `set` before the row is changed; may complete them. */
  readonly setting?: (row: Row, change: Change, device: D) => void
  /** Called before a row is removed. */
  readonly removing?: (row: Row, device: D) => void
  /** Whether print and `as-value` show a property of a row that has a value; absent: they do. */
  readonly shows?: (row: Row, property: string, device: D) => boolean
  /** Whether listings and the values of a row include a property that exports include; absent: they do. */
  readonly lists?: (row: Row, property: string, device: D) => boolean
  /** Commands besides the generic ones, by name; they replace generic ones of the same name. */
  readonly commands?: Readonly<Record<string, MenuCommand<C>>>
  /** Converts a row's attachment to text for the state file and back. */
  readonly attachmentFormat?: {
    save(attachment: unknown): Readonly<Record<string, string>>
    load(parts: Readonly<Record<string, string>>): unknown
  }
  /** The property of this settings menu that holds the device's name. */
  readonly identity?: P
  /** The offset of the device's local time from UTC, in nanoseconds, at the time `ns` (nanoseconds since 1970 UTC). */
  readonly ahead?: (device: D, ns: bigint) => bigint
  /** Whether there is a row of that name, for a menu that knows it without updating rows (`refresh`); absent: the rows are searched. */
  readonly has?: (name: string, device: D) => boolean
  /** Whether a row that the board has (a port) had that name before it was renamed. */
  readonly wasNamed?: (name: string, device: D) => boolean
  /** Answers requests to the device's web services. */
  readonly web?: WebPages<D>
  /** Decides who may log in. */
  readonly users?: Users<D>
  /** The services that the device listens for. */
  readonly services?: MenuServices<D>
  /** Whether a log line with these topics (`script,info`) is stored in memory. */
  readonly keepsLine?: (topics: string, device: D) => boolean
  /** Resolves names before the host does. */
  readonly names?: Resolver<D>
  /** Scheduled work of the device. */
  readonly timed?: Timed<D>
  readonly examples?: readonly Example[]
}

/** The hooks that an extension may add to a menu made from facts and notes. */
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
  | 'attachmentFormat'
  | 'web'
  | 'services'
  | 'keepsLine'
  | 'names'
  | 'timed'
  | 'booted'
  | 'examples'

/**
 * Behaviour that is added to a menu without a declaration; its properties, flags and factory rows are those of facts and notes. `adding`
 * and `setting` run after the menu itself has completed and accepted the change; `shows` can only hide more.
 */
export interface Extension<D, C> extends Partial<Pick<MenuDeclaration<D, C>, Hook>> {
  readonly path: string
  /** The releases in which it applies; absent: all. */
  readonly releases?: Releases
  /** Properties that the menu lacks, or that differ (computed values). */
  readonly properties?: Readonly<Record<string, MenuProperty<D>>>
}

/** A command of one menu. */
export interface MenuCommand<C> {
  readonly about: string
  /** Descriptions of its own arguments, by name. An argument with the name of a property has the property's description. */
  readonly arguments?: Readonly<Record<string, string>>
  readonly run: (call: C) => Value
  /** Whether it runs other commands (`/system/script/run`), whose changes are not undone if it fails. */
  readonly keepsChanges?: boolean
}

/** Returns a declaration unchanged. The compiler checks that columns, flags and orders name existing properties. */
export const declare =
  <D, C>() =>
  <const P extends string>(
    menu: Omit<MenuDeclaration<D, C, P>, 'flags' | 'columns' | 'detail' | 'hidden' | 'valued' | 'name' | 'identity'> &
      ListedNames<NoInfer<P>>,
  ): MenuDeclaration<D, C> =>
    menu

/** The members of a declaration that name its properties. */
export interface ListedNames<P extends string> {
  readonly flags?: readonly Flag<P>[]
  readonly columns?: readonly Column<P>[]
  readonly detail?: readonly OrderSince<P>[]
  readonly hidden?: readonly P[]
  readonly name?: P
  readonly identity?: P
}
