// Owns the closures of commands: how arguments are passed to each kind of behaviour.
import { payFor } from '../value/limits.ts'
import { Op, type Value } from '../value/value.ts'
import type { Block, GivenArgument, Invocation } from '../syntax/tree.ts'
import { missingArguments, unmodelled, type Failure } from '../diagnostic/failure.ts'
import { closure } from './closure.ts'
import { compileCondition, singleEqualityOf, type CompiledCondition } from './condition.ts'
import { constantOf } from './constant.ts'
import type { Context } from './context.ts'
import { sharedValue } from './expression.ts'
import { argument, absent } from './given.ts'
import { raised } from './place.ts'
import { Deferred } from './routine.ts'
import type { Closure, Frame, Machine, MenuCall, SingleEquality } from './machine.ts'

/** Compiles a command with its arguments. A command that cannot run throws its Failure when it is reached. */
export function invocation<M extends Machine>(node: Invocation, context: Context<M>): Closure<M> {
  const { source, guesses, analysis, behaviours } = context
  const { late } = node
  if (late !== undefined)
    return () => {
      throw raised(late, source, node.from, guesses)
    }
  const form = analysis.forms.get(node)
  if (form !== undefined) return closure(form, node, context)
  const behaviour = behaviours(node.command)
  if (behaviour === undefined) return failing(unmodelled(node.command.path))
  if ('run' in behaviour) return menuCommand(node, context, behaviour.run)
  const lacking = absent(behaviour.required, node)
  if ('apply' in behaviour && lacking.length === 0)
    return applied(behaviour.takes, behaviour.light === true ? behaviour.apply : paid(behaviour.apply), node, context)
  return failing(missingArguments(lacking))
}

const failing = (failure: Failure) => (): Value => {
  throw failure
}

type Apply<M extends Machine> = (machine: M, ...values: (Value | undefined)[]) => Value

/** Wraps a command that processes whole values: the size of each large value is charged before the command runs. */
export const paid =
  <M extends Machine>(apply: Apply<M>): Apply<M> =>
  (machine, first, second, ...more) => {
    payFor(first)
    payFor(second)
    for (const value of more) payFor(value)
    return apply(machine, first, second, ...more)
  }

/** Commands with `apply`: evaluates the arguments that they name and passes them without an intermediate list. */
function applied<M extends Machine>(takes: readonly string[], apply: Apply<M>, node: Invocation, context: Context<M>): Closure<M> {
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

const givenValue = <M extends Machine>(given: GivenArgument, context: Context<M>): Closure<M> =>
  given.value === undefined ? flag : context.value(given.value)

/** Menu commands: arguments by name, the condition as a function of a row. */
function menuCommand<M extends Machine>(node: Invocation, context: Context<M>, run: (call: MenuCall<M>) => Value): Closure<M> {
  if (node.given.every((given) => isConstant(given, context))) return constantCommand(node, context, run)
  const unset = node.given.some((given) => given.unset)
    ? new Set(node.given.filter((given) => given.unset).map((given) => given.argument.name))
    : noNames
  const values: { readonly name: string; readonly closure: Closure<M> }[] = []
  let condition: CompiledCondition<M> | undefined
  let equality: SingleEquality<Closure<M>> | undefined
  for (const given of node.given) {
    if (given.unset) continue
    if (given.value?.kind === 'condition') {
      const { expression } = given.value
      condition = expression && compileCondition(expression, context)
      const single = expression && singleEqualityOf(expression)
      equality = single && { property: single.property, value: context.value(single.value) }
    }
    // A value stored in a menu must not change when the script writes to its variable.
    else values.push({ name: given.argument.name, closure: keptValue(given, context) })
  }
  const { command } = node
  const yields = context.analysis.yielding.has(node)
  return (frame) => {
    frame.machine.step()
    const given = new Map<string, Value>()
    for (const { name, closure } of values) given.set(name, closure(frame))
    return run({
      machine: frame.machine,
      command,
      invocation: node,
      given,
      unset,
      where: condition && bindCondition(condition, frame),
      singleEquality: equality && lazily(equality, frame),
      yields,
    })
  }
}

/**
 * The value of an argument of a menu command. A block is passed as code that the menu runs later: it reads the surrounding variables, and
 * those that the menu passes to it.
 */
function keptValue<M extends Machine>({ value }: GivenArgument, context: Context<M>): Closure<M> {
  if (value === undefined) return flag
  return value.kind === 'block' && value.frame === undefined ? deferredBlock(value, context) : sharedValue(value, context)
}

function deferredBlock<M extends Machine>(node: Block, context: Context<M>): Closure<M> {
  const body = context.body(node.body)
  const form = (): string => context.form(node)
  return (frame) => new Op(form, new Deferred(body, frame))
}

const lazily = <M extends Machine>({ property, value }: SingleEquality<Closure<M>>, frame: Frame<M>): SingleEquality<() => Value> => ({
  property,
  value: () => value(frame),
})

const isConstant = <M extends Machine>({ value, unset }: GivenArgument, { analysis: { constants } }: Context<M>): boolean =>
  !unset && (value === undefined || constantOf(value, constants) !== undefined)

/** A command with constant arguments, like a line of an export. Its values are read from the tree at each run, which saves memory. */
function constantCommand<M extends Machine>(node: Invocation, context: Context<M>, run: (call: MenuCall<M>) => Value): Closure<M> {
  const { constants, yielding } = context.analysis
  const yields = yielding.has(node)
  return ({ machine }) => {
    const given = new Map<string, Value>()
    for (const { argument, value } of node.given) given.set(argument.name, (value && constantOf(value, constants)) ?? true)
    return run({ machine, command: node.command, invocation: node, given, unset: noNames, where: undefined, yields })
  }
}

/** A condition bound to a running frame: each call reads the properties of one row. Conditions nest, so the previous reader is restored. */
function bindCondition<M extends Machine>(
  condition: CompiledCondition<M>,
  frame: Frame<M>,
): (property: (name: string) => Value) => boolean {
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
