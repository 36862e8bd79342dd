// Owns recording the definitions of a script: the names of rows that it adds or renames, by menu, and the first line that uses each name.
import { allInterfaces } from '../../schema/interfaces.ts'
import { Claims } from './claims.ts'
import { commandFactsOf } from './command-facts.ts'
import { isPublic } from './public.ts'
import { kindKey, lineKey, lookupKeyOf } from './row-names.ts'
import { givenPolicies } from './script-policies.ts'
import { selectedRow } from './selected.ts'
import type { GivenArgument, Invocation } from '../../syntax/tree.ts'
import type { KnownCommand } from '../../schema/known-command.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'

/** The part of a `CommandUse` from which definitions are recorded. */
interface Defining {
  readonly menu: KnownMenu
  readonly command: KnownCommand
  readonly invocation: Pick<Invocation, 'given'>
  readonly alwaysRuns: boolean
  /** Undefined if the command has no argument of this name. */
  find(name: string): GivenArgument | undefined
  /** The text of a constant argument; else undefined. */
  text(name: string): string | undefined
}

/** The queries of rules about the rows that a whole script defines. */
export interface Defined {
  /** Whether the script itself defines rows of a menu. */
  some(menu: string): boolean
  /**
   * Whether a row of this name may exist: it is defined, or some names of the menu are only known at run time. A name of any interface
   * counts for all menus of interfaces; with `ofKind`, only those that the menu itself gives.
   */
  has(menu: string, name: string, ofKind?: boolean): boolean
  /** Whether a command of this menu of interfaces gives a row this name. */
  gives(menu: string, name: string): boolean
  /** Whether the script removes rows of a menu. */
  removes(menu: string): boolean
  /**
   * Claims a name in a group (`lookupKeyOf` of a menu, or one of the rule's own) for a line; returns the line that claimed it before, if
   * any. The name may be a number: a small one costs no memory of its own.
   */
  claim(key: string, name: string | number, line: number): number | undefined
  /** The names of the rows that the script defines in a menu. */
  names(menu: string): ReadonlySet<string>
  /** The names of chains, address lists or marks of a group that exist by being used in rows; undefined if there are none. */
  selfNamed(key: string): SelfNames | undefined
  /** Whether an address list contains a public address. */
  isPublic(list: string): boolean
  /** Whether an export with the sections of this text has all rows of a menu: it is of the whole device, or of a parent of the menu. */
  covers(menu: string): boolean
  /** The line in which the script first adds a row of this name unconditionally. Only for uses that are compared (`RuleFamily.across`). */
  addedIn(menu: string, name: string): number | undefined
  /** The command that first renames the row of this name unconditionally. Only for uses that are compared. */
  renamedIn(menu: string, name: string): Renaming | undefined
  /** The last line that may give this name to a row: 0 if there is none, Infinity for code in a string. Only for uses that are compared. */
  lastGivenIn(menu: string, name: string): number
}

/** A command that renames a row. */
export interface Renaming {
  readonly line: number
  readonly to: string
  /** Whether the row certainly had the old name: not if `default-name` selects the port. */
  readonly hadName: boolean
}

/** The lines of names by `lineKey`. */
export interface NameLines {
  readonly added: ReadonlyMap<string, number>
  readonly renamed: ReadonlyMap<string, Renaming>
  /** The last lines, for `lastGivenIn`. */
  readonly given: ReadonlyMap<string, number>
}

/** The names of one group that exist by being used in rows. */
export interface SelfNames {
  readonly names: ReadonlySet<string>
  /** Whether some names are only known at run time. */
  readonly open: boolean
}

/** The names of one menu in one script. */
interface Named {
  readonly names: Set<string>
  /** Whether a row is added or renamed with a name known only at run time, so that any name may exist. */
  open: boolean
}

/** Names by the menu in which they are looked up (all interfaces share one), or by the group of names that exist by being used. */
export class Definitions implements Defined {
  readonly #menus = new Map<string, Named>()
  /** The address lists that contain public addresses. */
  readonly #public = new Set<string>()
  /** Words of text that was not parsed: each may be a name that is defined there. */
  readonly #unparsedWords = new Set<string>()
  readonly #removed = new Set<string>()
  readonly #claims = new Claims()
  readonly #sections = new Set<string>()
  readonly #lines = { added: new Map<string, number>(), renamed: new Map<string, Renaming>(), given: new Map<string, number>() }

  /** Records what a command defines; `line` returns its line if it is a command of the script itself, not of code in a string. */
  note(use: Defining, line?: () => number): void {
    const { command, menu } = use
    if (line !== undefined) this.#sections.add(menu.path)
    if (command.name === 'add' || command.name === 'set') this.#noteLines(use, line)
    const { key, property, groups, isRemoval, isList, defines } = commandFactsOf(command, menu)
    if (isRemoval) this.#removed.add(key)
    for (const { argument } of use.invocation.given)
      for (const group of groups.get(argument.name) ?? []) this.#defineEach(group, use.text(argument.name))
    if (isList) this.#noteAddress(use)
    for (const { group, policy } of givenPolicies(use)) this.#define(group, policy)
    if (!defines) return
    if (command.name === 'add') {
      if (use.find(property) !== undefined) this.#row(menu.path, key, use.text(property))
      else if (use.find('copy-from') !== undefined) this.#row(menu.path, key, undefined)
      // A device generates a name if none is given (bridge1, vlan2).
      else if (key === allInterfaces) this.#row(menu.path, key, undefined)
      else this.#namesOf(key)
    } else if (command.name === 'set' && use.find('name') !== undefined) this.#row(menu.path, key, use.text('name'))
    else if (use.find('name') !== undefined) this.#row(menu.path, key, undefined)
  }

