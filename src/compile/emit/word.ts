// Owns generating the JavaScript of language commands that take values (`:len`, `:tonum`): inline if the command has `emit`, else a call.
import type { Invocation } from '../../syntax/tree.ts'
import { absent, argument } from '../given.ts'
import { paid } from '../invocation.ts'
import type { Behaviour, Machine } from '../machine.ts'
import type { Emitted } from './emitted.ts'
import type { Region } from './region.ts'

/** The call of a command. Undefined for menu commands, special words, and commands whose required arguments are missing. */
export function emitWord<M extends Machine>(node: Invocation, region: Region<M>): Emitted | undefined {
  if (node.late !== undefined) return undefined
  const behaviour = region.context.behaviours(node.command)
  if (behaviour === undefined || !('apply' in behaviour) || absent(behaviour.required, node).length > 0) return undefined
  const values = behaviour.takes.map((name) => {
    const given = argument(node, name)
    return given && (given.value === undefined ? region.constant(true) : region.value(given.value))
  })
  const { emit } = behaviour
  const apply = region.name(applied(behaviour))
  const call = (given: readonly (Emitted | undefined)[]): string =>
    `${apply}(m${given.map((one) => `, ${one?.js ?? 'undefined'}`).join('')})`
  if (emit === undefined) return { js: call(values), kind: 'any', pure: false, simple: false }
  const before: string[] = []
  const impure = values.find((one) => one?.pure === false)
  const held = values.map((one) => one && region.bindTemporary(one, before, impure))
  const made = emit({ values: held, apply: call(held) })
  const pure = made.pure && impure === undefined
  return { ...made, js: `(${[...before, made.js].join(', ')})`, pure, simple: false }
}

/** The function to call, cached, so that a region gives it one name. */
function applied<M extends Machine>(behaviour: Extract<Behaviour<M>, { apply: unknown }>): unknown {
  if (behaviour.light === true) return behaviour.apply
  let known = payers.get(behaviour.apply)
  if (known === undefined) payers.set(behaviour.apply, (known = paid(behaviour.apply)))
  return known
}

const payers = new WeakMap<object, unknown>()
