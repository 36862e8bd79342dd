// Owns what loops share: how a turn's flow ends or continues them, how conditions must be bools, which failures can be caught.
import { Failure } from '../diagnostic/failure.ts'
import type { Value } from '../value/value.ts'
import { Flow, type Closure, type Frame, type Machine } from './machine.ts'

/** Asked where `frame.flow` is set after a turn: whether the loop ends. `:break` and `:continue` are over with it; `:return` is not. */
export function ends(frame: Frame): boolean {
  const { flow } = frame
  if (flow === Flow.continue || flow === Flow.break) frame.flow = Flow.on
  return flow !== Flow.continue
}

/** A condition's bool. Evidence: `conditional not boolean` for text and nil, language reference section 2. */
export function holds(value: Value): boolean {
  if (typeof value === 'boolean') return value
  throw new Failure('conditional not boolean', { cause: { kind: 'condition-not-bool' } })
}

/** The failure, if a script may catch what was thrown; anything else is thrown again. The machine is told where only offbox fails so. */
export function caught(error: unknown, machine: Machine): Failure {
  if (!(error instanceof Failure) || !error.catchable) throw error
  if (error.notModelled) machine.gap?.(error)
  return error
}

/** Runs `handler` where `work` fails in a way that a script may catch. */
export function rescued<M extends Machine>(work: Closure<M>, handler: Closure<M> | undefined): Closure<M> {
  if (handler === undefined) return work
  return (frame) => {
    try {
      return work(frame)
    } catch (error) {
      caught(error, frame.machine)
      return handler(frame)
    }
  }
}