  /** Records the lines in which names are given to rows, and in which rows are added or renamed unconditionally. */
  #noteLines(use: Defining, lineOf: (() => number) | undefined): void {
    const { command, menu } = use
    const { key, property } = commandFactsOf(command, menu)
    if (property !== 'name') return
    const name = use.text(property)
    if (name === undefined) return
    const { added, given, renamed } = this.#lines
    const line = lineOf?.() ?? Infinity
    const at = lineKey(key, name)
    if ((given.get(at) ?? 0) < line) given.set(at, line)
    if (lineOf === undefined || !use.alwaysRuns) return
    if (command.name === 'add') {
      if (!added.has(at)) added.set(at, line)
      return
    }
    const old = selectedRow(use.find('numbers'))
    if (old === undefined || old.name === name) return
    const from = lineKey(key, old.name)
    if (!renamed.has(from)) renamed.set(from, { line, to: name, hadName: old.by === 'name' })
  }

  /** Records whether an entry of an address list is public. */
  #noteAddress(use: Defining): void {
    const list = use.text('list') ?? ''
    if (!this.#public.has(list) && isPublic(use.text('address') ?? '')) this.#public.add(list)
  }

  /** Records a name in a group, for `selfNamed`. */
  give(group: string, name: string): void {
    this.#define(lookupKeyOf(group), name)
  }

  /** Records unparsed text, whose definitions are unknown. */
  noteUnparsed(text: string): void {
    for (const [word] of text.matchAll(/"[^"]*"|[^\s"=;,{}[\]()]+/g)) this.#unparsedWords.add(word.replaceAll('"', ''))
  }

  some(menu: string): boolean {
    const named = this.#menus.get(lookupKeyOf(menu))
    return named !== undefined && named.names.size > 0
  }

  has(menu: string, name: string, ofKind = false): boolean {
    const named = this.#menus.get(ofKind ? kindKey(menu) : lookupKeyOf(menu))
    return this.#unparsedWords.has(name) || (named !== undefined && (named.open || named.names.has(name)))
  }

  gives(menu: string, name: string): boolean {
    return this.#menus.get(kindKey(menu))?.names.has(name) === true
  }

  removes(menu: string): boolean {
    return this.#removed.size > 0 && this.#removed.has(lookupKeyOf(menu))
  }

  selfNamed(key: string): SelfNames | undefined {
    return this.#menus.get(key)
  }

  isPublic(list: string): boolean {
    return this.#public.has(list)
  }

  claim(key: string, name: string | number, line: number): number | undefined {
    return this.#claims.take(key, name, line)
  }

  covers(menu: string): boolean {
    return isCovered(menu, this.#sections)
  }

  addedIn(menu: string, name: string): number | undefined {
    return this.#lines.added.get(lineKey(menu, name))
  }

  renamedIn(menu: string, name: string): Renaming | undefined {
    return this.#lines.renamed.get(lineKey(menu, name))
  }

  lastGivenIn(menu: string, name: string): number {
    return this.#lines.given.get(lineKey(menu, name)) ?? 0
  }

  get lines(): NameLines {
    return this.#lines
  }

  names(menu: string): ReadonlySet<string> {
    return this.#menus.get(lookupKeyOf(menu))?.names ?? new Set()
  }

  /** All recorded definitions, for merging several parts of a script. */
  get recorded(): RecordedDefinitions {
    return {
      menus: [...this.#menus].map(([key, { names, open }]) => ({ key, names: [...names], open })),
      unparsed: [...this.#unparsedWords],
      removed: [...this.#removed],
      public: [...this.#public],
      sections: [...this.#sections],
    }
  }

  /** Defines each name of a list; undefined if they are only known at run time. */
  #defineEach(key: string, text: string | undefined): void {
    if (text === undefined) this.#define(key, undefined)
    else if (!text.includes(',')) this.#define(key, text)
    else for (const name of text.split(',')) this.#define(key, name)
  }

  /** Records the name of a row; that of an interface also for its own menu. */
  #row(menu: string, key: string, name: string | undefined): void {
    this.#define(key, name)
    if (key === allInterfaces) this.#define(kindKey(menu), name)
  }

  #define(key: string, name: string | undefined): void {
    const named = this.#namesOf(key)
    if (name === undefined) named.open = true
    else named.names.add(name)
  }

  #namesOf(key: string): Named {
    const known = this.#menus.get(key)
    if (known !== undefined) return known
    const fresh: Named = { names: new Set(), open: false }
    this.#menus.set(key, fresh)
    return fresh
  }
}

/** The definitions of a part of a script. Menus are identified by their lookup key (`lookupKeyOf`). */
export interface RecordedDefinitions {
  readonly menus: readonly { readonly key: string; readonly names: readonly string[]; readonly open: boolean }[]
  /** Words of text that was not parsed. */
  readonly unparsed: readonly string[]
  readonly removed: readonly string[]
  /** The address lists that contain public addresses. */
  readonly public: readonly string[]
  /** The menus of its commands. */
  readonly sections: readonly string[]
}

/** Whether an export with these sections has all rows of a menu: the common parent of the sections is the menu, or a parent of it. */
export function isCovered(menu: string, sections: Iterable<string>): boolean {
  let shared: readonly string[] | undefined
  for (const section of sections) {
    const words = section.split('/').slice(1)
    const known = shared ?? words
    const end = known.findIndex((word, at) => word !== words[at])
    shared = end === -1 ? known : known.slice(0, end)
  }
  return shared !== undefined && `${menu}/`.startsWith(['', ...shared, ''].join('/'))
}
