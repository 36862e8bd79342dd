// Owns reading the facts that only the manual has: flags, read-only properties, types, and menus of boards and extra packages.
import { boardMenu } from './board-facts.ts'
import type { Value } from '../value/value.ts'
import type { NamedMenu } from './facts-writer.ts'
import type { Kind } from './kind.ts'
import { failureOfFault } from './fault.ts'
import { anyKind, readKind } from './kinds/read.ts'
import { addressForm, type StoredForm } from './kinds/stored.ts'

/** The row of one menu in the file of a top menu; described in `src/schema/facts/README.md`. Names are separated by blanks. */
interface ManualRow {
  readonly kind?: 'list' | 'fixed' | 'settings'
  readonly takes?: string
  /** The commands with these arguments, in a menu that virtual machines have. */
  readonly on?: string
  readonly commands?: Readonly<Record<string, string>>
  /** The flags in the order of the legend: `X:disabled D:dynamic`, with an underscore for a blank in a name. */
  readonly flags?: string
  /** The properties in the order of the command reference, if no other order is known. */
  readonly order?: string
  /** Arguments of type text that no device describes so. */
  readonly texts?: string
  /** By kind: properties whose values no device describes. `@46i/` is a form of addresses, see `addressForm`. */
  readonly types?: Readonly<Record<string, string>>
  /** Properties with a set of words. */
  readonly sets?: string
  /** Arguments without a value. */
  readonly switches?: string
  /** Only in the root's file: the top menus that no virtual machine has. */
  readonly tops?: string
  readonly reads?: Readonly<Record<string, string>>
}

/** The read-only names of a menu, flags and computed properties, with their kinds. */
export type Readable = ReadonlyMap<string, ReadableName>

/** A flag of the listing: its letter, its name in the legend, and its property. */
export interface LegendFlag {
  readonly letter: string
  readonly name: string
  readonly property: string
}

/** The manual's data of a menu. */
export interface ManualMenu {
  /** The flags of the listing, in the order of the legend. */
  readonly legend: readonly LegendFlag[]
  readonly readable: Readable
  /** Arguments of type text that no device describes so. */
  readonly texts: readonly string[]
  /** The properties in order, where neither a device nor a table of the manual has one. */
  readonly order: readonly string[] | undefined
  /** The types of properties that no device describes. */
  readonly types: ReadonlyMap<string, ManualType>
  /** Properties with a set of words. */
  readonly sets: readonly string[]
  /** Arguments without a value. */
  readonly switches: readonly string[]
}

/**
 * The manual's type of a property that no device describes: how it is stored (`kind`), which values are accepted (`type`; absent: those of
 * `kind`), or the form of an address.
 */
export interface ManualType {
  readonly kind?: Kind
  readonly type?: Kind
  readonly form?: StoredForm
}

/** Words that are accepted although the manual only has a number (`mrru=disabled`). They are defaults of devices. */
const noNumbers: ReadonlySet<string> = new Set('auto default disabled infinity no none off unlimited unset unspecified'.split(' '))

/** The type of a kind's text in the file (`num`). */
function typeOf(word: string): ManualType {
  const kind = kindOf(word)
  // The manual lists the words, but does not show how they are stored: `mac:ssid` is one word.
  if (kind.name === 'enum') return { type: kind }
  if (kind.name !== 'num') return { kind }
  // Hexadecimal numbers are stored as text (`priority=0x8000`).
  const fault: Kind['fault'] = (text, argument) => (noNumbers.has(text) ? undefined : kind.fault(text, argument))
  const keep = (text: string): Value => (/^0\d+$/.test(text) ? Number(text) : anyKind.keep(text, ''))
  const made: Kind = {
    ...kind,
    fault,
    keep,
    comparand: keep,
    complete(text, argument) {
      const found = fault(text, argument)
      if (found !== undefined) throw failureOfFault(found, argument)
      return text
    },
    accept: (given, argument) => made.keep(made.complete(made.write(given, argument), argument), argument),
  }
  return { kind: made }
}

/** A property that rows have, by the manual. */
export interface ReadableName {
  readonly kind: Kind
  /** Whether it is a flag of the listing, true or false. */
  readonly flag: boolean
}

const none: Readable = new Map()
/** The kind of a read-only name, from a kind's text in the facts (`num`); equal texts share one object. */
const kinds = new Map<string, Kind>()

function kindOf(word: string): Kind {
  const known = kinds.get(word)
  if (known !== undefined) return known
  const kind = readKind(word, (choice) => choice)
  kinds.set(word, kind)
  return kind
}

/** Splits names at blanks. */
const listed = (names: string | undefined): readonly string[] => (names === undefined || names === '' ? [] : names.split(' '))

/** Parses flags: `X:disabled D:dynamic`, `H:DHCP=dhcp` if the property has another name. */
export const legend = (text: string | undefined): readonly LegendFlag[] =>
  listed(text).map((word) => {
    const [letter = '', named = ''] = word.split(':')
    const [name = '', property = name] = named.split('=')
    return { letter, name: name.replaceAll('_', ' '), property: property.replaceAll('_', '-') }
  })

