// Owns the type of notes on a menu, and the functions that files of notes use. README.md in this folder has examples.
import type { Releases } from '../menu.ts'
import type { PackageName } from '../package-names.ts'
import type { Need } from '../policy.ts'
import type { FormName } from '../kinds/stored.ts'
import type {
  BoardMenu,
  BoardRows,
  ByName,
  CompletedProperty,
  Demand,
  FactoryRows,
  Former,
  InterfaceMenu,
  NotedType,
  PrintedForm,
  ReadingForm,
  ReferenceNote,
  Relevance,
  Unique,
} from './note-types.ts'
import { wordsIn } from '../../text/words.ts'

/**
 * Facts of one menu that the device's own listing (`schema/facts/`) does not have. All members are optional. Data of properties are stored
 * by the property's name. Values and names are written as in a script.
 */
export interface MenuNotes {
  // --- What there is ---

  /** The releases that have the menu and all below it; absent: as in the facts. `7.0..`: a menu of 7.x whose first release is not known. */
  readonly releases?: Releases
  /** The extra packages that add the menu (any of them suffices); absent: it needs none, or they are not known. */
  readonly packages?: readonly PackageName[]
  /** Releases in which a bare CHR lists the menu and yet refuses it as unknown. Source: verdicts of 7.20.8, 7.22.1 and 7.23rc1. */
  readonly listedOnly?: Releases
  /** The releases of a `command`, a `command argument` or a `command argument word`, where the facts have more. */
  readonly bounds?: ByName<Releases>
  /** Commands and arguments that the facts lack, or lack for some releases. Those of `6.0..6.99`: public exports of 6.40 to 6.49. */
  readonly former?: readonly Former[]
  /** The releases of a property, where the facts do not include older ones without it. Source: listings. */
  readonly propertyReleases?: ByName<Releases>
  /** Properties that the facts lack for some releases: names separated by blanks. */
  readonly formerProperties?: readonly { readonly names: string; readonly releases: Releases }[]
  /** Aliases of menus and commands: `ping` in the root is `/tool/ping`. */
  readonly aliases?: ByName<string>
  /**
   * The positional arguments of a command, in order, separated by blanks. Absent: the rules of `schema/places.ts`. Source: printed forms of
   * accepted scripts, and the manual's examples.
   */
  readonly places?: ByName<string>
  /** Present for a menu of some boards only: the facts are from virtual machines, which lack it. Names from the manual. */
  readonly board?: BoardMenu
  /** Arguments that some boards add to commands of the menu: names separated by blanks. */
  readonly boardArguments?: ByName<string>

  // --- What properties accept and mean ---

  /** The type of a property whose kind in the listing is not specific. Words of the listing are added. */
  readonly types?: ByName<NotedType>
  /**
   * The values that an argument accepts in addition to the listing: a kind in the form of the facts (`../facts/README.md`), whose words are
   * added to those of the listing (`enum :raid`, `time :daily`, `enum ? :` for any name). The devices of the listing lacked the package,
   * the hardware or the items. Source: the manual's typed arguments and examples.
   */
  readonly alsoTakes?: ByName<string>
  /** The form in which rows store a property; `forms` of `schema/kinds/stored.ts`. */
  readonly keeps?: ByName<FormName>
  /** How literals of an argument are parsed, if the listing does not show it. Source: printed forms of accepted scripts. */
  readonly reads?: ByName<ReadingForm>
  /** Defaults of properties that the facts lack, or in which they differ. Source: `export verbose` of 7.24.4 and 7.17.2. */
  readonly defaults?: ByName<string>
  /** Defaults of some releases; they take precedence over `defaults`. */
  readonly defaultsIn?: readonly { readonly values: ByName<string>; readonly releases: Releases }[]
  /** Properties that refer to items of other menus. From the manual. */
  readonly refers?: ByName<ReferenceNote>
  /** Properties with secrets: hidden without the policy `sensitive`, and omitted from exports. */
  readonly sensitive?: readonly string[]
  /** A value that the device derives when a row is added or set. */
  readonly completes?: CompletedProperty
  /** Properties that are only valid with certain values of another one. */
  readonly demands?: Demand
  /** Which properties apply, depending on the value of one. */
  readonly relevance?: Relevance

  // --- Rows, and how they are identified ---

  /** The property that names a row. Absent: `name`, or `interface` where it is the only key in the facts. */
  readonly name?: string
  /** The property that other rows refer to. Absent: `name`. */
  readonly identifies?: string
  /**
   * Whether references to its rows are stored as ids and not as names: they remain valid if a row is renamed, and show the id of a removed
   * row.
   */
  readonly followed?: boolean
  /** Properties whose values must be unique; the first violated rule is reported. Absent: the name, if it is the only key in the facts. */
  readonly unique?: readonly Unique[]
  /**
   * The start of the names that the device generates for rows without a name: `dhcp` for dhcp1, dhcp2. Source: exports of devices that were
   * set up by wizards or without names.
   */
  readonly stem?: string
  /** The rows of a new device; of several, the first for its release. */
  readonly factory?: FactoryRows | readonly FactoryRows[]
  /**
   * The rows of a menu to which none can be added: names separated by blanks, in the order of listings, from the release `since`. `comes`:
   * names of rows that the device adds. No board has others, so `check` reports any other name. Source: listings.
   */
  readonly fixedRows?: readonly { readonly since: string; readonly names: string; readonly comes?: string }[]
  /** Rows of a new device cannot be removed: the message after `failure: `. */
  readonly notRemovable?: string
  /** The menu has rows of the device's own (hardware, software, counters) that are not known here, so it must not be printed as empty. */
  readonly unknownRows?: true
  /** How an export shows rows that a board adds. */
  readonly boardRows?: BoardRows
  /** `/interface` only: the menus whose rows it lists, by path and in the order of its listing. These are all menus of interfaces. */
  readonly gathers?: ByName<InterfaceMenu>
  /** Names of rows that may exist without being added: hardware, and rows that the device creates. */
  readonly existsWithoutAdd?: RegExp
  /** Names of rows that a device may have from its first start, and that its exports list. */
  readonly existsByDefault?: readonly string[]

