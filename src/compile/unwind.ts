// Owns the exceptions that implement control flow: `:return`, `:break` and `:continue` inside an expression, and the end of a script.
import { nil } from '../value/value.ts'
import type { Closure, Frame, Machine } from './machine.ts'

/**
 * Thrown if a bracket inside an expression ran `:return`, `:break` or `:continue`: the rest of the expression must not run. `frame.flow`
 * has the word; the statement that contains the expression catches it.
 */
export class Unwind {
  readonly frame: Frame
  constructor(frame: Frame) {
    this.frame = frame
  }
}

/** Wraps a closure so that it catches the Unwinds of its own frame. Its value is nil then. */
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
