// Owns the closures of the forms that catch failures: `on-error=`, `:onerror`, and words with a way of their own (`:retry`).
import { Failure } from '../diagnostic/failure.ts'
import { ArrayValue, nil, type Value } from '../value/value.ts'
import type { Context } from './context.ts'
import { describe } from './describe.ts'
import type { Around, Catch } from './form.ts'
import { Flow, type Closure, type Machine } from './machine.ts'
import { targets } from './target.ts'

/** The failure, if a script may catch what was thrown; anything else is thrown again. The machine is told where only offbox fails so. */
export function caught(error: unknown, machine: Machine): Failure {
  if (!(error instanceof Failure) || !error.catchable) throw error
  if (error.notModelled) machine.gap?.(error)
  return error
}

/** Executes `handler` where `work` fails in a way that a script may catch. */
export function rescued<M extends Machine>(work: Closure<M>, handler: Closure<M>): Closure<M> {
  return (frame) => {
    try {
      return work(frame)
    } catch (error) {
      caught(error, frame.machine)
      return handler(frame)
    }
  }
}

/** `:onerror`. `yields`: its value is used. Gives whether it failed (J084), else what `handler` returned (J083);
 * what `work` returned ends it and no more (J082). */
export function catching<M extends Machine>(form: Catch, yields: boolean, context: Context<M>): Closure<M> {
  const [store, storeAttributes] = targets<M>(form.names)
  const work = context.code(form.work)
  const handler = form.handler && context.code(form.handler)
  return (frame) => {
    try {
      work(frame)
      if (yields && frame.flow === Flow.return) frame.flow = Flow.on
      return false
    } catch (error) {
      const failure = caught(error, frame.machine)
      store?.(frame, describe(failure, 'script'))
      storeAttributes?.(frame, attributesOf(failure))
    }
    handler?.(frame)
    if (!yields || frame.flow !== Flow.return) return true
    frame.flow = Flow.on
    return frame.result
  }
}

/** What the second variable of `:onerror` gets: nil where the failure tells nothing beside its text. */
export function attributesOf({ attributes }: Failure): Value {
  if (attributes === undefined) return nil
  const values = Object.entries(attributes).map(([name, value]): [string, Value] => [
    name,
    value instanceof Array ? new ArrayValue([...value]) : value,
  ])
  return new ArrayValue([], new Map(values))
}

/** A word that calls its arguments itself. */
export function around<M extends Machine>(form: Around<M>, context: Context<M>): Closure<M> {
  const work = context.code(form.work)
  const handler = form.handler && context.code(form.handler)
  const values = form.values.map((node) => context.value(node))
  const { run } = form
  return (frame) =>
    run({
      machine: frame.machine,
      work: () => work(frame),
      handler: handler && (() => handler(frame)),
      value: (at) => values[at]!(frame),
    })
}