const rowsIn = (contents: unknown): readonly (readonly [string, ManualRow])[] =>
  isTable(contents) ? Object.entries(contents).flatMap(([path, row]) => (isTable(row) ? [[path, row]] : [])) : []

const isTable = (value: unknown): value is Readonly<Record<string, object>> => typeof value === 'object' && value !== null

const wordsIn = (contents: unknown): readonly string[] =>
  isTable(contents) && typeof contents.words === 'string' ? listed(contents.words) : []

/** Returns a row with its indexes replaced by words. */
function readRow(row: ManualRow, words: readonly string[]): ManualRow {
  const list = (text: string): string => text.replace(/\w+/g, (number) => words[parseInt(number, 36)] ?? '')
  const lists = (those: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(those).map(([key, text]) => [key, list(text)]))
  const { takes, flags, order, texts, types, sets, switches, reads, commands, ...plain } = row
  return {
    ...plain,
    ...(takes === undefined ? {} : { takes: list(takes) }),
    ...(flags === undefined ? {} : { flags: list(flags) }),
    ...(order === undefined ? {} : { order: list(order) }),
    ...(texts === undefined ? {} : { texts: list(texts) }),
    ...(types === undefined ? {} : { types: lists(types) }),
    ...(sets === undefined ? {} : { sets: list(sets) }),
    ...(switches === undefined ? {} : { switches: list(switches) }),
    ...(reads === undefined ? {} : { reads: lists(reads) }),
    ...(commands === undefined ? {} : { commands: lists(commands) }),
  }
}

/** Returns types by property; `written` has properties by type. */
function typesOf(written: Readonly<Record<string, string>> = {}): ReadonlyMap<string, ManualType> {
  const types = new Map<string, ManualType>()
  for (const [word, names] of Object.entries(written)) {
    const type = word.startsWith('@') ? { form: addressForm(word.slice(1)) } : typeOf(word)
    for (const name of listed(names)) types.set(name, type)
  }
  return types
}

/** The manual's names at and below one top menu. */
export class ManualFacts {
  /** Rows as written: lists are indexes into `#words`. */
  readonly #written: ReadonlyMap<string, ManualRow>
  readonly #words: readonly string[]
  readonly #rows = new Map<string, ManualRow>()
  readonly #readable = new Map<string, Readable>()
  readonly #named = new Map<string, ManualMenu>()

  /** `text` is the file of a top menu; throws for any other text. */
  constructor(text: string) {
    const contents: unknown = JSON.parse(text)
    this.#written = new Map(rowsIn(contents))
    this.#words = wordsIn(contents)
  }

  #row(path: string): ManualRow | undefined {
    const known = this.#rows.get(path)
    const written = known === undefined ? this.#written.get(path) : undefined
    if (written === undefined) return known
    const row = readRow(written, this.#words)
    this.#rows.set(path, row)
    return row
  }

  /** Returns the flags and the read-only properties of a menu. */
  readable(path: string): Readable {
    const known = this.#readable.get(path)
    if (known !== undefined) return known
    const { flags, reads = {} } = this.#row(path) ?? {}
    const names = new Map<string, ReadableName>()
    for (const [word, those] of Object.entries(reads))
      for (const name of listed(those)) names.set(name, { kind: kindOf(word), flag: false })
    for (const { property } of legend(flags)) names.set(property, { kind: kindOf('bool'), flag: true })
    const readable = names.size === 0 ? none : names
    this.#readable.set(path, readable)
    return readable
  }

  /** Returns the manual's data of the menu at `path`, whatever the release. */
  named(path: string): ManualMenu {
    const known = this.#named.get(path)
    if (known !== undefined) return known
    const { flags, texts, order, types, sets, switches } = this.#row(path) ?? {}
    const named: ManualMenu = {
      legend: legend(flags),
      readable: this.readable(path),
      texts: listed(texts),
      order: order?.split(' '),
      types: typesOf(types),
      sets: listed(sets),
      switches: listed(switches),
    }
    this.#named.set(path, named)
    return named
  }

  /** Only in the root's file: the top menus that no virtual machine has. */
  get tops(): readonly string[] {
    return listed(this.#row('/')?.tops)
  }

  /** The menus and arguments that a bare virtual machine lacks. */
  get ofBoards(): readonly NamedMenu[] {
    return [...this.#written.keys()].flatMap((path) => {
      const row = this.#row(path)
      return row === undefined || (row.kind ?? row.takes ?? row.commands) === undefined ? [] : [menuOf(path, row)]
    })
  }
}

/** Returns a menu with the commands of its kind; for a menu that virtual machines have only what these lack. */
function menuOf(path: string, { kind, takes, on, commands = {}, flags, reads = {} }: ManualRow): NamedMenu {
  const given = listed(takes)
  const own = Object.entries(commands).map(([name, args]): Taking => [name, args === '' ? [] : listed(args)])
  if (kind === undefined) return { path, commands: [...listed(on).map((name): Taking => [name, given]), ...own], properties: [] }
  const read = [...given, ...Object.values(reads).flatMap(listed), ...legend(flags).map(({ property }) => property)]
  return boardMenu(path, kind, own, given, [...new Set(read)])
}

/** A command with the names of its arguments. */
type Taking = NamedMenu['commands'][number]
