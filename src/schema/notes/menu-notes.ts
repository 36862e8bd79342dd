// Owns what notes may say of a menu: one type, and the functions that notes are written with. README.md beside this file shows them in use.
import type { Releases } from '../menu.ts'
import type { PackageName } from '../package-names.ts'
import type { Need } from '../policy.ts'
import type { FormName } from '../kinds/stored.ts'

/**
 * What is known of one menu beside the device's own listing (`schema/facts/`). Every member may be absent; what is said of a property is
 * said by its name. Values and names are written as a script writes them.
 */
export interface MenuNotes {
  // --- What there is ---

  /** The releases that have the menu, and all below it; absent: as the facts say. */
  readonly releases?: Releases
  /** The extra packages of which one brings the menu; absent: the menu needs none, or it is not known which. */
  readonly packages?: readonly PackageName[]
  /**
   * In these releases the listing of a bare CHR names the menu although that device takes it for unknown. Source: verdicts of 7.20.8,
   * 7.22.1
   * and 7.23rc1.
   */
  readonly listedOnly?: Releases
  /** The releases of a `command`, a `command argument` or a `command argument word` that the facts have in more of them. */
  readonly bounds?: ByName<Releases>
  /** Commands and arguments that the facts lack, or lack for some releases. Those of `6.0..6.99`: public exports of 6.40 to 6.49. */
  readonly former?: readonly Former[]
  /** The releases that have a property, where the facts do not reach back to those without it. Source: listings. */
  readonly propertyReleases?: ByName<Releases>
  /** Properties that the facts lack for some releases: names with blanks between them. */
  readonly formerProperties?: readonly { readonly names: string; readonly releases: Releases }[]
  /** Other names for what is reached from this menu: `ping` in the root is `/tool/ping`. */
  readonly aliases?: ByName<string>
  /**
   * Arguments of a command that may be given by place, in order, with blanks between them. Absent: the rules of `schema/places.ts`. Source:
   * printed forms of accepted scripts, and the manual's examples.
   */
  readonly places?: ByName<string>
  /** The menu exists on some boards only: the facts come from virtual machines, which lack it. Names from the manual. */
  readonly board?: BoardMenu
  /** Arguments that some boards add to commands of the menu: names with blanks between them. */
  readonly boardArguments?: ByName<string>

  // --- What properties take and mean ---

  /** What a property takes where the listing leaves it open. Words of the listing stay beside it. */
  readonly types?: ByName<NotedType>
  /** The form in which rows keep a property, whichever way it was written; `forms` of `schema/kinds/stored.ts`. */
  readonly keeps?: ByName<FormName>
  /** How literals of an argument are read where the listing does not say: printed forms of accepted scripts. */
  readonly reads?: ByName<ReadingForm>
  /** The value of a property that was never set, where the facts lack it or have another. Source: `export verbose` of 7.24.4 and 7.17.2. */
  readonly defaults?: ByName<string>
  /** The same for some releases, which counts before it. */
  readonly defaultsIn?: readonly { readonly values: ByName<string>; readonly releases: Releases }[]
  /** Properties that name items of other menus. From the manual. */
  readonly refers?: ByName<Reference>
  /** Properties that hold secrets: hidden without the policy `sensitive`, left out of exports. */
  readonly sensitive?: readonly string[]
  /** A value that the device derives when a row is added or set. */
  readonly completes?: Completion
  /** What properties cannot be given without. */
  readonly demands?: Demand
  /** Which properties mean something, where the value of one decides. */
  readonly relevance?: Relevance

  // --- What rows there are, and how they are told apart ---

  /** The property that names a row. Absent: `name`, or the `interface` that the facts call its only key. */
  readonly name?: string
  /** The property whose values other rows refer to as names. Absent: `name`. */
  readonly identifies?: string
  /** Other rows keep the id of a row that they name, not its name: a new name is followed, and of a row that is gone the id is left. */
  readonly followed?: boolean
  /** What no two rows may share; the first that is broken is told. Absent: the name, where the facts say that it is the only key. */
  readonly unique?: readonly Unique[]
  /**
   * The beginning of the names that the device gives to rows without one: `dhcp` for dhcp1, dhcp2. Source: exports of devices that were set
   * up
   * by wizards or without names.
   */
  readonly stem?: string
  /** The rows of a new device; of several, the first that its release has. */
  readonly factory?: FactoryRows | readonly FactoryRows[]
  /** Rows of a new device cannot be removed: the words behind `failure: `. */
  readonly stays?: string
  /** The menu has rows of the device's own (hardware, software, counters) that nothing here knows: printing it as empty would be a lie. */
  readonly unknownRows?: true
  /** How an export shows which rows a board brings. */
  readonly boardRows?: BoardRows
  /** `/interface` only: the menus whose rows it lists, by path and in the order of its listing. These are all the menus of interfaces. */
  readonly gathers?: ByName<InterfaceMenu>
  /** Names of rows that may be there although nothing adds them: hardware, and what appears by itself. */
  readonly unadded?: RegExp

  // --- What the device works out ---

