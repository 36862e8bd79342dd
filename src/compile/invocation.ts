// Owns commands: how arguments become closures for each kind of behaviour.
import type { Value } from '../value/value.ts'
import type { Given, Invocation } from '../syntax/tree.ts'
import { missing, unmodelled, type Failure } from '../diagnostic/failure.ts'
import { question, type Question } from './condition.ts'
import { constantOf } from './constant.ts'
import type { Context } from './context.ts'
import { stored } from './expression.ts'
import { argument } from './given.ts'
import { raised } from './place.ts'
import type { Behaviour, Closure, Frame, Machine, MenuCall } from './machine.ts'

/** A command with its arguments. */
export function invocation<M extends Machine>(node: Invocation, context: Context<M>): Closure<M> {
  const { invocation: outer } = context
  context.invocation = node
  const closure = behave(node, context, context.behaviours(node.command))
  context.invocation = outer
  return closure
}

function behave<M extends Machine>(node: Invocation, context: Context<M>, behaviour: Behaviour<M> | undefined): Closure<M> {
  const { late } = node
  if (late !== undefined) {
    const { source, guesses } = context
    return () => {
      throw raised(late, source, node.from, guesses)
    }
  }
  if (behaviour === undefined) return failing(unmodelled(node.command.path))
  if ('run' in behaviour) return menuCommand(node, context, behaviour.run)
  const absent = (behaviour.required ?? []).filter((name) => argument(node, name) === undefined)
  if (absent.length > 0) return failing(missing(absent))
  if ('special' in behaviour) {
    if (behaviour.flows === true) context.flows = true
    return behaviour.special(node, context)
  }
  return applied(behaviour.takes, behaviour.apply, node, context)
}

const failing = (failure: Failure) => (): Value => {
  throw failure
}

/** Plain commands: the values of the arguments that they name, called without a list in between. */
function applied<M extends Machine>(
  takes: readonly string[],
  apply: (machine: M, ...values: (Value | undefined)[]) => Value,
  node: Invocation,
  context: Context<M>,
): Closure<M> {
  const closures = takes.map((name) => {
    const given = argument(node, name)
    return given && givenValue(given, context)
  })
  const [first, second, third] = closures
  if (closures.every((closure) => closure === undefined)) return (frame) => apply(frame.machine)
  if (first !== undefined && takes.length === 1) return (frame) => apply(frame.machine, first(frame))
  if (first !== undefined && second !== undefined && takes.length === 2) return (frame) => apply(frame.machine, first(frame), second(frame))
  if (first !== undefined && second !== undefined && takes.length === 3)
    return (frame) => apply(frame.machine, first(frame), second(frame), third?.(frame))
  return (frame) => apply(frame.machine, ...closures.map((closure) => closure?.(frame)))
}

const flag = (): Value => true
const noNames: ReadonlySet<string> = new Set()

const givenValue = <M extends Machine>(given: Given, context: Context<M>): Closure<M> =>
  given.value === undefined ? flag : context.value(given.value)

/** Commands of menus: arguments by name, the condition as a question that can be asked of each item. */
function menuCommand<M extends Machine>(node: Invocation, context: Context<M>, run: (call: MenuCall<M>) => Value): Closure<M> {
  if (node.given.every((given) => isConstant(given, context))) return constantCommand(node, context, run)
  const unset = node.given.some((given) => given.unset)
    ? new Set(node.given.filter((given) => given.unset).map((given) => given.argument.name))
    : noNames
  const values: { readonly name: string; readonly closure: Closure<M> }[] = []
  let condition: Question<M> | undefined
  for (const given of node.given) {
    if (given.unset) continue
    if (given.value?.kind === 'condition') condition = given.value.expression && question(given.value.expression, context)
    // What a menu keeps must not change when the script writes to its variable.
    else values.push({ name: given.argument.name, closure: given.value === undefined ? flag : stored(given.value, context) })
  }
  const { command } = node
  const { yields } = context
  return (frame) => {
    frame.machine.step()
    const given = new Map<string, Value>()
    for (const { name, closure } of values) given.set(name, closure(frame))
    return run({ machine: frame.machine, command, invocation: node, given, unset, where: condition && asked(condition, frame), yields })
  }
}

const isConstant = <M extends Machine>({ value, unset }: Given, context: Context<M>): boolean =>
  !unset && (value === undefined || constantOf(value, context) !== undefined)

/** A line of an export: its values stand in the tree, and nothing is kept beside them. */
function constantCommand<M extends Machine>(node: Invocation, context: Context<M>, run: (call: MenuCall<M>) => Value): Closure<M> {
  const { yields } = context
  return ({ machine }) => {
    const given = new Map<string, Value>()
    for (const { argument, value } of node.given) given.set(argument.name, (value && constantOf(value, context)) ?? true)
    return run({ machine, command: node.command, invocation: node, given, unset: noNames, where: undefined, yields })
  }
}

/** A condition of a running frame: each question reads the properties of one item. Conditions nest: the reader before comes back. */
function asked<M extends Machine>(condition: Question<M>, frame: Frame<M>): (property: (name: string) => Value) => boolean {
  return (property) => {
    const outer = frame.property
    frame.property = property
    try {
      return condition(frame)
    } finally {
      frame.property = outer
    }
  }
}
