// Owns which rule families apply to a command and to its arguments.
import type { KnownArgument } from '../../schema/known-argument.ts'
import type { KnownCommand } from '../../schema/known-command.ts'
import type { RuleFamily } from './rule.ts'
import { families } from './rules/list.ts'

/** The families that apply to a command, in order. */
export interface Concerned {
  readonly use: readonly RuleFamily[]
  readonly written: (argument: KnownArgument) => readonly RuleFamily[]
}

const known = new WeakMap<KnownCommand, Concerned>()

/** The families that apply to a command; cached. */
export function familiesFor(command: KnownCommand): Concerned {
  const before = known.get(command)
  if (before !== undefined) return before
  const use = families.filter((family) => family.use !== undefined && family.concerns?.(command) !== false)
  const byArgument = new Map<KnownArgument, readonly RuleFamily[]>()
  const written = (argument: KnownArgument): readonly RuleFamily[] => {
    const those = byArgument.get(argument)
    if (those !== undefined) return those
    const made = families.filter((family) => family.written !== undefined && family.concerns?.(command, argument) !== false)
    byArgument.set(argument, made)
    return made
  }
  const made = { use, written }
  known.set(command, made)
  return made
}