  /**
   * What properties that can only be read say of a row at rest: nothing was sent, received or looked up. Source: what a bare CHR shows, and
   * the manual's words for such states.
   */
  readonly rest?: ByName<string>
  /**
   * Properties that can only be read and count what happened: 0 at rest. Numbers whose names say so (`anyCounter`) are so everywhere, and
   * flags are off.
   */
  readonly counters?: RegExp
  /** Properties that can only be read and of which a row at rest has no value: what a peer would tell. */
  readonly without?: readonly string[]
  /** Properties that can only be read and that only the outside can tell (a test, in the device's place); reading others is reported. */
  readonly told?: readonly string[]

  // --- How it is printed and exported ---

  /** The properties that `print` shows first, in order: names with blanks between them. Absent: as the facts have them. */
  readonly order?: string
  /** The same for some releases, which counts before it. */
  readonly orders?: readonly { readonly names: string; readonly releases: Releases }[]

  /** The form of `print` without a style, in some releases (`detail ..7.1`) or all. Absent: a table. Source: listings. */
  readonly listing?: 'detail' | `detail ${Releases}`
  /** What words of `print` show (`stats`, `usage`). Absent: they are not modelled. Source: listings of the manual. */
  readonly prints?: ByName<PrintedForm>
  /** Properties that stand in quotes in details though no type of theirs says so. */
  readonly quoted?: readonly string[]
  /** Texts that details quote as they are, without escapes. */
  readonly verbatim?: readonly string[]
  /** What listings show for a length of time, a rate or a pair of rates that is 0, where that is not `0s` or `0`. */
  readonly zero?: ByName<string>
  /** Properties that listings show only where a row was given one of them, not with their defaults. Source: listings of devices. */
  readonly asWritten?: readonly string[]
  /** Properties that listings show where another one has a value (`'add-default-route=yes'`), or where a row was given them. */
  readonly shownWith?: ByName<string>
  /**
   * The columns of a table, in order, by releases: names with blanks between them, with a `?` where the column is there by need only.
   * Tables of 6.x keep columns that are empty throughout. Absent: what some row was given. Source: listings of the manual and of devices.
   */
  readonly columns?: readonly { readonly names: string; readonly releases?: Releases }[]
  /** Its rows have no numbers in listings. */
  readonly numberless?: true
  /** The flag `D` comes last, and in a column of its own. */
  readonly dynamicLast?: true
  /** The flags of some releases, where they are not the manual's: `X:disabled D:dynamic`, left to right; `columns` as `flagColumns`. */
  readonly legends?: readonly { readonly flags: string; readonly releases: Releases; readonly columns?: string }[]
  /** The releases that have a flag of the manual's, by the property that it shows. */
  readonly flagReleases?: ByName<Releases>
  /** Letters of flags that share columns, left to right with a blank between columns: `D XIA csr`. Absent: the rule of `plain/flags.ts`. */
  readonly flagColumns?: string
  /** No export holds it: it is no configuration, or a device never gives it away (users, keys). */
  readonly unexported?: true
  /** An export says all that its rows were given, defaults too: menus of the newer kind. Source: compact exports of 7.x. */
  readonly saysGiven?: true
  /** Properties that exports of 7.x name in every row that was added, whatever their values. */
  readonly alwaysSaid?: readonly string[]
  /** The releases in which a row without `disabled` is disabled: their exports have `disabled=no`. */
  readonly cameDisabled?: Releases

  /** Commands whose arguments look names up in the menu around them, not in this one. Source: a printed form of 7.23rc1. */
  readonly outside?: readonly string[]

  // --- Who may ---

  /** The policies that a command needs, by its name; `*`: every command that does more than look. Absent: `read` or `write`. */
  readonly needs?: ByName<readonly Need[]>
}

/** Something for each of some names. */
export type ByName<T> = Readonly<Record<string, T>>

/**
 * `pair`: an address and its length, which may be left out (`10.7` is `10.0.0.7;`). `list`: cut at its commas. `alone`: no value at all;
 * other arguments that may stand alone take one, too (`suppress-hw-offload=no` in exports). `words`: one of its words and nothing else,
 * where some are numbers.
 */
export type ReadingForm = 'pair' | 'list' | 'alone' | 'words'

/**
 * What a property takes: a kind of `schema/kind.ts`, with its range where it has one (times in milliseconds, texts in bytes).
 * `closed`: the words of the listing are all the words there are, while numbers and other forms are free. `only`: nothing but the words of
 * the
 * listing. `enum a b c`: these words and those of the listing, and no others. Source: the manual's typed arguments (command line
 * reference);
 * ranges that it does not give are those of the protocols.
 */
export type NotedType =
  | 'closed'
  | 'only'
  | `enum ${string}`
  | `${'num' | 'ranges' | 'time' | 'string' | 'hex'} ${number}..${number}`
  | 'bool'
  | 'host'
  | 'ip'
  | 'ip6'
  | 'ip-prefix'
  | 'ip6-prefix'
  | 'ip-range'
  | 'mac'
  | 'size'

