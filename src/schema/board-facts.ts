// Owns making facts of menus that only some boards have, from notes and from the manual's names. Other facts were read from virtual
// machines, which lack these menus.
import { wordsIn } from '../text/words.ts'
import { factsOf, type NamedMenu } from './facts-writer.ts'
import { noted, notesBelow } from './noted.ts'
import type { BoardMenu, ByName } from './notes/note-types.ts'
import { inRange } from './range.ts'
import type { Release } from './release.ts'

/** The commands of a menu by its kind. */
const generic: Readonly<Record<BoardMenu['kind'], readonly string[]>> = {
  list: ['add', 'comment', 'disable', 'edit', 'enable', 'export', 'find', 'get', 'print', 'remove', 'reset', 'set', 'unset'],
  fixed: ['comment', 'disable', 'edit', 'enable', 'export', 'find', 'get', 'print', 'reset', 'set'],
  settings: ['edit', 'export', 'get', 'print', 'set'],
}
const flags = [
  'as-value',
  'brief',
  'count-only',
  'detail',
  'once',
  'terse',
  'without-paging',
  'value-list',
  'verbose',
  'compact',
  'hide-sensitive',
  'show-sensitive',
]

/** The arguments of commands that print repeatedly until they are interrupted (`monitor`, `scan`), as virtual machines have them. */
const repeated = ['append', 'as-value', 'do', 'duration', 'file', 'freeze-frame-interval', 'interval', 'once', 'proplist', 'without-paging']

/**
 * Returns the facts of the menus and arguments that boards add at and below a top menu, in the format that `FactsFile` reads; undefined if
 * they add none. Names from notes are before those of the manual (`manual`).
 */
export function boardFacts(top: string, manual: readonly NamedMenu[]): string | undefined {
  const all = notesBelow(top)
  const menus = all.flatMap(([path, { board }]) => (board === undefined || board.releases !== undefined ? [] : [menuOf(path, board)]))
  const added = all.flatMap(([path, { boardArguments }]) => (boardArguments === undefined ? [] : [additionOf(path, boardArguments)]))
  return withParents(merged([...menus, ...added, ...manual]))
}

/** Like `boardFacts`, for menus that only releases without facts of their own have (6.x). */
export const formerFacts = (top: string, release: Release): string | undefined =>
  withParents(
    notesBelow(top).flatMap(([path, { board }]) =>
      board?.releases !== undefined && inRange(release, board.releases) ? [menuOf(path, board)] : [],
    ),
  )

/** Returns the facts of menus and of their parents. */
function withParents(menus: readonly NamedMenu[]): string | undefined {
  if (menus.length === 0) return undefined
  const paths = new Set(menus.map(({ path }) => path))
  const parents = new Set(menus.flatMap(({ path }) => parentsOf(path)).filter((path) => !paths.has(path)))
  return factsOf([...menus, ...[...parents].map((path) => ({ path, commands: [], properties: [] }))])
}

/** The parents of a menu, except the root. */
const parentsOf = (path: string): readonly string[] =>
  path.split('/').flatMap((_, at, words) => (at > 1 ? [words.slice(0, at).join('/')] : []))

/** Merges menus with the same path: commands of the same name get the arguments of all. */
function merged(menus: readonly NamedMenu[]): readonly NamedMenu[] {
  const byPath = new Map<string, NamedMenu>()
  for (const menu of menus) {
    const known = byPath.get(menu.path)
    if (known === undefined) {
      byPath.set(menu.path, menu)
      continue
    }
    const commands = new Map(known.commands)
    for (const [name, args] of menu.commands) commands.set(name, [...new Set([...(commands.get(name) ?? []), ...args])])
    const kind = known.kind ?? menu.kind
    byPath.set(menu.path, {
      path: menu.path,
      commands: [...commands],
      properties: [...new Set([...known.properties, ...menu.properties])],
      ...(kind === undefined ? {} : { kind }),
    })
  }
  return [...byPath.values()]
}

/** The menu of a note. */
function menuOf(path: string, { kind, commands = '', properties: names }: BoardMenu): NamedMenu {
  const properties = wordsIn(names)
  return boardMenu(
    path,
    kind,
    wordsIn(commands).map((name) => [name, undefined]),
    properties,
    properties,
  )
}

/**
 * Returns a menu that only boards have: with the commands of its kind and the commands `own`, which also get the arguments that select rows
 * and those of commands that print repeatedly. `takes` are the arguments of `add` and `set`.
 */
export function boardMenu(
  path: string,
  kind: BoardMenu['kind'],
  own: readonly (readonly [name: string, args: readonly string[] | undefined])[],
  takes: readonly string[],
  properties: readonly string[],
): NamedMenu {
  const items = kind === 'settings' ? [] : ['numbers']
  const given = [...takes, 'comment', 'disabled']
  const seen = [...flags, ...Object.keys(noted(path, ({ prints }) => prints) ?? {}), 'file', 'interval', 'proplist', 'where']
  const forms: Readonly<Record<string, readonly string[]>> = {
    add: [...given, 'copy-from', 'place-before'],
    set: [...items, ...given],
    get: [...items.map(() => 'number'), 'value-name', 'as-string'],
    find: ['where'],
    print: seen,
    export: seen,
    unset: [...items, 'value-name'],
    edit: [...items, 'value-name'],
    comment: [...items, 'comment'],
  }
  const ownArguments = new Map(own.map(([name, args = seen]) => [name, [...new Set([...items, ...args, ...repeated])]]))
  const all = [...new Set([...generic[kind], ...own.map(([name]) => name)])]
  return { path, commands: all.map((name) => [name, forms[name] ?? ownArguments.get(name) ?? [...items, ...seen]]), properties, kind }
}

/** The arguments that boards add to commands of a menu. Arguments of `add` and `set` are properties, without an order of their own. */
const additionOf = (path: string, takes: ByName<string>): NamedMenu => ({
  path,
  commands: Object.entries(takes).map(([command, args]) => [command, args.split(' ')]),
  properties: [],
})
