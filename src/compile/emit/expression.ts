// Owns generating the JavaScript of expressions, by the kind of node.
import { withoutParentheses } from '../../syntax/descent.ts'
import type { ArrayNode, Bracket, Node, Quoted } from '../../syntax/tree.ts'
import { constantOf } from '../constant.ts'
import type { Machine } from '../machine.ts'
import { emitCall } from './call.ts'
import type { Emitted } from './emitted.ts'
import { emitOperation } from './operation.ts'
import type { Region } from './region.ts'
import { emitRead, emitShared } from './variable.ts'
import { emitWord } from './word.ts'

/** The value of a node. A node for which no JavaScript can be generated calls its closure. */
export function emitValue<M extends Machine>(node: Node, region: Region<M>): Emitted {
  const constant = constantOf(node, region.context.analysis.constants)
  if (constant !== undefined) return region.constant(constant)
  switch (node.kind) {
    case 'group':
      return region.value(node.inner)
    case 'reference':
      return emitRead(node.variable, region) ?? region.closure(node)
    case 'quoted':
      return interpolation(node, region)
    case 'operation':
      return emitOperation(node, region) ?? region.closure(node)
    case 'bracket':
      return bracket(node, region) ?? region.closure(node)
    case 'array':
      return array(node, region)
    default:
      return region.closure(node)
  }
}

function interpolation<M extends Machine>({ parts }: Quoted, region: Region<M>): Emitted {
  const emitted = parts.map((part) => (typeof part === 'string' ? region.constant(part) : region.value(part)))
  const [first, second] = emitted
  if (first === undefined) return region.constant('')
  if (second === undefined) return first
  const pure = emitted.every((one) => one.pure)
  const js = emitted.map((one) => one.js).join(', ')
  return { js: emitted.length === 2 ? `CONCAT(${js})` : `QUOTED([${js}])`, kind: 'any', pure, simple: false }
}

function array<M extends Machine>({ members }: ArrayNode, region: Region<M>): Emitted {
  const emitted = members.map((member) => emitShared(member.value, region))
  const list = `[${emitted.map((one) => one.js).join(', ')}]`
  const keys = members.map((member) => member.key)
  const js = keys.every((key) => key === undefined) ? `new ARRAY(${list})` : `KEYED(${region.name(keys)}, ${list})`
  return { js, kind: 'any', pure: emitted.every((one) => one.pure), simple: false }
}

/** A bracket that contains a single command or call and cannot leave early. */
function bracket<M extends Machine>(node: Bracket, region: Region<M>): Emitted | undefined {
  const [statement, second] = node.body.statements
  if (statement === undefined || second !== undefined || region.context.analysis.leaving.has(node)) return undefined
  const outer = region.at
  try {
    if (statement.kind === 'call') {
      const made = emitCall(statement, region)
      return made && placed(made, region.at, outer, region)
    }
    if (statement.kind !== 'invocation') return undefined
    region.at = region.place('invocation', statement)
    const made = emitWord(statement, region)
    return made && placed(made, region.at, outer, region)
  } finally {
    region.at = outer
  }
}

/** Evaluates an expression under its own failure place, then restores the outer place. */
function placed<M extends Machine>(emitted: Emitted, own: number, outer: number, region: Region<M>): Emitted {
  if (emitted.simple) return emitted
  const result = region.temporary()
  return { ...emitted, js: `(p = ${own}, ${result} = ${emitted.js}, p = ${outer}, ${result})` }
}

/** A condition as a JavaScript boolean. */
export function emitCondition<M extends Machine>(node: Node, region: Region<M>): string {
  const { js, kind } = region.value(withoutParentheses(node))
  if (kind === 'bool') return js
  const result = region.temporary()
  return `((${result} = ${js}) === true || (${result} !== false && IS_TRUTHY(${result})))`
}
