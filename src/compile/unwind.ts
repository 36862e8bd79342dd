// Owns the exceptions of control flow: `:return`, `:break` and `:continue` inside an expression, and the end of a script.
import type { Frame } from './machine.ts'

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
