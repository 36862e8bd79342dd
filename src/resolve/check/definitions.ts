// Owns what a script defines: the names of the items that it adds or renames, by menu, and the line that takes each name first.
import { interfaceKind } from '../../schema/interfaces.ts'
import { noted } from '../../schema/noted.ts'
import { isPublic } from './public.ts'
import { definedBy } from './self-named.ts'
import type { Invocation } from '../../syntax/tree.ts'
import type { KnownCommand } from '../../schema/known-command.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'

/** A command of a menu, as far as it defines something (a `Use` is one). */
interface Defining {
  readonly menu: KnownMenu
  readonly command: KnownCommand
  readonly invocation: Pick<Invocation, 'given'>
  /** Undefined where the command has no argument of this name. */
  find(name: string): unknown
  /** The text of an argument that is written out; undefined otherwise. */
  text(name: string): string | undefined
}

/** What rules ask about the items of a whole script. */
export interface Defined {
  /** Whether the script defines items of a menu itself. */
  some(menu: string): boolean
  /** Whether an item of this name may be there: it is defined, or names of the menu are made while the script runs. */
  has(menu: string, name: string): boolean
  /** Whether the script removes items of a menu. */
  removes(menu: string): boolean
  /**
   * Takes a name in a group (`keyOf` of a menu, or one of the rule's own) for the item of a line; the line that took it before, if one did.
   */
  claim(key: string, name: string, line: number): number | undefined
  names(menu: string): ReadonlySet<string>
  /** The names of chains, address lists or marks of a group that rows bring into being; undefined where there are none. */
  selfNamed(key: string): SelfNames | undefined
  /** Whether an address list has a public address. */
  isPublic(list: string): boolean
}

/** Names of one group; `open`: some are not known before the script runs. */
export interface SelfNames {
  readonly names: ReadonlySet<string>
  readonly open: boolean
}

/** A menu's names in one script. */
interface Named {
  readonly names: Set<string>
  /** Something is added or renamed whose name only a run knows: any name may be there. */
  open: boolean
}

/** The lines that took names first. */
export class Claims {
  readonly #groups = new Map<string, Map<string, number>>()
  #last = ''
  #lines = new Map<string, number>()

  /** `claim` of `Defined`. */
  take(group: string, name: string, line: number): number | undefined {
    if (group !== this.#last) {
      this.#lines = this.#groups.get(group) ?? new Map<string, number>()
      this.#groups.set(group, this.#lines)
      this.#last = group
    }
    const first = this.#lines.get(name)
    if (first === undefined) this.#lines.set(name, line)
    return first
  }
}

/** Names by the menu that they are looked up in (all interfaces share one), and by the group of those that rows bring into being. */
export class Definitions implements Defined {
  readonly #menus = new Map<string, Named>()
  /** The address lists that have public addresses. */
  readonly #public = new Set<string>()
  /** Words of what could not be read: each may name something that it defines. */
  readonly #lost = new Set<string>()
  readonly #removed = new Set<string>()
  readonly #claims = new Claims()

  /** Notes what a command defines. */
  note(use: Defining): void {
    const { command, menu } = use
    const { key, property, groups, isRemoval, isList, defines } = factsOf(command, menu)
    if (isRemoval) this.#removed.add(key)
    for (const { argument } of use.invocation.given)
      for (const group of groups.get(argument.name) ?? []) this.#fill(group, use.text(argument.name))
    if (isList) this.#entry(use)
    if (!defines) return
    if (command.name === 'add') {
      if (use.find(property) !== undefined) this.#define(key, use.text(property))
      else if (use.find('copy-from') !== undefined) this.#define(key, undefined)
      // A device names what is not named (bridge1, vlan2).
      else if (key === '/interface') this.#define(key, undefined)
      else this.#at(key)
    } else if (command.name === 'set' && use.find('name') !== undefined) this.#define(key, use.text('name'))
    else if (use.find('name') !== undefined) this.#define(key, undefined)
  }

  #entry(use: Defining): void {
    const list = use.text('list') ?? ''
    if (!this.#public.has(list) && isPublic(use.text('address') ?? '')) this.#public.add(list)
  }

