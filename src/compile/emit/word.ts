// Owns JavaScript of words of the language that take values (`:len`, `:tonum`): in place where the word says how, else a call.
import type { Invocation } from '../../syntax/tree.ts'
import { absent, argument } from '../given.ts'
import { paid } from '../invocation.ts'
import type { Behaviour, Machine } from '../machine.ts'
import type { Emitted } from './emitted.ts'
import type { Region } from './region.ts'

/** Undefined for commands of menus, special words, and what fails before it is called. */
export function wordOf<M extends Machine>(node: Invocation, region: Region<M>): Emitted | undefined {
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
  const held = values.map((one) => one && region.hold(one, before, impure))
  const made = emit({ values: held, apply: call(held) })
  const pure = made.pure && impure === undefined
  return { ...made, js: `(${[...before, made.js].join(', ')})`, pure, simple: false }
}

/** What is called: the same function each time that it is asked for, so that a region names it once. */
function applied<M extends Machine>(behaviour: Extract<Behaviour<M>, { apply: unknown }>): unknown {
  if (behaviour.light === true) return behaviour.apply
  let known = payers.get(behaviour.apply)
  if (known === undefined) payers.set(behaviour.apply, (known = paid(behaviour.apply)))
  return known
}

const payers = new WeakMap<object, unknown>()
