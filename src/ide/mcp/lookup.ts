// Owns short descriptions of menus, commands and arguments, and the changes of a release.
import { KnownArgument } from '../../schema/known-argument.ts'
import { KnownCommand } from '../../schema/known-command.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import { referenceOf } from '../../schema/references.ts'
import { similar } from '../../resolve/check/similar.ts'
import type { Knowledge } from '../../resolve/check/knowledge.ts'
import { aboutArgument, aboutEntry } from '../about.ts'
import { releasesText, wordsOf } from '../entry-text.ts'
import { Misuse } from './given.ts'

/** The maximum number of names listed when a name is unknown. */
const maxListedNames = 40

/**
 * Describes the entry at a path: `/ip/address`, `/ip address add`, `/ip/address/add interface`, `:put`. Throws a Misuse with similar names
 * if it does not exist.
 */
export function lookedUp(path: string, root: KnownMenu, knowledge: Knowledge): string {
  let at: KnownMenu | KnownCommand = root
  for (const word of path
    .trim()
    .replace(/^[/:]+/, '')
    .split(/[\s/]+/)
    .filter((one) => one !== '')) {
    if (at instanceof KnownCommand) {
      const name = word.replace(/^!|=.*$/g, '')
      const argument = at.argument(name)
      if (argument instanceof KnownArgument) return `${argumentLine(argument, at, knowledge)}${sentence(aboutArgument(name, at))}`
      throw absent(name, `command ${at.path}`, [...at.arguments.keys()], elsewhere(at.menu.path, at.name, name, knowledge))
    }
    const found = at.find(word)
    if (!(found instanceof KnownMenu) && !(found instanceof KnownCommand))
      throw absent(
        word,
        `menu ${at.path}`,
        [...at.entries.keys()],
        knowledge.otherReleases(knowledge.history.entry(at.path, word), at.path),
      )
    at = found
  }
  return at instanceof KnownCommand ? commandText(at, knowledge) : menuText(at, knowledge)
}

/** The releases that have an argument which this release lacks. */
const elsewhere = (menu: string, command: string, name: string, knowledge: Knowledge): string | undefined =>
  knowledge.otherReleases(knowledge.history.argument(menu, command, name), menu)

function absent(word: string, where: string, names: readonly string[], life: string | undefined): Misuse {
  const near = similar(word, names)
  const begin = names.filter((name) => name.includes(word))
  const shown = near.length > 0 ? near : begin.length > 0 ? begin : names
  const more = shown.length > maxListedNames ? ` and ${shown.length - maxListedNames} more` : ''
  const there = near.length > 0 || begin.length > 0 ? 'near' : 'there are'
  return new Misuse(
    `no ${word} in ${where}${life === undefined ? '' : ` (${life})`}; ${there}: ` +
      `${shown.slice(0, maxListedNames).join(' ') || 'none'}${more}`,
  )
}

/** A description as a suffix. */
const sentence = (about: string | undefined): string => (about === undefined ? '' : `: ${about}`)

function menuText(menu: KnownMenu, knowledge: Knowledge): string {
  const entries = [...menu.entries.values()]
  const menus = entries.flatMap((entry) => (entry instanceof KnownMenu ? [entry.name] : []))
  const commands = entries.flatMap((entry) => (entry instanceof KnownCommand ? [entry.name] : []))
  const life = releasesText(menu.parent && knowledge.history.entry(menu.parent.path, menu.name), knowledge)
  const rows = menu.properties.filter((name) => !name.startsWith('.'))
  const readable = menu.readableNames.filter((name) => !rows.includes(name))
  const shape = menu.shape === undefined ? '' : ` (${menu.shape})`
  const line = (name: string, words: readonly string[]): readonly string[] => (words.length === 0 ? [] : [`${name}: ${words.join(' ')}`])
  return [
    `menu ${menu.path}${shape}${life === undefined ? '' : `, ${life}`}${sentence(aboutEntry(menu))}`,
    ...line('menus', menus),
    ...line('commands', commands),
    ...line('add requires', menu.required),
    ...line('properties', rows),
    ...line('read only', readable),
  ].join('\n')
}

