// Owns what leaves compiled code other than by its value: `:return` and its kin inside an expression, and the end of a script.
import type { Frame } from './machine.ts'

/**
 * Thrown where a bracket inside an expression ran `:return`, `:break` or `:continue`: the rest of the expression must not run.
 * The frame holds which word it was; the statement that the expression belongs to catches it.
 */
export class Unwind {
  readonly frame: Frame
  constructor(frame: Frame) {
    this.frame = frame
  }
}

/**
 * Thrown by `:exit` and `:quit`: ends the script that is running, through every call of a function. No `on-error` sees it.
 * That of `:quit` also ends the scripts that run this one.
 */
export class Ending {
  readonly session: boolean
  constructor(options: { readonly session: boolean }) {
    this.session = options.session
  }
}