  /** Notes a name in a group: `selfNamed` returns it. */
  give(group: string, name: string): void {
    this.#define(keyOf(group), name)
  }

  /** A part of the script could not be read: what it defines is not known. */
  lose(text: string): void {
    for (const [word] of text.matchAll(/"[^"]*"|[^\s"=;,{}[\]()]+/g)) this.#lost.add(word.replaceAll('"', ''))
  }

  some(menu: string): boolean {
    const named = this.#menus.get(keyOf(menu))
    return named !== undefined && named.names.size > 0
  }

  has(menu: string, name: string): boolean {
    const named = this.#menus.get(keyOf(menu))
    return this.#lost.has(name) || (named !== undefined && (named.open || named.names.has(name)))
  }

  removes(menu: string): boolean {
    return this.#removed.has(keyOf(menu))
  }

  selfNamed(key: string): SelfNames | undefined {
    return this.#menus.get(key)
  }

  isPublic(list: string): boolean {
    return this.#public.has(list)
  }

  claim(key: string, name: string, line: number): number | undefined {
    return this.#claims.take(key, name, line)
  }

  names(menu: string): ReadonlySet<string> {
    return this.#menus.get(keyOf(menu))?.names ?? new Set()
  }

  /** All that it holds, for putting several parts of a script together. */
  get noted(): Noted {
    return {
      menus: [...this.#menus].map(([key, { names, open }]) => ({ key, names: [...names], open })),
      lost: [...this.#lost],
      removed: [...this.#removed],
      public: [...this.#public],
    }
  }

  #fill(key: string, text: string | undefined): void {
    if (text === undefined) this.#define(key, undefined)
    else for (const name of text.split(',')) this.#define(key, name)
  }

  #define(key: string, name: string | undefined): void {
    const named = this.#at(key)
    if (name === undefined) named.open = true
    else named.names.add(name)
  }

  #at(key: string): Named {
    const known = this.#menus.get(key)
    if (known !== undefined) return known
    const fresh: Named = { names: new Set(), open: false }
    this.#menus.set(key, fresh)
    return fresh
  }
}

/** What a part of a script defines. Menus are named by what their names are looked up under (`keyOf`). */
export interface Noted {
  readonly menus: readonly { readonly key: string; readonly names: readonly string[]; readonly open: boolean }[]
  readonly lost: readonly string[]
  readonly removed: readonly string[]
  /** The address lists that have public addresses. */
  readonly public: readonly string[]
}

/** What `note` asks about a command, the same for each use of it. */
interface CommandFacts {
  /** What names of the menu are looked up under. */
  readonly key: string
  /** The property that names a row. */
  readonly property: string
  /** The groups that each argument names something in. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  readonly isRemoval: boolean
  /** It writes entries of address lists. */
  readonly isList: boolean
  /** It may name a row. */
  readonly defines: boolean
}

const facts = new WeakMap<KnownCommand, CommandFacts>()

function factsOf(command: KnownCommand, menu: KnownMenu): CommandFacts {
  const known = facts.get(command)
  if (known !== undefined) return known
  const { name } = command
  const groups = [...command.arguments.keys()].flatMap((argument) => {
    const keys = definedBy(menu.path, argument).map(({ key }) => key)
    return keys.length === 0 ? [] : [[argument, keys] as const]
  })
  const made = {
    key: keyOf(menu.path),
    property: identifying(menu.path),
    groups: new Map(groups),
    isRemoval: name === 'remove' || name === 'reset',
    isList: menu.path === '/ip/firewall/address-list',
    defines: menu.command('add') !== undefined || name === 'set',
  }
  facts.set(command, made)
  return made
}

/** The property whose values are the names of a menu's items: chains are named by the rules in them. */
export const identifying = (path: string): string => noted(path, ({ identifies }) => identifies) ?? 'name'

/** What names of a menu are looked up under: all interfaces share their names, an ethernet port and a bridge cannot both be `lan`. */
export const keyOf = (menu: string): string => (interfaceKind(menu) === undefined ? menu : '/interface')
