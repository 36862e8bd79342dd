// Owns facts of the menus that only some boards have, made from their notes: the facts come from virtual machines, which lack these menus.
import { factsOf, type NamedMenu } from './facts-writer.ts'
import { notesBelow } from './noted.ts'
import type { BoardMenu, ByName } from './notes/menu-notes.ts'

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

/** The facts of what boards add at and below a menu of the top, in the form that `FactsFile` reads; undefined where they add nothing. */
export function boardFacts(top: string): string | undefined {
  const noted = notesBelow(top)
  const menus = noted.flatMap(([path, { board }]) => (board === undefined ? [] : [menuOf(path, board)]))
  const added = noted.flatMap(([path, { boardArguments }]) => (boardArguments === undefined ? [] : [additionOf(path, boardArguments)]))
  if (menus.length + added.length === 0) return undefined
  const holder = menus.some(({ path }) => path === `/${top}`) ? [] : [{ path: `/${top}`, commands: [], properties: [] }]
  return factsOf([...menus, ...holder, ...added])
}

const listed = (names: string): readonly string[] => names.split(' ').filter((name) => name !== '')

function menuOf(path: string, { kind, commands = '', properties: names }: BoardMenu): NamedMenu {
  const properties = listed(names)
  const items = kind === 'settings' ? [] : ['numbers']
  const given = [...properties, 'comment', 'disabled']
  const seen = [...flags, 'file', 'interval', 'proplist', 'where']
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
  const all = [...new Set([...generic[kind], ...listed(commands)])]
  return { path, commands: all.map((name) => [name, forms[name] ?? [...items, ...seen]]), properties, kind }
}

/** Their arguments are properties by being set; the order of the menu's own is not touched. */
const additionOf = (path: string, takes: ByName<string>): NamedMenu => ({
  path,
  commands: Object.entries(takes).map(([command, args]) => [command, args.split(' ')]),
  properties: [],
})
