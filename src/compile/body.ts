// Owns bodies: statements in order, each with the place that its failures get.
import { nil, type Value } from '../value/value.ts'
import type { Body, Statement } from '../syntax/tree.ts'
import { Failure } from '../diagnostic/failure.ts'
import type { Context } from './context.ts'
import type { Closure, Frame, Machine } from './machine.ts'
import { located, spelled, type Place } from './place.ts'
import { Unwind } from './unwind.ts'
import { statementCall } from './call.ts'
import { invocation } from './invocation.ts'

/** The statements of a body. Its value is that of its last statement, nil where it has none; it ends early where `frame.flow` is set. */
export function body<M extends Machine>({ statements }: Body, context: Context<M>): Closure<M> {
  const { yields } = context
  const parts: { closure: Closure<M>; place: Place | undefined }[] = []
  statements.forEach((statement, at) => {
    context.yields = yields && at === statements.length - 1
    const closure = guarded(statement, context)
    if (closure !== undefined) parts.push({ closure, place: context.placed.has(closure) ? undefined : placeOf(statement, context) })
  })
  context.yields = yields
  return sequence(parts)
}

function sequence<M extends Machine>(parts: readonly { closure: Closure<M>; place: Place | undefined }[]): Closure<M> {
  const [first] = parts
  if (first === undefined) return () => nil
  if (parts.length === 1) {
    const { closure, place } = first
    if (place === undefined) return closure
    return (frame) => {
      try {
        return closure(frame)
      } catch (error) {
        throw located(error, place)
      }
    }
  }
  const closures = parts.map(({ closure }) => closure)
  const last = closures.length - 1
  return (frame) => {
    let at = 0
    try {
      for (; at < last; at++) {
        closures[at]!(frame)
        if (frame.flow) return nil
      }
      return closures[last]!(frame)
    } catch (error) {
      throw located(error, parts[at]!.place)
    }
  }
}

function placeOf<M extends Machine>(statement: Statement, { source }: Context<M>): Place | undefined {
  return statement.kind === 'invocation' ? { command: spelled(statement.command), source, from: statement.from } : undefined
}

/** A statement; where an expression in it may unwind, the way out ends here and the flow goes on by its flag. */
function guarded<M extends Machine>(statement: Statement, context: Context<M>): Closure<M> | undefined {
  const outer = context.unwinds
  context.unwinds = false
  const bare = compiled(statement, context)
  const closure = bare && context.seen(statement, bare)
  const { unwinds } = context
  context.unwinds = outer
  if (closure === undefined || !unwinds) return closure
  return (frame) => {
    try {
      return closure(frame)
    } catch (error) {
      return caught(error, frame)
    }
  }
}

function caught(error: unknown, frame: Frame): Value {
  if (error instanceof Unwind && error.frame === frame) return nil
  throw error
}

function compiled<M extends Machine>(statement: Statement, context: Context<M>): Closure<M> | undefined {
  switch (statement.kind) {
    case 'invocation':
      return invocation(statement, context)
    case 'call':
      return statementCall(statement, context)
    case 'unknown':
      return late(statement.message, statement.at, context)
    case 'scope':
      return context.body(statement.body)
    case 'path':
      return statement.body && context.body(statement.body)
  }
}

/** A late error: the message holds its own place. */
export function late<M extends Machine>(message: string, from: number, { source, guesses }: Context<M>): Closure<M> {
  return () => {
    throw new Failure(message, { command: '', ...source.placeAt(from), notModelled: guesses })
  }
}
