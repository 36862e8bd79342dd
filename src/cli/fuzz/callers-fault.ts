// Owns distinguishing faults of a script from unsuitable inputs: an argument passed unchanged to an operation that only accepts other
// types.
import { KnownArgument } from '../../schema/known-argument.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import { show } from '../../value/show.ts'
import { nil, nothing, type Value } from '../../value/value.ts'
import type { Node, Statement } from '../../syntax/tree.ts'
import { descendFrom } from '../../syntax/descent.ts'
import type { ScriptOutline } from './outline.ts'

/** Commands whose arguments have a fixed type. */
const typed = new Set(['/foreach', '/for', '/delay', '/pick', '/len'])

/**
 * Whether an unchanged argument of the function reached the failed operation, command or property, and the function never tests it: then
 * the fault is the caller's. `valueOf` returns the last value of a node.
 */
export function isCallersFault(
  failedAt: Statement | Node | undefined,
  outline: ScriptOutline,
  valueOf: (node: Node) => Value | undefined,
): boolean {
  if (failedAt === undefined) return false
  const isOwn = (node: Node | undefined): boolean => node !== undefined && outline.isArgument(node) && !outline.isAsked(node)
  if (failedAt.kind === 'operation') {
    // Numbers are accepted: dividing by 0 is a fault of the function.
    return failedAt.operands.some(
      (operand) =>
        (isOwn(operand) && typeof valueOf(operand) !== 'number') || (outline.convertsArgument(operand) && valueOf(operand) === nil),
    )
  }
  if (parses(failedAt, outline)) return true
  if (failedAt.kind !== 'invocation') return false
  const { menu, path } = failedAt.command
  if (menu.parent === undefined) return typed.has(path) && failedAt.given.some(({ value }) => isOwn(value))
  return failedAt.given.some(({ argument, value }) => {
    if (value === undefined || !isOwn(value) || !(argument instanceof KnownArgument) || !(menu instanceof KnownMenu)) return false
    const given = valueOf(value)
    if (given === undefined || given === nil || given === nothing) return true
    return menu.validatingKindOf(argument.name).fault(show(given), argument.name) !== undefined
  })
}

/** Whether it runs code composed of an input: `[:parse ":global $1"]`. */
function parses(failedAt: Statement | Node, outline: ScriptOutline): boolean {
  let found = false
  descendFrom(failedAt, (part) => {
    if (part.kind !== 'invocation' || part.command.path !== '/parse') return
    descendFrom(part, (inner) => {
      if (inner.kind === 'reference' && outline.isArgument(inner)) found = true
    })
  })
  return found
}