function commandText(command: KnownCommand, knowledge: Knowledge): string {
  const life = releasesText(knowledge.history.entry(command.menu.path, command.name), knowledge)
  return [
    `command ${command.path}${life === undefined ? '' : `, ${life}`}${sentence(aboutEntry(command))}`,
    ...[...command.arguments.values()].map((argument) => argumentLine(argument, command, knowledge)),
  ].join('\n')
}

/** `interface* name of /interface`, `mtu num 68..65535 default 1500`, `action enum accept|drop default accept`. */
function argumentLine({ name, kind, flag }: KnownArgument, { menu, name: command }: KnownCommand, knowledge: Knowledge): string {
  const own = menu instanceof KnownMenu ? menu : undefined
  const isRequired = command === 'add' && own?.required.includes(name) === true
  const type = flag ? kind : (own?.validatingKindOf(name) ?? kind)
  const shown = type.name === 'any' && kind.name !== 'any' ? kind : type
  const words = wordsOf(shown)
  const reference = referenceOf(menu.path, name)
  const defaultValue = command === 'add' ? own?.propertyFacts.get(name)?.default : undefined
  const life = releasesText(knowledge.history.argument(menu.path, command, name), knowledge)
  const parts = [
    `${name}${isRequired ? '*' : ''}`,
    flag ? 'flag (no value)' : shown.name === 'any' ? '' : shown.name,
    words.length === 0 || flag ? '' : words.join('|'),
    shown.several ? 'several with commas' : '',
    reference === undefined ? '' : `name of ${reference.of.join(' or ')}`,
    defaultValue === undefined ? '' : `default ${defaultValue === '' ? '""' : defaultValue}`,
    life === undefined ? '' : `(${life})`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** The maximum number of changes listed. */
const maxListedChanges = 1000

/** The number of menus in which a command may get the same argument before these are listed as one line. */
const maxListedMenus = 8

/**
 * What a release added (`+`) and removed (`-`) compared to the previous known one: whole menus, else commands, else arguments. Throws a
 * Misuse for an unknown release.
 */
export function changesOf(release: string, { history, catalog }: Knowledge): string {
  const { releasesWithFacts: known } = history
  const minor = (text: string): string => text.split('.').slice(0, 2).join('.')
  const at = known.findIndex((one) => minor(one) === minor(release))
  const before = known[at - 1]
  if (before === undefined)
    throw new Misuse(`no changes are known for ${release}; known releases are ${known.slice(1).map(minor).join(' ')}`)
  const has = (life: { readonly releases: number } | undefined, bit: number): boolean => ((life?.releases ?? 0) & (1 << bit)) !== 0
  const lines: string[] = []
  const compare = (life: { readonly releases: number } | undefined, add: (sign: string) => void): boolean => {
    const [was, is] = [has(life, at - 1), has(life, at)]
    if (was !== is) add(is ? '+' : '-')
    return was && is
  }
  // An argument added to a command in many menus (`print comments`) is one line.
  const everywhere = new Map<string, string[]>()
  const visit = (menu: string): void => {
    for (const name of [...new Set(history.entries(menu))].sort()) {
      const path = `${menu === '/' ? '' : menu}/${name}`
      if (!compare(history.entry(menu, name), (sign) => lines.push(`${sign} ${path}`))) continue
      if (history.menu(path) !== undefined) visit(path)
      for (const argument of new Set(history.arguments(menu, name).map((one) => one.name)))
        compare(history.argument(menu, name, argument), (sign) => {
          const key = `${sign} ${name} ${argument}`
          everywhere.set(key, [...(everywhere.get(key) ?? []), `${sign} ${path} ${argument}`])
        })
    }
  }
  visit(catalog.root.path)
  for (const [key, places] of everywhere)
    if (places.length > maxListedMenus) lines.push(`${key} in ${places.length} menus`)
    else lines.push(...places)
  const head = `RouterOS ${minor(release)} against ${minor(before)}: ${lines.length} changes of names (packages included)`
  const rest = lines.length > maxListedChanges ? [`... ${lines.length - maxListedChanges} more`] : []
  return [head, ...lines.slice(0, maxListedChanges), ...rest, ''].join('\n')
}
