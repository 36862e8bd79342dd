// Owns what definitions need to know about a command: which names it gives, and to what.
import type { KnownCommand } from '../../schema/known-command.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import { identifying, lookupKeyOf } from './row-names.ts'
import { definedBy, jumpsIn } from './self-named.ts'

/** The facts of a command that `Definitions.note` needs. They are the same for each use, and cached. */
interface CommandFacts {
  /** The key under which names of the menu are looked up. */
  readonly key: string
  /** The property that names a row. */
  readonly property: string
  /** The groups in which each argument defines a name. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  readonly isRemoval: boolean
  /** Whether it writes entries of address lists. */
  readonly isList: boolean
  /** Whether it may name a row. */
  readonly defines: boolean
}

const facts = new WeakMap<KnownCommand, CommandFacts>()

/** Returns the facts of a command of a menu. */
export function commandFactsOf(command: KnownCommand, menu: KnownMenu): CommandFacts {
  const known = facts.get(command)
  if (known !== undefined) return known
  const { name } = command
  const groups = [...command.arguments.keys()].flatMap((argument) => {
    const jumps = argument === 'jump-target' ? jumpsIn(menu.path) : undefined
    const keys = [...definedBy(menu.path, argument).map(({ key }) => key), ...(jumps === undefined ? [] : [jumps])]
    return keys.length === 0 ? [] : [[argument, keys] as const]
  })
  const made = {
    key: lookupKeyOf(menu.path),
    property: identifying(menu.path),
    groups: new Map(groups),
    isRemoval: name === 'remove' || name === 'reset',
    isList: menu.path === '/ip/firewall/address-list',
    defines: menu.command('add') !== undefined || name === 'set',
  }
  facts.set(command, made)
  return made
}
