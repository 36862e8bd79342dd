// Owns `:onerror`, `:retry` and `:error`.
import { Failure, type Attributes } from '../diagnostic/failure.ts'
import { text } from '../value/show.ts'
import { ArrayValue, nil, type Value } from '../value/value.ts'
import { describe } from '../compile/describe.ts'
import { node } from '../compile/given.ts'
import { caught } from '../compile/loop.ts'
import { Flow } from '../compile/machine.ts'
import { countOf, intervalOf, type Word } from './word.ts'

/**
 * Runs `in`; where it fails, puts the error's text with its location into the variable and runs `do`. A second variable (7.22) gets what
 * the error tells beside its text, nil where it tells nothing (the manual shows `/tool/fetch` only). Gives whether it failed (J084), or, as
 * the value of a bracket, what `do` returned (J083).
 */
export const onerror: Word = {
  required: ['error', 'in'],
  special(invocation, compiler) {
    const [store, storeAttributes] = compiler.targets(node(invocation, 'error')!)
    const work = compiler.code(node(invocation, 'in')!)
    const block = node(invocation, 'do')
    const handler = block && compiler.code(block)
    const { yields } = compiler
    return (frame) => {
      try {
        work(frame)
        return false
      } catch (error) {
        const failure = caught(error, frame.machine)
        store?.(frame, describe(failure, 'script'))
        storeAttributes?.(frame, valueOf(failure.attributes))
      }
      handler?.(frame)
      if (!yields || frame.flow !== Flow.return) return true
      frame.flow = Flow.on
      return frame.result
    }
  },
}

function valueOf(attributes: Attributes | undefined): Value {
  if (attributes === undefined) return nil
  const values = Object.entries(attributes).map(([name, value]): [string, Value] => [
    name,
    value instanceof Array ? new ArrayValue([...value]) : value,
  ])
  return new ArrayValue([], new Map(values))
}

/** Runs `command` until it does not fail, at most `max` times, `delay` apart; then runs `on-error`, or fails as the last time (J021). */
export const retry: Word = {
  required: ['command', 'delay', 'max'],
  special(invocation, compiler) {
    const work = compiler.code(node(invocation, 'command')!)
    const delay = compiler.value(node(invocation, 'delay')!)
    const max = compiler.value(node(invocation, 'max')!)
    const block = node(invocation, 'on-error')
    const handler = block && compiler.code(block)
    return (frame) => {
      const { machine } = frame
      const wait = intervalOf(delay(frame), 'delay')
      const limit = countOf(max(frame), 'max')
      for (let turn = 1; ; turn++) {
        machine.step()
        try {
          return work(frame)
        } catch (error) {
          const failure = caught(error, machine)
          if (turn < limit) machine.sleep(wait)
          else if (handler === undefined) throw failure
          else return handler(frame)
        }
      }
    }
  },
}

/** Fails with a message of the script's own. */
export const error: Word = {
  takes: ['message'],
  required: ['message'],
  apply(_machine, message = nil) {
    throw new Failure(text(message))
  },
}
