// Owns catching an Unwind at the statement that it leaves.
import { nil } from '../value/value.ts'
import type { Closure, Machine } from './machine.ts'
import { Unwind } from './unwind.ts'

/** Wraps a closure to catch the Unwinds of its own frame: it then yields nil, and `frame.flow` has the word that left. */
export function catchUnwind<M extends Machine>(closure: Closure<M>): Closure<M> {
  return (frame) => {
    try {
      return closure(frame)
    } catch (error) {
      if (error instanceof Unwind && error.frame === frame) return nil
      throw error
    }
  }
}
