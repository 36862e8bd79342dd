// Owns bodies: statements in order, each with the place that its failures get.
import { nil, type Value } from '../value/value.ts'
import type { Body, Statement } from '../syntax/tree.ts'
import type { Source } from '../text/source.ts'
import type { Refused } from '../diagnostic/refused.ts'
import type { Context } from './context.ts'
import type { Closure, Frame, Machine } from './machine.ts'
import { located, raised, spelled, type Place } from './place.ts'
import { Unwind } from './unwind.ts'
import { statementCall } from './call.ts'
import { invocation } from './invocation.ts'

/** The statements of a body. Its value is that of its last statement, nil where it has none; it ends early where `frame.flow` is set. */
export function body<M extends Machine>({ statements }: Body, context: Context<M>): Closure<M> {
  const { yields } = context
  const closures: Closure<M>[] = []
  const sources: Statement[] = []
  statements.forEach((statement, at) => {
    context.yields = yields && at === statements.length - 1
    const closure = guarded(statement, context)
    if (closure === undefined) return
    closures.push(closure)
    sources.push(statement)
  })
  context.yields = yields
  const [first] = closures
  if (first === undefined) return () => nil
  if (closures.length === 1) return single(first, sources[0]!, context)
  // A long export is one body: what it keeps for each line counts, so the lists are cut to their length, and places are made when needed.
  return sequence(closures.slice(), sources.length === statements.length ? statements : sources.slice(), context.source)
}

function single<M extends Machine>(closure: Closure<M>, statement: Statement, { source, placed }: Context<M>): Closure<M> {
  if (placed.has(closure) || statement.kind !== 'invocation') return closure
  return (frame) => {
    try {
      return closure(frame)
    } catch (error) {
      throw located(error, placeOf(statement, source))
    }
  }
}

function sequence<M extends Machine>(closures: readonly Closure<M>[], statements: readonly Statement[], source: Source): Closure<M> {
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
      throw located(error, placeOf(statements[at]!, source))
    }
  }
}

const placeOf = (statement: Statement, source: Source): Place | undefined =>
  statement.kind === 'invocation' ? { command: spelled(statement.command), source, from: statement.from } : undefined

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
      return late(statement.late, context)
    case 'scope':
      return context.body(statement.body)
    case 'path':
      return statement.body && context.body(statement.body)
  }
}

function late<M extends Machine>(refused: Refused, { source, guesses }: Context<M>): Closure<M> {
  return () => {
    throw raised(refused, source, refused.offset, guesses)
  }
}
