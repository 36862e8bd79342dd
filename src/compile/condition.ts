// Owns compiling `where` expressions, which are evaluated once per row.
import { isEmpty, type Value } from '../value/value.ts'
import { withoutParentheses } from '../syntax/descent.ts'
import type { Node, Operation } from '../syntax/tree.ts'
import type { Context } from './context.ts'
import type { Closure, Frame, Machine, SingleEquality } from './machine.ts'
import { binaryOf } from './operate.ts'

/** Returns whether the current row of a frame fulfils a condition. */
export type CompiledCondition<M extends Machine> = (frame: Frame<M>) => boolean

/**
 * Compiles a condition. A property alone (`where disabled`, `where !comment`) tests whether it is set; adjacent conditions must all be
 * true. Both sides of `and` and `or` are evaluated, as in every expression.
 */
export function compileCondition<M extends Machine>(node: Node, context: Context<M>): CompiledCondition<M> {
  const inner = withoutParentheses(node)
  if (inner.kind === 'operation' && combinesConditions(inner)) {
    const conditions = inner.operands.map((operand) => compileCondition(operand, context))
    const [first] = conditions
    switch (inner.operator) {
      case '!':
        return (frame) => !first!(frame)
      case 'or':
        return (frame) => conditions.reduce((holds, condition) => condition(frame) || holds, false)
      default:
        return (frame) => conditions.reduce((holds, condition) => condition(frame) && holds, true)
    }
  }
  const value = inner.kind === 'operation' && isOrder(inner) ? ordering(inner, context) : context.value(node)
  return (frame) => rowConditionHolds(value(frame))
}

const orders: ReadonlySet<string> = new Set(['<', '>', '<=', '>='])

/** Whether an operation compares a property by order. */
const isOrder = ({ operator, operands }: Operation): boolean =>
  operands.length === 2 &&
  orders.has(operator) &&
  operands.map(withoutParentheses).some((one) => one.kind === 'reference' && one.variable.kind === 'property')

/** Compares a property and a value by order. Here dates have an order, unlike other texts: `where time>"2026-10-02 01:00:00"`. */
function ordering<M extends Machine>(node: Operation, context: Context<M>): Closure<M> {
  const [left, right] = node.operands.map((operand) => context.value(operand))
  const compare = binaryOf(context.operators, node.operator)
  return context.watched(node, (frame) => {
    const [a, b] = [left!(frame), right!(frame)]
    const dates = typeof a === 'string' || typeof b === 'string' ? frame.machine.dates?.(a, b) : undefined
    return dates === undefined ? compare(a, b) : compare(...dates)
  })
}

/** Whether an operation combines conditions. `!` of anything but a property is the operator of expressions, with its errors. */
function combinesConditions(node: Node): boolean {
  const inner = withoutParentheses(node)
  if (inner.kind === 'reference') return inner.variable.kind === 'property'
  if (inner.kind !== 'operation') return false
  if (inner.operator === '!') return combinesConditions(inner.operands[0]!)
  return inner.operator === 'and' || inner.operator === 'or' || inner.operator === ' '
}

/** The property and value of a condition that is a single equality; undefined for any other. Evaluating the value has no side effects. */
export function singleEqualityOf(node: Node): SingleEquality<Node> | undefined {
  const inner = withoutParentheses(node)
  if (inner.kind !== 'operation' || inner.operator !== '=' || inner.operands.length !== 2) return undefined
  const left = withoutParentheses(inner.operands[0]!)
  const right = inner.operands[1]!
  if (left.kind !== 'reference' || left.variable.kind !== 'property' || !isFixed(right)) return undefined
  return { property: left.variable.name, value: right }
}

/** Whether a value is the same for all rows: it reads no property and runs no command. */
function isFixed(node: Node): boolean {
  switch (node.kind) {
    case 'literal':
    case 'raw':
      return true
    case 'quoted':
      return node.parts.every((part) => typeof part === 'string' || isFixed(part))
    case 'group':
      return isFixed(node.inner)
    case 'reference':
      return node.variable.kind !== 'property'
    case 'operation':
      return node.operator === '.' && node.operands.every(isFixed)
    default:
      return false
  }
}

/**
 * Converts the value of a condition to a JavaScript boolean: nil and nothing are false, any other value except `false` is true, so that
 * `where comment` tests whether there is a comment.
 */
export const rowConditionHolds = (value: Value): boolean => (typeof value === 'boolean' ? value : !isEmpty(value))
