// Owns the failure of a script at run time: the device's message, the cause, the place, and the calls around it.
import type { Source, Span } from '../text/source.ts'
import type { Cause } from './cause.ts'

/** One step of a call trace, innermost first: what was running (`$f`, `/system/script/run x`) and its current line. */
export interface TraceStep {
  readonly what: string
  readonly line: number
  /** The name of the text that contains the line; '' if it has none. */
  readonly file: string
}

/** Where a command failed. */
export interface FailurePlace {
  /** `:put`, `/ip/address/add`; '' if the message contains the place itself. */
  readonly command: string
  /** 1-based line of `source`. */
  readonly line: number
  /** 1-based column, as a device counts: of the refused token, or of the command that failed. */
  readonly column: number
  /** The text that `line` counts in. */
  readonly source: Source
}

/** Where a failure happened in an imported file. */
export type ImportOrigin = { readonly [name in 'source' | 'line' | 'column' | 'command']: FailurePlace[name] | undefined }

/** The data of a Failure besides its message: place, cause, and the attributes that scripts can read (`:onerror`). */
export interface FailureOptions extends Partial<FailurePlace> {
  readonly cause?: Cause
  readonly attributes?: Attributes
}

/** Data of an error besides its message: `code` and `http-headers` of `/tool/fetch`. */
export type Attributes = Readonly<Record<string, string | number | readonly string[]>>

/** The calls that a failure passed, as a linked list from the outermost inwards. */
interface Calls {
  readonly step: TraceStep
  readonly inner: Calls | undefined
}

/** All data of a Failure except its message; the getters of `Failure` describe each. */
interface Details extends FailureOptions {
  readonly calls?: Calls | undefined
  readonly origin?: ImportOrigin
  readonly startedBy?: string | undefined
}

/**
 * A script's failure at run time. It is thrown, but is not an Error: scripts use failures as control flow (`on-error`), so it captures no
 * stack. Immutable: the innermost command rethrows a copy with its place, and each call a copy with one more step (a copy costs as much as
 * a small object).
 */
export class Failure {
  /** The device's text, without a place. */
  readonly message: string
  readonly #details: Details

  constructor(message: string, options: FailureOptions = {}) {
    this.message = message
    this.#details = options
  }

  /** Why it failed, if known. */
  get cause(): Cause | undefined {
    return this.#details.cause
  }

  // The place of the failure; each part is undefined until a command has set it.

  /** The command that failed. */
  get command(): string | undefined {
    return this.#details.command
  }
  get line(): number | undefined {
    return this.#details.line
  }
  get column(): number | undefined {
    return this.#details.column
  }
  get source(): Source | undefined {
    return this.#details.source
  }

  /** The value of the second variable of `:onerror`. */
  get attributes(): Attributes | undefined {
    return this.#details.attributes
  }

  /** The place in an imported file; `line` is then the line of the `:import`. With nested imports it is the place in the innermost file. */
  get origin(): ImportOrigin | undefined {
    return this.#details.origin
  }

  /**
   * What started the failed script (`/system/script/run x`); undefined for a script that was not started by a command. That command adds
   * its line and turns this into a trace step.
   */
  get startedBy(): string | undefined {
    return this.#details.startedBy
  }

  /** The calls that it passed, innermost first. */
  get trace(): readonly TraceStep[] {
    const steps: TraceStep[] = []
    for (let at = this.#details.calls; at !== undefined; at = at.inner) steps.push(at.step)
    return steps.reverse()
  }

  /** Whether `on-error` catches it. False for limits of offbox, interrupts and reboots. */
  get catchable(): boolean {
    const kind = this.cause?.kind
    return kind !== 'limit' && kind !== 'interrupted' && this.halt === undefined
  }

  /** Whether and how the device ended the script; undefined if it did not. */
  get halt(): Halt | undefined {
    const kind = this.cause?.kind
    return kind === 'reboot' || kind === 'shutdown' ? kind : undefined
  }

  /** Whether it failed because of offbox (exit code 3): a device may not fail there. */
  get notModelled(): boolean {
    const { cause } = this
    return (
      cause !== undefined && (cause.kind === 'not-modelled' || cause.kind === 'not-allowed' || (cause.kind === 'refused' && cause.guessed))
    )
  }

  /**
   * The argument whose value was refused, if the device names it beside the command. Undefined for `:import`, whose message contains it.
   */
  get argument(): string | undefined {
    const { cause, origin } = this
    return cause?.kind === 'argument' && cause.shown && origin === undefined ? cause.argument : undefined
  }

  /** The message without the prefix `failure: ` of menu commands. */
  get reason(): string {
    return this.message.startsWith(prefix) ? this.message.slice(prefix.length) : this.message
  }

  /** A copy with its place. */
  at(place: Partial<FailurePlace>): Failure {
    return this.#with(place)
  }

  /** A copy whose cause says where the value is that failed. */
  writtenAt(span: Span): Failure {
    const { cause } = this
    return cause?.kind === 'argument' || cause?.kind === 'no-such-item' ? this.#with({ cause: { ...cause, writtenAt: span } }) : this
  }

  /** A copy with one more call around it; consumes `startedBy`. */
  through(step: TraceStep): Failure {
    return this.#with({ calls: { step, inner: this.#details.calls }, startedBy: undefined })
  }

  /** A copy for a script that `what` started. */
  startedWith(what: string): Failure {
    return this.#with({ startedBy: what })
  }

  /**
   * A copy as seen by the importing script: with another message, and without a place until the import adds its own. The old place is kept
   * as `origin`.
   */
  imported(message: string, what: string): Failure {
    const { cause, calls, origin, source, line, column, command } = this.#details
    const found = new Failure(message, cause === undefined ? {} : { cause })
    // Evidence: a file with an unknown command gives `Script Error: bad command name this (line 1 column 1)` and no more (manual, 7.16).
    const placed = cause?.kind === 'refused' ? { command: '' } : {}
    return found.#with({ ...placed, calls, origin: origin ?? { source, line, column, command }, startedBy: what })
  }

  #with(more: Details): Failure {
    return new Failure(this.message, { ...this.#details, ...more })
  }
}

const prefix = 'failure: '

/** A failure for a value that is none of the argument's words, or that refers to a missing row. */
export const unmatched = (argument: string): Failure =>
  new Failure(`input does not match any value of ${argument}`, { cause: { kind: 'argument', argument, problem: 'no-match', shown: false } })

/** A failure for missing required arguments, named in the order of the catalog. */
export const missingArguments = (names: readonly string[]): Failure =>
  new Failure(`missing value(s) of argument(s) ${names.join(' ')}`, { cause: { kind: 'missing-arguments', missing: names } })

/** A failure for an exceeded limit of offbox. No script catches it. */
export const limited = (message: string): Failure => new Failure(message, { cause: { kind: 'limit' } })

/** A failure for a script that the user stopped. No script catches it. */
export const interrupted = (): Failure => new Failure('interrupted', { cause: { kind: 'interrupted' } })

/** How a device stops all its scripts. */
export type Halt = 'reboot' | 'shutdown'

/** Thrown when the device reboots or shuts down. No script catches it, and it is not an error of the script. */
export const rebooting = (kind: Halt): Failure => new Failure(`the device ends what runs: ${kind}`, { cause: { kind } })

/** A failure for a command or feature that offbox does not model. */
export const unmodelled = (what: string, message = `${what} is not modelled by offbox`): Failure =>
  new Failure(message, { cause: { kind: 'not-modelled', what } })
