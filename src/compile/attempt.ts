// Owns the closures of forms that catch failures: `on-error=`, `:onerror`, and words that run code themselves (`:retry`).
import { Failure } from '../diagnostic/failure.ts'
import { ArrayValue, nil, type Value } from '../value/value.ts'
import type { Context } from './context.ts'
import { describe } from './describe.ts'
import type { Around, Catch } from './form.ts'
import { Flow, type Closure, type Machine } from './machine.ts'
import { targets } from './target.ts'

/**
 * Returns a thrown failure if a script may catch it; rethrows anything else. Reports a failure that a device would not have
 * (`notModelled`) to the machine.
 */
export function caught(error: unknown, machine: Machine): Failure {
  if (!(error instanceof Failure) || !error.catchable) throw error
  if (error.notModelled) machine.gap?.(error)
  return error
}

/** `on-error=`: runs `work`, and `handler` if it throws a failure that a script may catch. */
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

/**
 * `:onerror`. `yields`: its value is used. Returns whether it failed (J084), else the return value of `handler` (J083). A `:return` in
 * `work` only ends `work` (J082).
 */
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

/** The value of the second variable of `:onerror`: nil if the failure has no attributes. */
export function attributesOf({ attributes }: Failure): Value {
  if (attributes === undefined) return nil
  const values = Object.entries(attributes).map(([name, value]): [string, Value] => [
    name,
    value instanceof Array ? new ArrayValue([...value]) : value,
  ])
  return new ArrayValue([], new Map(values))
}

/** Compiles a word that runs its code arguments itself (`:retry`, `:time`). */
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
