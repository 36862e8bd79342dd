// Owns computing the rule families that apply to a command and to its arguments.
import type { KnownArgument } from '../../schema/known-argument.ts'
import type { KnownCommand } from '../../schema/known-command.ts'
import type { RuleFamily } from './rule.ts'
import { families } from './rules/list.ts'

/** The families that apply to a command, in the order in which they run. */
export interface ConcernedFamilies {
  /** The families whose hook `use` applies. */
  readonly use: readonly RuleFamily[]
  /** Returns the families whose hook `written` applies to an argument. */
  readonly written: (argument: KnownArgument) => readonly RuleFamily[]
}

const known = new WeakMap<KnownCommand, ConcernedFamilies>()

/** The families that apply to a command; cached. */
export function familiesFor(command: KnownCommand): ConcernedFamilies {
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
