// Owns catching an Unwind where its way out ends.
import { nil } from '../value/value.ts'
import type { Closure, Machine } from './machine.ts'
import { Unwind } from './unwind.ts'

/** A closure that catches the Unwinds of its own frame: it yields nil then, and `frame.flow` says which word left. */
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
