// Owns making the objects by which rules examine a menu command and its constant arguments.
import { KnownArgument } from '../../schema/known-argument.ts'
import { KnownCommand } from '../../schema/known-command.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import type { GivenArgument, Invocation } from '../../syntax/tree.ts'
import { constantText } from './constant.ts'
import type { CommandUse, ConstantArgument } from './rule.ts'

/** The use of an invocation; undefined for language commands. */
export function useOf(invocation: Invocation, alwaysRuns: boolean): CommandUse | undefined {
  const { command } = invocation
  if (!(command instanceof KnownCommand) || !(command.menu instanceof KnownMenu) || command.menu.parent === undefined) return undefined
  const { given } = invocation
  const find = (name: string): GivenArgument | undefined => {
    for (let at = given.length - 1; at >= 0; at--) if (given[at]?.argument.name === name) return given[at]
    return undefined
  }
  return {
    menu: command.menu,
    command,
    invocation,
    alwaysRuns,
    find,
    text(name) {
      const given = find(name)
      return given?.value === undefined ? undefined : constantText(given.value)
    },
  }
}

/** An argument with a constant value. */
export function writtenOf({ argument, value, unset }: GivenArgument): ConstantArgument | undefined {
  if (value === undefined || unset || !(argument instanceof KnownArgument)) return undefined
  const text = constantText(value)
  return text === undefined ? undefined : { argument, text, node: value }
}
