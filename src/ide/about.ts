// Owns finding the sentence that tells a menu, a command or an argument: each stands once, in the declaration of what it tells.
import { isMenu, type Command, type Menu } from '../../grammar/names.ts'
import { KnownCommand } from '../schema/known-command.ts'
import { KnownMenu } from '../schema/known-menu.ts'
import { inRange } from '../schema/range.ts'
import { declarations, shared, usual, words, type Declared, type SaidOfCommand } from './declared.ts'

const declared = new Map<string, readonly Declared[]>()
for (const one of declarations) declared.set(one.path, [...(declared.get(one.path) ?? []), one])

const own = (all: Readonly<Record<string, string>>, name: string): string | undefined => (Object.hasOwn(all, name) ? all[name] : undefined)

/** What is declared of a menu in its release. */
const declarationsOf = (menu: Menu): readonly Declared[] =>
  menu instanceof KnownMenu
    ? (declared.get(menu.path) ?? []).filter(({ releases, internal }) => inRange(menu.release, releases) && internal !== true)
    : []

/** The command that a name of the root stands for, where it is one of a menu (`/ping`). */
function meantBy(command: Command): Command {
  const { menu } = command
  const same = menu.parent === undefined && menu instanceof KnownMenu ? menu.aliased(command.name) : undefined
  return same instanceof KnownCommand ? same : command
}

const ownCommand = ({ menu, name }: Command): SaidOfCommand | undefined => {
  for (const { commands } of declarationsOf(menu))
    if (commands !== undefined && Object.hasOwn(commands, name) && commands[name] !== undefined) return commands[name]
  return undefined
}

/** The sentence of a menu or a command; undefined where none is declared. */
export function aboutEntry(entry: Menu | Command): string | undefined {
  if (isMenu(entry)) return declarationsOf(entry).find(({ about }) => about !== undefined)?.about
  const command = meantBy(entry)
  return own(words, command.path) ?? ownCommand(command)?.about ?? (command.menu.parent && own(usual, command.name))
}

/** The sentence of an argument of a command, or of a property of its menu; undefined where none is declared. */
export function aboutArgument(name: string, command: Command): string | undefined {
  const meant = meantBy(command)
  const said = own(ownCommand(meant)?.arguments ?? {}, name)
  return said ?? aboutProperty(name, meant.menu) ?? (meant.menu.parent && own(shared, name))
}

/** The sentence of a property; undefined where none is declared. */
export function aboutProperty(name: string, menu: Menu): string | undefined {
  for (const { properties } of declarationsOf(menu))
    if (properties !== undefined && Object.hasOwn(properties, name) && properties[name]?.about !== undefined) return properties[name].about
  return undefined
}
