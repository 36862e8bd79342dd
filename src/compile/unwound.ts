// Owns where an Unwind ends.
import { nil } from '../value/value.ts'
import type { Closure, Machine } from './machine.ts'
import { Unwind } from './unwind.ts'

/** The closure, where an Unwind of its own frame ends: it yields nil then, and `frame.flow` says which word it was. */
export function unwound<M extends Machine>(closure: Closure<M>): Closure<M> {
  return (frame) => {
    try {
      return closure(frame)
    } catch (error) {
      if (error instanceof Unwind && error.frame === frame) return nil
      throw error
    }
  }
}
