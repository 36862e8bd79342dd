// Owns the targets of assignments: names, `$name`, and elements of arrays, `($a->"k"->1)`.
import { ArrayValue, nothing, shared, type Value } from '../value/value.ts'
import { withoutParentheses } from '../syntax/descent.ts'
import type { Node } from '../syntax/tree.ts'
import type { Variable } from '../syntax/variables.ts'
import { Failure } from '../diagnostic/failure.ts'
import { elementOf, setElement } from '../value/element.ts'
import type { Context } from './context.ts'
import type { Closure, Machine } from './machine.ts'
import { readVariable, writeVariable, writer, type StoreValue } from './reference.ts'

/** The variables in a name, names or variable slot; none for an element or any other node. */
export function variablesOf(node: Node): readonly Variable[] {
  const inner = withoutParentheses(node)
  return inner.kind === 'names' ? inner.variables : inner.kind === 'reference' ? [inner.variable] : []
}

/** The slot of a single local, else -1. */
export function localSlotOf(node: Node): number {
  const [variable] = variablesOf(node)
  return variable?.kind === 'local' ? variable.slot : -1
}

/** Makes the functions that store into each name of a names slot (`k,v`). */
export const targets = <M extends Machine>(node: Node): readonly StoreValue<M>[] =>
  variablesOf(node).map((variable) => writeVariable<M>(variable))

/** Makes the function that stores into a target. A stored array is marked as shared, since it may also be stored elsewhere. */
export function target<M extends Machine>(node: Node, context: Context<M>): StoreValue<M> {
  const [variable] = variablesOf(node)
  if (variable !== undefined) return writeVariable(variable)
  const store = storeOf(elementPath(node, context))
  return (frame, value) => store(frame, shared(value))
}

/** `($a->k1->k2)`: the variable, and its keys from the outside in. */
export interface ElementPath<M extends Machine> {
  readonly variable: Variable
  readonly keys: readonly Closure<M>[]
}

/** Compiles the path to an element that is assigned; undefined if the node is no element of a variable. */
export function elementPath<M extends Machine>(node: Node, context: Context<M>): ElementPath<M> | undefined {
  const path = pathOf(node)
  return path && { variable: path.variable, keys: path.keys.map((key) => context.value(key)) }
}

/** The path to an element as nodes; undefined if the node is not an element of a variable. */
export function pathOf(node: Node): { readonly variable: Variable; readonly keys: readonly Node[] } | undefined {
  const keys: Node[] = []
  let at = withoutParentheses(node)
  while (at.kind === 'operation' && at.operator === '->') {
    keys.unshift(...at.operands.slice(1))
    at = withoutParentheses(at.operands[0]!)
  }
  return at.kind === 'reference' && keys.length > 0 ? { variable: at.variable, keys } : undefined
}

/**
 * Makes the function that stores into an element; the caller marks the value as shared where needed. The array is copied first if it is
 * shared. Without a path the function throws a Failure.
 */
export function storeOf<M extends Machine>(path: ElementPath<M> | undefined): StoreValue<M> {
  if (path === undefined)
    return () => {
      throw new Failure('only a variable or an element of one can be set')
    }
  const { variable, keys } = path
  const get = readVariable<M>(variable)
  const put = writer<M>(variable.kind, variable.name, variable.slot)
  return (frame, value) => {
    const before = get(frame)
    const after = writtenAt(
      before,
      keys.map((key) => key(frame)),
      value,
    )
    if (after !== before) put(frame, after)
  }
}

/** Returns the array with one element set, at any depth; undefined removes it. A value that is no array becomes one. */
export function writtenAt(before: Value, keys: readonly Value[], value: Value | undefined, at = 0): ArrayValue {
  const key = keys[at] ?? nothing
  const array = before instanceof ArrayValue ? before.owned() : new ArrayValue()
  if (at === keys.length - 1) {
    setElement(array, key, value)
    return array
  }
  const inner = elementOf(array, key)
  const changed = writtenAt(inner, keys, value, at + 1)
  if (changed !== inner) setElement(array, key, changed)
  return array
}
