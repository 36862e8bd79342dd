// Owns the types of the members of notes: types of properties, references, rules, rows of a new device, forms of print.
import type { Releases } from '../menu.ts'

/** Values by name. */
export type ByName<T> = Readonly<Record<string, T>>

/**
 * How literals of an argument are parsed. `pair`: an address and its optional length (`10.7` is `10.0.0.7;`). `list`: split at commas.
 * `alone`: the argument accepts no value; other arguments that need none accept one, too (`suppress-hw-offload=no` in exports). `words`: it
 * only accepts its words, some of which are numbers.
 */
export type ReadingForm = 'pair' | 'list' | 'alone' | 'words'

/**
 * The type of a property: a kind of `schema/kind.ts`, with its range (times in milliseconds, texts in bytes). `closed`: the words of the
 * listing are all words, while numbers and other forms are accepted. `only`: only the words of the listing. `enum a b c`: only these words
 * and those of the listing. Source: the manual's typed arguments (command line reference); ranges that it lacks are those of the protocols.
 */
export type NotedType =
  | 'closed'
  | 'only'
  | `enum ${string}`
  | `${'num' | 'ranges' | 'time' | 'string' | 'hex'} ${number}..${number}`
  | 'bool'
  | 'date'
  | 'host'
  | 'ip'
  | 'ip6'
  | 'ip-prefix'
  | 'ip6-prefix'
  | 'ip-range'
  | 'mac'
  | 'size'

/** A command that the facts lack in some releases, or some of its arguments: names with kinds in the facts' format. */
export interface Former {
  readonly command: string
  readonly takes: ByName<string>
  readonly releases: Releases
}

/** A menu of some boards. Names are separated by blanks; commands are those beside the generic ones of its kind. */
export interface BoardMenu {
  readonly kind: 'list' | 'fixed' | 'settings'
  readonly commands?: string
  readonly properties: string
  /** Absent: all. Those of `..6.99` are menus that 7.x lacks: names from the manual of 6.x (wiki) and exports of 6.40 to 6.49. */
  readonly releases?: Releases
}

/** The target of a property's references. */
export interface ReferenceNote {
  /** The menus that hold the items; one of them has to have the name. */
  readonly of: readonly string[]
  /** Words that mean no item, or exist on every device. */
  readonly words: readonly string[]
  /** Whether a list of names is accepted, where no listing shows that. */
  readonly several: boolean
  /** The name of the value in messages, if it is not the argument's: for part of a value with a sign (`!ether1`). *Inferred*. */
  readonly called?: string
  /** Whether a value is a pair of names (`queue=up/down`). */
  readonly pairs?: true
}

/** Sets the property `name` to `text` if a command gives `from` and not `name`; with `decides` even if it gives `name`. */
export interface CompletedProperty {
  readonly name: string
  readonly from: string
  readonly decides?: true
  /** `given` reads the command's arguments. Undefined: the property is not set. */
  text(given: (name: string) => string | undefined): string | undefined
}

/**
 * Properties `given` can only be set where `beside` has one of the values `of`, or is negated; `message` is the device's message after
 * `failure: `.
 */
export interface Demand {
  readonly given: readonly string[]
  readonly beside: string
  readonly of: readonly string[]
  readonly message: string
}

/**
 * `parts` has prefixes of property names by the value of `by` that they belong to; other properties always apply. Source: verbose exports
 * of 7.17.2 and 7.24.4 only write these.
 */
export interface Relevance {
  readonly by: string
  readonly parts: ByName<readonly string[]>
}

/**
 * Properties whose values together are unique, and the device's message after `failure: ` where it was seen (among others in answers of
 * devices that public projects handle).
 */
export interface Unique {
  readonly by: readonly string[]
  readonly message?: string
  /** Whether disabled rows are exempt (REST answers of 7.23.7 on address lists). */
  readonly whileEnabled?: true
  /** A property and a value that exempt a row: a script sets them temporarily while two rows exchange their values. */
  readonly placeholder?: readonly [property: string, value: string]
}

/**
 * The rows of a new device, as `add` would write them (names that are not arguments, like `default`, are set by the device). Source:
 * `export verbose` of a hAP ac2 on 7.24.4 and of an x86 on 7.17.2, which write these rows as `set`. Names of services and profiles are the
 * same on all.
 */
export interface FactoryRows {
  /** How exports select them; see `Menu.selects`. */
  readonly selects: string
  readonly rows: readonly string[]
  /** The releases whose devices have them; absent: all. */
  readonly releases?: Releases
}

/** How the `set` lines of an export select rows that a board adds. */
export interface BoardRows {
  /** By number (`set 2 ...`): the rows before it exist, too. */
  readonly numbered?: true
  /** By a word (`set sfp1 ...`): the property with it. */
  readonly by?: string
  /** Numbered rows are named by this and their number. */
  readonly stem?: string
}

/** A menu of interfaces: its type in `/interface`, and the start of the names that it gives. */
export interface InterfaceMenu {
  readonly type: string
  readonly stem: string
}

/** The output of a form of `print`. */
export interface PrintedForm {
  /** `values`: names as lines, rows as columns. */
  readonly as: 'table' | 'values' | 'detail'
  /** Names separated by blanks; absent: the name and the counters. */
  readonly names?: string
  /** Whether digits of numbers are grouped by three. */
  readonly grouped?: true
  /** Object identifiers of SNMP shown in place of values, by name, without the number of the row. */
  readonly oids?: ByName<string>
}
