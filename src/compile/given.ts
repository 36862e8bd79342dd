// Owns finding the arguments of an invocation.
import type { Given, Invocation, Node } from '../syntax/tree.ts'

/** The argument with this full name; the last one counts. Undefined where it was not given (or given as `!name`). */
export function argument(invocation: Invocation, name: string): Given | undefined {
  return invocation.given.findLast((given) => given.argument.name === name && !given.unset)
}

/** The node of an argument's value. */
export function node(invocation: Invocation, name: string): Node | undefined {
  return argument(invocation, name)?.value
}
