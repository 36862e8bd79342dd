// Owns the exceptions of control flow: `:return`, `:break` and `:continue` inside an expression, and the end of a script.
import { nil } from '../value/value.ts'
import type { Closure, Frame, Machine } from './machine.ts'

/**
 * Thrown if a bracket inside an expression ran `:return`, `:break` or `:continue`: the rest of the expression must not run. The frame holds
 * which word it was; the statement of the expression catches it.
 */
export class Unwind {
  readonly frame: Frame
  constructor(frame: Frame) {
    this.frame = frame
  }
}

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

/**
 * Thrown by `:exit` and `:quit`: ends the running script, through all function calls. No `on-error` catches it. `:quit` also ends the
 * scripts that run this one.
 */
export class ScriptEnd {
  readonly session: boolean
  constructor(options: { readonly session: boolean }) {
    this.session = options.session
  }
}
