// Owns short texts about menus, commands and arguments.
import { isMenu, type Argument, type Command, type Menu } from '../../grammar/names.ts'
import type { Knowledge } from '../resolve/check/knowledge.ts'
import { spanOf, type Lifetime } from '../schema/history.ts'
import type { Kind } from '../schema/kind.ts'
import { KnownArgument } from '../schema/known-argument.ts'
import { KnownCommand } from '../schema/known-command.ts'
import { KnownMenu } from '../schema/known-menu.ts'
import { referenceOf } from '../schema/references.ts'
import { lastSegment } from '../text/words.ts'
import { aboutArgument, aboutEntry } from './about.ts'

/** The words of a kind; `yes` and `no` for a bool without listed words. */
export const wordsOf = ({ name: kind, words }: Kind): readonly string[] => (kind === 'bool' && words.length === 0 ? ['yes', 'no'] : words)

/** `enum: accept, drop, ...`. */
export function kindText(kind: Kind): string {
  const words = wordsOf(kind)
  const shown = words.length > 16 ? [...words.slice(0, 16), '...'] : words
  const several = kind.several ? ', a list with commas' : ''
  return `${kind.name}${several}${shown.length === 0 ? '' : `: ${shown.join(', ')}`}`
}

/** `since 7.15`; undefined if every known release has it. */
export function releasesText(lifetime: Lifetime | undefined, { history }: Knowledge): string | undefined {
  if (lifetime === undefined || lifetime.releases === 0 || lifetime.releases === (1 << history.releasesWithFacts.length) - 1)
    return undefined
  return `RouterOS has it ${spanOf(lifetime, history.releasesWithFacts)}`
}

/** The description of a menu or a command: Markdown. */
export function entryText(entry: Menu | Command, knowledge: Knowledge): string {
  const parts = [`**${entry.path}**`]
  const about = aboutEntry(entry)
  if (about !== undefined) parts.push(about)
  const menu = isMenu(entry) ? entry.parent : entry.menu
  const name = lastSegment(entry.path)
  const life = menu === undefined ? undefined : releasesText(knowledge.history.entry(menu.path, name), knowledge)
  if (life !== undefined) parts.push(life)
  if (entry instanceof KnownMenu) parts.push(`${entry.shape ?? 'menu'}: ${[...entry.entries.keys()].join(', ')}`)
  if (entry instanceof KnownCommand && entry.arguments.size > 0) parts.push(`arguments: ${[...entry.arguments.keys()].join(', ')}`)
  return parts.join('\n\n')
}

/** The description of an argument: Markdown. */
export function argumentText(argument: Argument, command: Command, knowledge: Knowledge): string {
  const parts = [`**${argument.name}** of ${command.path}`]
  const about = aboutArgument(argument.name, command)
  if (about !== undefined) parts.push(about)
  if (argument instanceof KnownArgument) parts.push(kindText(argument.kind))
  const { menu } = command
  if (menu instanceof KnownMenu) {
    const facts = menu.propertyFacts.get(argument.name)
    if (facts?.default !== undefined) parts.push(`default: ${facts.default === '' ? 'empty' : facts.default}`)
    if (command.name === 'add' && menu.required.includes(argument.name)) parts.push('required')
    const reference = referenceOf(menu.path, argument.name)
    if (reference !== undefined) parts.push(`names an item of ${reference.of.join(', ')}`)
  }
  const life = releasesText(knowledge.history.argument(menu.path, command.name, argument.name), knowledge)
  if (life !== undefined) parts.push(life)
  return parts.join('\n\n')
}