  // --- What the device computes ---

  /**
   * Values of read-only properties of a row at rest: nothing was sent, received or resolved. Source: a bare CHR, and the manual's words for
   * such states.
   */
  readonly valuesAtRest?: ByName<string>
  /**
   * Read-only properties that are counters: 0 at rest. Numbers with names of counters (`anyCounter`) are so in every menu, and flags are
   * off.
   */
  readonly counters?: RegExp
  /** Read-only properties without a value in a row at rest: what a peer would send. */
  readonly emptyAtRest?: readonly string[]
  /**
   * Read-only properties that only the outside determines (a peer, hardware, traffic): their value is unknown unless a test sets it, and
   * reading them is reported as not modelled.
   */
  readonly fromOutside?: readonly string[]

  // --- How it is printed and exported ---

  /** The properties that `print` shows first, in order: names separated by blanks. Absent: the order of the facts. */
  readonly order?: string
  /** The orders of some releases; they take precedence over `order`. */
  readonly orders?: readonly { readonly names: string; readonly releases: Releases }[]

  /** The format of `print` without an argument for it, in some releases (`detail ..7.1`) or all. Absent: a table. Source: listings. */
  readonly listing?: 'detail' | `detail ${Releases}`
  /** The output of other forms of `print` (`stats`, `usage`). Absent: they are not modelled. Source: listings of the manual. */
  readonly prints?: ByName<PrintedForm>
  /** Properties that details quote though their type does not require it. */
  readonly quoted?: readonly string[]
  /** Properties that details quote without escapes. */
  readonly verbatim?: readonly string[]
  /** The text in listings for a duration, a rate or a pair of rates of 0, where it is not `0s` or `0`. */
  readonly zero?: ByName<string>
  /**
   * Properties that details show with what the device computes, though no row was given them; `as-value` does not include them for that.
   * Names separated by blanks. Absent: read-only properties are only shown where a row has a value of its own. Source: listings.
   */
  readonly states?: readonly { readonly names: string; readonly releases?: Releases }[]
  /** Properties that listings only show where a row was given one of them, not with their defaults. Source: listings of devices. */
  readonly asWritten?: readonly string[]
  /** Properties that listings only show with a value of another one (`'add-default-route=yes'`), or where a row was given them. */
  readonly shownWith?: ByName<string>
  /**
   * The columns of a table, in order, by releases: names separated by blanks, with a `?` for a column that is left out when empty. Tables
   * of 6.x keep empty columns. Absent: the properties that some row was given. Source: listings of the manual and of devices.
   */
  readonly columns?: readonly { readonly names: string; readonly releases?: Releases }[]
  /** Whether its rows have no numbers in listings. */
  readonly numberless?: true
  /** The flag `D` comes last, in a column of its own. */
  readonly dynamicLast?: true
  /** The flags of some releases, where they differ from the manual's: `X:disabled D:dynamic`, left to right; `columns` as `flagColumns`. */
  readonly legends?: readonly { readonly flags: string; readonly releases: Releases; readonly columns?: string }[]
  /** The releases of a flag of the manual, by its property. */
  readonly flagReleases?: ByName<Releases>
  /** Letters of flags by column, left to right, columns separated by blanks: `D XIA csr`. Absent: the rule of `plain/flags.ts`. */
  readonly flagColumns?: string
  /** Whether exports omit it: it is not configuration, or a device never exports it (users, keys). */
  readonly unexported?: true
  /** Whether exports include everything that was set in rows, even defaults: menus of the newer kind. Source: compact exports of 7.x. */
  readonly exportsGiven?: true
  /** Properties that exports of 7.x include in every added row, whatever their values. */
  readonly alwaysExported?: readonly string[]
  /** The releases in which a row is disabled unless `disabled=no` is given: their exports have `disabled=no`. */
  readonly disabledByDefault?: Releases

  /** Commands whose arguments are resolved in the current menu of the console, not in this one. Source: a printed form of 7.23rc1. */
  readonly outside?: readonly string[]

  // --- Policies ---

  /** The policies that a command needs, by its name; `*`: every command that does more than read. Absent: `read` or `write`. */
  readonly needs?: ByName<readonly Need[]>
}

/** The notes of one file: by path, and by `PATH/*` for a menu and all below it; `*` is every menu. */
export type MenusNoted = Readonly<Record<`/${string}` | '*', MenuNotes>>

/** The notes of a file, created on demand. */
export type Notes = () => Readonly<Record<string, MenuNotes>>

/** Defines notes: `write` runs once, when a menu of the file is first looked up. */
export function notes(write: () => Partial<MenusNoted>): Notes {
  let written: Readonly<Record<string, MenuNotes>> | undefined
  return () => (written ??= write() as Readonly<Record<string, MenuNotes>>)
}

/** Assigns a value to each of some names, separated by blanks. */
export const each = <const T>(names: string, value: T): ByName<T> => Object.fromEntries(wordsIn(names).map((name) => [name, value]))

/** Splits names separated by blanks. */
export const names = (text: string): readonly string[] => wordsIn(text)

/** Returns a reference to items of the menus `of`; `words` mean none, or exist on every device; `several`: a list is accepted. */
export const to = (of: string, words = '', several = false, called?: string): ReferenceNote => ({
  of: wordsIn(of),
  words: wordsIn(words),
  several,
  ...(called === undefined ? {} : { called }),
})
