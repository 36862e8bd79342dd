// Owns what a failing script throws: a message in the device's words and where it happened.
import type { Source } from '../text/source.ts'

/** One step of a call trace, innermost first: what was running (`$f`, `/system/script/run x`) and the line it stood on. */
export interface TraceStep {
  readonly what: string
  readonly line: number
  /** The name of the text that the line is of; '' where that has none. */
  readonly file: string
}

export interface FailureOptions {
  readonly catchable?: boolean
  readonly notModelled?: boolean
  readonly command?: string
  readonly line?: number
  readonly column?: number
  readonly source?: Source
  readonly argument?: string
  readonly attributes?: Attributes
}

/** What an error tells beside its text: `code` and `http-headers` of `/tool/fetch`. */
export type Attributes = Readonly<Record<string, string | number | readonly string[]>>

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
  /** What the second variable of `:onerror` gets. */
  readonly attributes: Attributes | undefined
  readonly trace: TraceStep[] = []
  /** The text that `line` counts in. */
  source: Source | undefined
  /** Where it happened, in a file that was imported: `line` is that of the import. The innermost file counts. */
  origin: { readonly source: Source | undefined; readonly line: number | undefined } | undefined
  /** What started the script that failed: the command that did adds its line and makes a step of the trace of it. */
  startedBy: string | undefined
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
    this.source = options.source
    this.argument = options.argument
    this.attributes = options.attributes
  }
}
