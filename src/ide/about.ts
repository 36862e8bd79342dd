// Owns looking up the description of a menu, a command or an argument, which is part of its declaration.
import { isMenu, type Command, type Menu } from '../../grammar/names.ts'
import { KnownCommand } from '../schema/known-command.ts'
import { KnownMenu } from '../schema/known-menu.ts'
import { inRange } from '../schema/range.ts'
import {
  declarations,
  sharedArgumentTexts,
  usualDescriptions,
  wordDescriptions,
  type DeclaredDescriptions,
  type CommandDescriptions,
} from './declared.ts'

const declared = new Map<string, readonly DeclaredDescriptions[]>()
for (const one of declarations) declared.set(one.path, [...(declared.get(one.path) ?? []), one])

const own = (all: Readonly<Record<string, string>>, name: string): string | undefined => (Object.hasOwn(all, name) ? all[name] : undefined)

/** The declarations of a menu that apply to its release. */
const declarationsOf = (menu: Menu): readonly DeclaredDescriptions[] =>
  menu instanceof KnownMenu
    ? (declared.get(menu.path) ?? []).filter(({ releases, internal }) => inRange(menu.release, releases) && internal !== true)
    : []

/** The menu command behind a command of the root (`/ping`). */
function menuCommandOf(command: Command): Command {
  const { menu } = command
  const same = menu.parent === undefined && menu instanceof KnownMenu ? menu.aliased(command.name) : undefined
  return same instanceof KnownCommand ? same : command
}

const ownCommand = ({ menu, name }: Command): CommandDescriptions | undefined => {
  for (const { commands } of declarationsOf(menu))
    if (commands !== undefined && Object.hasOwn(commands, name) && commands[name] !== undefined) return commands[name]
  return undefined
}

/** The description of a menu or a command; undefined if none is declared. */
export function aboutEntry(entry: Menu | Command): string | undefined {
  if (isMenu(entry)) return declarationsOf(entry).find(({ about }) => about !== undefined)?.about
  const command = menuCommandOf(entry)
  return own(wordDescriptions, command.path) ?? ownCommand(command)?.about ?? (command.menu.parent && own(usualDescriptions, command.name))
}

/** The description of a command's argument, or of a property of its menu; undefined if none is declared. */
export function aboutArgument(name: string, command: Command): string | undefined {
  const meant = menuCommandOf(command)
  const description = own(ownCommand(meant)?.arguments ?? {}, name)
  return description ?? aboutProperty(name, meant.menu) ?? (meant.menu.parent && own(sharedArgumentTexts, name))
}

/** The description of a property; undefined if none is declared. */
export function aboutProperty(name: string, menu: Menu): string | undefined {
  for (const { properties } of declarationsOf(menu))
    if (properties !== undefined && Object.hasOwn(properties, name) && properties[name]?.about !== undefined) return properties[name].about
  return undefined
}
