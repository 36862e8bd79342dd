// Owns what a failing script throws: a message in the device's words and where it happened.

/** One step of a call trace, innermost first: what was running (`$f`, `/system/script/run x`) and the line it stood on. */
export interface TraceStep {
  readonly what: string
  readonly line: number
}

export interface FailureOptions {
  readonly catchable?: boolean
  readonly notModelled?: boolean
  readonly command?: string
  readonly line?: number
  readonly column?: number
  readonly argument?: string
}

/**
 * A script's failure at run time. Not an Error: it is ordinary control flow of a script (`on-error`), so it costs no stack.
 * `message` is the device's text without location; `command` (`:put`, `/ip/address/add`) and `line` are filled in by the
 * innermost command that it passes through.
 */
export class Failure {
  readonly message: string
  command: string | undefined
  line: number | undefined
  column: number | undefined
  /** The argument whose value was refused: the device names it beside the command, `(/ip/pool/add (range); line 1)`. */
  readonly argument: string | undefined
  readonly trace: TraceStep[] = []
  /** The file of the device that it happened in, where that was imported; its line there, where it is known. The innermost file counts. */
  origin: { readonly file: string; readonly line: number | undefined } | undefined
  /** False for what no `on-error` catches (a limit of the host, an interrupt). */
  readonly catchable: boolean
  /** True where the message names something that offbox does not model (exit code 3). */
  readonly notModelled: boolean

  constructor(message: string, options: FailureOptions = {}) {
    this.message = message
    this.catchable = options.catchable ?? true
    this.notModelled = options.notModelled ?? false
    this.command = options.command
    this.line = options.line
    this.column = options.column
    this.argument = options.argument
  }
}
