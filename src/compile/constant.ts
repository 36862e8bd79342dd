// Owns constant folding, and the test whether a value may be shared with a variable.
import { ArrayValue, type Value } from '../value/value.ts'
import { withoutParentheses } from '../syntax/descent.ts'
import type { ArrayNode, Node, Operation } from '../syntax/tree.ts'
import { Failure } from '../diagnostic/failure.ts'
import { binaryOf, prefixOf, variadicOf, type Operators } from './operate.ts'

/** The value of a word, a raw text or a constant string. Undefined for any other node. */
function valueInTree(node: Node): Value | undefined {
  switch (node.kind) {
    case 'literal':
      return node.value
    case 'quoted':
      if (node.value !== undefined) return node.value
      return node.parts.length === 0 ? '' : node.parts.length === 1 && typeof node.parts[0] === 'string' ? node.parts[0] : undefined
    case 'raw':
      return node.text
    default:
      return undefined
  }
}

/** The value of a constant node, else undefined. `constants` has those of operations and arrays (`Analysis.constants`). */
export function constantOf(node: Node, constants: ReadonlyMap<Node, Value>): Value | undefined {
  const inner = withoutParentheses(node)
  return inner.kind === 'operation' || inner.kind === 'array' ? constants.get(inner) : valueInTree(inner)
}

/**
 * The value of an array or operation with constant parts, else undefined; `constants` has the values of its parts. An operation that fails
 * is not constant: it fails at run time.
 */
export function fold(node: ArrayNode | Operation, constants: ReadonlyMap<Node, Value>, operators: Operators): Value | undefined {
  if (node.kind === 'array') return foldArray(node, constants)
  if (unfoldable.has(node.operator) || isDeferred(node)) return undefined
  const operands: Value[] = []
  for (const operand of node.operands) {
    const value = constantOf(operand, constants)
    if (value === undefined) return undefined
    operands.push(value)
  }
  return attempt(() => compute(node.operator, operands, operators))
}

function foldArray({ members }: ArrayNode, constants: ReadonlyMap<Node, Value>): Value | undefined {
  const array = new ArrayValue()
  for (const { key, value } of members) {
    const element = constantOf(value, constants)
    if (element === undefined) return undefined
    array.addMember(key, element)
  }
  return array
}

/** Whether an operation is a deferred expression, `(>...)`: the prefix operator `>`. */
export const isDeferred = ({ operator, operands }: Operation): boolean => operator === '>' && operands.length === 1

/** Operators that are never folded: `<%%` calls a function, and juxtaposition is compiled in another way. */
const unfoldable: ReadonlySet<string> = new Set(['<%%', ' '])

function compute(sign: string, operands: readonly Value[], operators: Operators): Value {
  if (operands.length === 1) return prefixOf(operators, sign)(operands[0]!)
  return variadicOf(operators, sign)?.(operands) ?? operands.reduce(binaryOf(operators, sign))
}

function attempt(work: () => Value): Value | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** Whether a node is a written constant: literals, and arrays of them. `(>{"a"=1})` is the array itself, `(>{1+1})` is deferred. */
export function isWrittenConstant(node: Node): boolean {
  switch (node.kind) {
    case 'literal':
      return true
    case 'quoted':
      return !node.composed
    case 'group':
      return isWrittenConstant(node.inner)
    case 'array':
      return node.members.every(({ value }) => isWrittenConstant(value))
    default:
      return false
  }
}

/**
 * Whether the value of a node may be an array that is also stored elsewhere: in a variable, in an element, or by the command that returned
 * it.
 */
export function mayAlias(node: Node): boolean {
  switch (node.kind) {
    case 'literal':
    case 'raw':
    case 'array':
      return false
    case 'quoted':
      return node.parts.some((part) => typeof part !== 'string' && mayAlias(part))
    case 'group':
      return mayAlias(node.inner)
    case 'operation':
      return node.operator === '->' || node.operator === '<%%' || node.operator === ' '
    default:
      return true
  }
}
