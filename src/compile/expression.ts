// Owns the closures of expressions, by the kind of node.
import { ArrayValue, Code, nothing, shared } from '../value/value.ts'
import type { ArrayNode, Block, Bracket, Node } from '../syntax/tree.ts'
import { constantOf, mayAlias } from './constant.ts'
import type { Context } from './context.ts'
import { interpolation } from './interpolation.ts'
import { Flow, type Closure, type Machine } from './machine.ts'
import { operation } from './operation.ts'
import { readVariable } from './reference.ts'
import { Routine, call, isCallable } from './routine.ts'
import { Unwind } from './unwind.ts'

/** Compiles the value of a node. */
export function expression<M extends Machine>(node: Node, context: Context<M>): Closure<M> {
  const constant = constantOf(node, context.analysis.constants)
  if (constant !== undefined) return () => constant
  switch (node.kind) {
    case 'literal':
      return () => node.value
    case 'raw':
      return () => node.text
    case 'quoted':
      return interpolation(node, context)
    case 'reference':
      return readVariable(node.variable)
    case 'group':
      return context.value(node.inner)
    case 'bracket':
      return bracket(node, context)
    case 'operation':
      return operation(node, context)
    case 'array':
      return array(node, context)
    case 'block':
      return block(node, context)
    case 'names': {
      const [variable] = node.variables
      return variable === undefined ? () => nothing : readVariable(variable)
    }
    case 'condition':
      return () => nothing
  }
}

/**
 * Compiles a value that is about to be stored. An array that may also be stored elsewhere is marked as shared, so that writers copy it
 * first.
 */
export function sharedValue<M extends Machine>(node: Node, context: Context<M>): Closure<M> {
  const value = context.value(node)
  if (!mayAlias(node)) return value
  return (frame) => shared(value(frame))
}

/**
 * `[...]` inside an expression. A `:return` in it gives its value (`in=` and `do=` of `:onerror`, 7.17; for other blocks inferred from a
 * published script). After `:break` or `:continue` the rest of the expression must not run.
 */
function bracket<M extends Machine>(node: Bracket, context: Context<M>): Closure<M> {
  const body = context.body(node.body)
  if (!context.analysis.leaving.has(node)) return body
  return (frame) => {
    const value = body(frame)
    if (frame.flow === Flow.on) return value
    if (frame.flow !== Flow.return) throw new Unwind(frame)
    frame.flow = Flow.on
    return frame.result
  }
}

function array<M extends Machine>(node: ArrayNode, context: Context<M>): Closure<M> {
  const members = node.members.map(({ key, value }) => ({ key, closure: sharedValue(value, context) }))
  return (frame) => {
    const made = new ArrayValue()
    for (let at = 0; at < members.length; at++) {
      const { key, closure } = members[at]!
      made.addMember(key, closure(frame))
    }
    return made
  }
}

/** Compiles a code argument: a block runs in the surrounding frame; a value that holds code is called. */
export function codeArgument<M extends Machine>(node: Node, context: Context<M>): Closure<M> {
  if (node.kind === 'block' && node.frame === undefined) return context.body(node.body)
  const value = node.kind === 'block' ? block(node, context) : context.value(node)
  return (frame) => {
    const result = value(frame)
    return isCallable(result) ? call(frame.machine, result, [], undefined) : result
  }
}

/**
 * A block as a value. A sealed block (`do={...}` of `:local`, `:global` and `:set`) is a function: an array of an empty text and its code,
 * as `:put` shows it. Any other block runs.
 */
function block<M extends Machine>(node: Block, context: Context<M>): Closure<M> {
  if (node.frame === undefined) return context.code(node)
  const { form, sealed } = context
  const made = new Code(() => form(node), new Routine(() => sealed(node.body), node.frame))
  const value = new ArrayValue(['', made]).share()
  return () => value
}
