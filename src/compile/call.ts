// Owns the closures of call statements: `$f a b=c`, `[...] x`, `("...")`.
import { Code, Op, type Value } from '../value/value.ts'
import type { Bracket, Call, LooseArgument } from '../syntax/tree.ts'
import { Failure, type TraceStep } from '../diagnostic/failure.ts'
import type { Context } from './context.ts'
import { sharedValue } from './expression.ts'
import type { Closure, Frame, Machine } from './machine.ts'
import { lined } from './place.ts'
import { call } from './routine.ts'

/**
 * Compiles a call statement. `$f a b` passes the text `$f` as `$0`; a callee without a name, `($a->"f") x`, gets its first argument as
 * `$0`. A bracket without arguments is evaluated; if its value is code, the code runs too: `[[:parse "..."]]`.
 */
export function statementCall<M extends Machine>(node: Call, context: Context<M>): Closure<M> {
  const { source } = context
  const closure =
    node.callee.kind === 'bracket' && node.given.length === 0 ? statementBracket(node, node.callee, context) : calling(node, context)
  return (frame) => {
    try {
      return closure(frame)
    } catch (error) {
      throw lined(error, source, node.from)
    }
  }
}

function calling<M extends Machine>(node: Call, context: Context<M>): Closure<M> {
  const callee = context.value(node.callee)
  const what = calleeName(node)
  const positional = positionals(
    node.callee.kind === 'reference' ? what : undefined,
    node.given.filter(({ key }) => key === undefined).map((given) => loose(given, context)),
  )
  const named = node.given.flatMap((given) => (given.key === undefined ? [] : [{ key: given.key, closure: loose(given, context) }]))
  const step = tracer(what, node, context)
  if (named.length === 0)
    return (frame) => {
      const value = callee(frame)
      return traced(frame, value, positional(frame), undefined, step)
    }
  return (frame) => {
    const value = callee(frame)
    const given = positional(frame)
    return traced(frame, value, given, new Map(named.map(({ key, closure }) => [key, closure(frame)])), step)
  }
}

/** The name of the callee in traces: `$f`; `(code)` for a value without a name. */
export const calleeName = ({ callee }: Call): string => (callee.kind === 'reference' ? `$${callee.variable.name}` : '(code)')

function statementBracket<M extends Machine>(node: Call, { body }: Bracket, context: Context<M>): Closure<M> {
  const inner = context.body(body)
  const step = tracer('(code)', node, context)
  return (frame) => {
    const value = inner(frame)
    if (frame.flow || !(value instanceof Code || value instanceof Op)) return value
    return traced(frame, value, [], undefined, step)
  }
}

/** Makes the trace step of a call, when it fails. */
type Step = () => TraceStep

const tracer =
  <M extends Machine>(what: string, { from }: Call, { source }: Context<M>): Step =>
  () => ({ what, line: source.lineAt(from), file: source.name })

/** Calls a value, and adds a trace step to its failure. */
function traced(frame: Frame, callee: Value, positional: Value[], named: Map<string, Value> | undefined, step: Step): Value {
  try {
    return call(frame.machine, callee, positional, named)
  } catch (error) {
    throw error instanceof Failure ? error.through(step()) : error
  }
}

/** Evaluates the positional arguments of a call. */
function positionals<M extends Machine>(name: string | undefined, closures: readonly Closure<M>[]): (frame: Frame<M>) => Value[] {
  const [first, second] = closures
  if (name === undefined) return (frame) => closures.map((closure) => closure(frame))
  if (first === undefined) return () => [name]
  if (second === undefined) return (frame) => [name, first(frame)]
  if (closures.length === 2) return (frame) => [name, first(frame), second(frame)]
  return (frame) => {
    const values: Value[] = [name]
    for (const closure of closures) values.push(closure(frame))
    return values
  }
}

/** An argument of a call. Bare words and constant strings are passed as text: in `$f 1` the type of `$1` is str. */
function loose<M extends Machine>({ value }: LooseArgument, context: Context<M>): Closure<M> {
  if (value === undefined) return () => ''
  if (value.kind === 'literal') return () => value.text
  if (value.kind === 'quoted' && value.parts.every((part) => typeof part === 'string')) {
    const bytes = value.parts.join('')
    return () => bytes
  }
  return sharedValue(value, context)
}
