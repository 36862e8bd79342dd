// Owns the closures of bodies, which run statements in order and add the place of the statement to a failure.
import { nil } from '../value/value.ts'
import type { Body, Statement } from '../syntax/tree.ts'
import { payTime } from '../value/limits.ts'
import type { Source } from '../text/source.ts'
import type { Refused } from '../diagnostic/refused.ts'
import type { Context } from './context.ts'
import type { Closure, Machine } from './machine.ts'
import { exhausted, located, raised } from './place.ts'
import { catchUnwind } from './unwind.ts'
import { statementCall } from './call.ts'
import { invocation } from './invocation.ts'

/**
 * Compiles a body. Its value is that of the last statement; nil if there is none. It ends early if a statement sets `frame.flow`.
 */
export function body<M extends Machine>({ statements }: Body, context: Context<M>): Closure<M> {
  const closures: Closure<M>[] = []
  const sources: Statement[] = []
  for (const statement of statements) {
    const closure = statementClosure(statement, context)
    if (closure === undefined) continue
    closures.push(closure)
    sources.push(statement)
  }
  const [first] = closures
  if (first === undefined) return () => nil
  if (closures.length === 1) return single(first, sources[0]!, context)
  // A long export is one body, so memory per line matters: the lists are trimmed, and places are computed on demand.
  return sequence(closures.slice(), sources.length === statements.length ? statements : sources.slice(), context.source)
}

/** The closure of a body with one statement. */
function single<M extends Machine>(closure: Closure<M>, statement: Statement, { source }: Context<M>): Closure<M> {
  if (statement.kind !== 'invocation') return closure
  return (frame) => {
    try {
      return closure(frame)
    } catch (error) {
      throw located(error, statement, source)
    }
  }
}

/** The closure of a body with several statements. */
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
      const statement = statements[at]
      throw statement?.kind === 'invocation' ? located(error, statement, source) : exhausted(error)
    }
  }
}

/** The cost of compiling one statement, in units of `payTime`. */
const workPerStatement = 4096

/**
 * Compiles a statement; undefined if it runs nothing. If an expression in it may throw an Unwind, the statement catches it, and
 * `frame.flow` determines what runs next.
 */
function statementClosure<M extends Machine>(statement: Statement, context: Context<M>): Closure<M> | undefined {
  payTime(workPerStatement)
  const inner = compiled(statement, context)
  if (inner === undefined) return undefined
  const closure = context.watched(statement, inner)
  return context.analysis.unwinding.has(statement) ? catchUnwind(closure) : closure
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

/** The closure of an unknown command: throws its late error. */
function late<M extends Machine>(refused: Refused, { source, guesses }: Context<M>): Closure<M> {
  return () => {
    throw raised(refused, source, refused.offset, guesses)
  }
}
