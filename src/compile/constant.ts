// Owns finding what is constant in an expression, and what a value may share with a variable.
import { ArrayValue, type Value } from '../value/value.ts'
import type { Node } from '../syntax/tree.ts'
import { Failure } from '../diagnostic/failure.ts'
import { binaryOf, prefixOf, variadicOf, type Operators } from './operate.ts'

/** What folding needs: the operators of the release, and what was found before. */
export interface Folding {
  readonly constants: Map<Node, Value | null>
  readonly operators: Operators
}

/** The value of a node that is the same each time, or undefined. Operations whose folding fails stay as they are and fail when run. */
export function constantOf(node: Node, context: Folding): Value | undefined {
  // Only what is made of other nodes is worth remembering: most nodes of a long export are literals.
  if (node.kind !== 'operation' && node.kind !== 'array') return fold(node, context)
  const found = context.constants.get(node)
  if (found !== undefined) return found ?? undefined
  const value = fold(node, context)
  context.constants.set(node, value ?? null)
  // A constant array is handed out again and again: whoever writes to it copies it first.
  return value instanceof ArrayValue ? value.share() : value
}

function fold(node: Node, context: Folding): Value | undefined {
  switch (node.kind) {
    case 'literal':
      return node.value
    case 'quoted':
      if (node.value !== undefined) return node.value
      return node.parts.length === 0 ? '' : node.parts.length === 1 && typeof node.parts[0] === 'string' ? node.parts[0] : undefined
    case 'raw':
      return node.text
    case 'group':
      return constantOf(node.inner, context)
    case 'array': {
      const array = new ArrayValue()
      for (const { key, value } of node.members) {
        const element = constantOf(value, context)
        if (element === undefined) return undefined
        if (key === undefined) array.items.push(element)
        else array.put(key, element)
      }
      return array
    }
    case 'operation': {
      if (unfoldable.has(node.operator) || (node.operator === '>' && node.operands.length === 1)) return undefined
      const operands: Value[] = []
      for (const operand of node.operands) {
        const value = constantOf(operand, context)
        if (value === undefined) return undefined
        operands.push(value)
      }
      return attempt(() => compute(node.operator, operands, context.operators))
    }
    default:
      return undefined
  }
}

/** `<%%` calls; juxtaposition is compiled apart. A prefix `>` defers and shares its sign with a comparison. */
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

/** Whether a node is written as a constant: literals, and arrays of them. `(>{"a"=1})` is the array itself, `(>{1+1})` is deferred. */
export function isPlain(node: Node): boolean {
  switch (node.kind) {
    case 'literal':
      return true
    case 'quoted':
      return !node.composed
    case 'group':
      return isPlain(node.inner)
    case 'array':
      return node.members.every(({ value }) => isPlain(value))
    default:
      return false
  }
}

/** Whether an array that the node yields may be held by somebody else: a variable, an element, the giver of a command's value. */
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

/** The node inside any number of parens. */
export function bare(node: Node): Node {
  while (node.kind === 'group') node = node.inner
  return node
}
