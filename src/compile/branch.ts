// Owns the closures of `:if`, `:return`, `:break` and `:continue`.
import { isTruthy } from '../value/operators.ts'
import { nil } from '../value/value.ts'
import type { Context } from './context.ts'
import type { Branch, Jump } from './form.ts'
import { Flow, type Closure, type Machine } from './machine.ts'

/** Compiles `:if`. One without `else` gets a closure of its own, with one test fewer. */
export function branch<M extends Machine>({ condition, then, otherwise }: Branch, context: Context<M>): Closure<M> {
  const test = context.value(condition)
  const yes = then && context.code(then)
  const no = otherwise && context.code(otherwise)
  if (yes !== undefined && no === undefined)
    return (frame) => {
      const value = test(frame)
      return value === true || (value !== false && isTruthy(value)) ? yes(frame) : nil
    }
  return (frame) => {
    const value = test(frame)
    const chosen = value === true || (value !== false && isTruthy(value)) ? yes : no
    return chosen === undefined ? nil : chosen(frame)
  }
}

/** Compiles `:return`, `:break` or `:continue`: it sets `frame.flow`, which every enclosing body and loop tests. */
export function leave<M extends Machine>({ flow, value }: Jump, context: Context<M>): Closure<M> {
  const way = Flow[flow]
  if (value === undefined)
    return (frame) => {
      frame.flow = way
      return nil
    }
  const result = context.value(value)
  return (frame) => {
    frame.result = result(frame)
    frame.flow = way
    return nil
  }
}