/** A command that the facts lack in some releases, or some of its arguments: names with their kinds, as the facts write these. */
export interface Former {
  readonly command: string
  readonly takes: ByName<string>
  readonly releases: Releases
}

/** A menu of some boards. Names have blanks between them; commands are those beside the generic ones of its kind. */
export interface BoardMenu {
  readonly kind: 'list' | 'fixed' | 'settings'
  readonly commands?: string
  readonly properties: string
  /** Absent: all. Those of `..6.99` are menus that 7.x lacks: names from the manual of 6.x (wiki) and exports of 6.40 to 6.49. */
  readonly releases?: Releases
}

/** What a property refers to. */
export interface Reference {
  /** The menus that hold the items; one of them has to have the name. */
  readonly of: readonly string[]
  /** What stands for no item, or is there on every device. */
  readonly words: readonly string[]
  /** A list of names is taken, where no listing says so. */
  readonly several: boolean
  /** What messages call such a name, where that is not the argument: part of a value that has a sign (`!ether1`). Inferred. */
  readonly called?: string
  /** A value is a pair of names (`queue=up/down`). */
  readonly pairs?: true
}

/** The property `name` gets `text` where a command gives `from` and not `name`; with `decides` also where it gives `name`. */
export interface Completion {
  readonly name: string
  readonly from: string
  readonly decides?: true
  /** `given` reads what the command gave. Undefined: the property is left alone. */
  text(given: (name: string) => string | undefined): string | undefined
}

/**
 * One of `given` cannot be set unless `beside` has one of the values `of`, or is negated; `says` are the device's words behind `failure: `.
 */
export interface Demand {
  readonly given: readonly string[]
  readonly beside: string
  readonly of: readonly string[]
  readonly says: string
}

/**
 * `parts` has beginnings of names by the value of `by` that they belong to; a name under no value always means something. Source: verbose
 * exports of 7.17.2 and 7.24.4 write only these.
 */
export interface Relevance {
  readonly by: string
  readonly parts: ByName<readonly string[]>
}

/**
 * Properties whose values together are unique, and the device's words behind `failure: ` where they were seen (reference language.md
 * section
 * 7, and answers of devices that public projects handle).
 */
export interface Unique {
  readonly by: readonly string[]
  readonly says?: string
  /** Rows that are disabled share it with any (REST answers of 7.23.7 on address lists). */
  readonly whileEnabled?: true
}

/**
 * The rows of a new device, as `add` would write them (names without an argument, like `default`, are what the device sets). Source:
 * `export
 * verbose` of a hAP ac2 on 7.24.4 and of an x86 on 7.17.2, which write these rows as `set`. Names of services and profiles are the same on
 * all.
 */
export interface FactoryRows {
  /** How exports name them; see `Menu.selects`. */
  readonly selects: string
  readonly rows: readonly string[]
  /** The releases whose devices have them; absent: all. */
  readonly releases?: Releases
}

/** How the `set` lines of an export name rows that a board brings. */
export interface BoardRows {
  /** By number (`set 2 ...`): the rows before it are there too. */
  readonly numbered?: true
  /** By a word (`set sfp1 ...`): the property that holds it. */
  readonly by?: string
  /** Numbered rows are named by this and their number. */
  readonly stem?: string
}

/** A menu of interfaces: what `/interface` shows as type, and the beginning of the names that the menu gives. */
export interface InterfaceMenu {
  readonly type: string
  readonly stem: string
}

/** The notes of one file: by path, and by `PATH/*` for what holds in a menu and all below it; `*` is every menu. */
export type MenusNoted = Readonly<Record<`/${string}` | '*', MenuNotes>>

/** The notes of a file, made when they are first asked for. */
export type Notes = () => Readonly<Record<string, MenuNotes>>

/** Writes notes: `write` runs when a menu of the file is first asked for, and once. */
export function notes(write: () => Partial<MenusNoted>): Notes {
  let written: Readonly<Record<string, MenuNotes>> | undefined
  return () => (written ??= write() as Readonly<Record<string, MenuNotes>>)
}

/** The same for each of some names, which have blanks between them. */
export const each = <const T>(names: string, value: T): ByName<T> => Object.fromEntries(named(names).map((name) => [name, value]))

const named = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')

/** What a word of `print` shows. */
export interface PrintedForm {
  /** `values`: names as lines, rows as columns. */
  readonly as: 'table' | 'values' | 'detail'
  /** Names with blanks between them; absent: the name and what counts. */
  readonly names?: string
  /** Digits of numbers stand in groups of three. */
  readonly grouped?: true
  /** What stands in place of values: object identifiers of SNMP by name, without the number of the row. */
  readonly oids?: ByName<string>
}

/** Names with blanks between them. */
export const names = (text: string): readonly string[] => named(text)

/** The property names an item of the menus `of`; `words` stand for none, or are there on every device; `several`: it takes a list. */
export const to = (of: string, words = '', several = false, called?: string): Reference => ({
  of: named(of),
  words: named(words),
  several,
  ...(called === undefined ? {} : { called }),
})
