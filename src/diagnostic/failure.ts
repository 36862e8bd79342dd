// Owns what a failing script throws: a message in the device's words, why, and where it happened.
import type { Source } from '../text/source.ts'
import type { Cause } from './cause.ts'

/** One step of a call trace, innermost first: what was running (`$f`, `/system/script/run x`) and the line it stood on. */
export interface TraceStep {
  readonly what: string
  readonly line: number
  /** The name of the text that the line is of; '' where that has none. */
  readonly file: string
}

/** Where a command failed. */
export interface FailurePlace {
  /** `:put`, `/ip/address/add`; '' where the message holds its own place. */
  readonly command: string
  /** 1-based line of `source`. */
  readonly line: number
  /** 1-based column, as a device counts: of what a text is refused for, else of the command that failed. */
  readonly column: number
  /** The text that `line` counts in. */
  readonly source: Source
}

/** Where it happened in a file that was imported. */
export type Origin = { readonly [name in 'source' | 'line' | 'column' | 'command']: FailurePlace[name] | undefined }

export interface FailureOptions extends Partial<FailurePlace> {
  readonly cause?: Cause
  readonly attributes?: Attributes
}

/** What an error tells beside its text: `code` and `http-headers` of `/tool/fetch`. */
export type Attributes = Readonly<Record<string, string | number | readonly string[]>>

/** The calls that a failure came through; each points at the one inside it. */
interface Calls {
  readonly step: TraceStep
  readonly inner: Calls | undefined
}

interface Known extends FailureOptions {
  readonly calls?: Calls | undefined
  readonly origin?: Origin
  readonly startedBy?: string | undefined
}

/**
 * A script's failure at run time. Not an Error: it is ordinary control flow of a script (`on-error`), so it costs no stack.
 * `message` is the device's text without location. It never changes: the innermost command that it passes throws it again with a place,
 * each call with one step more (a copy costs what an object of a few members costs).
 */
export class Failure {
  readonly message: string
  readonly #known: Known

  constructor(message: string, options: FailureOptions = {}) {
    this.message = message
    this.#known = options
  }

  /** Why it failed, where somebody asks for it. */
  get cause(): Cause | undefined {
    return this.#known.cause
  }

  /** Of `place`; each undefined until a command placed it. */
  get command(): string | undefined {
    return this.#known.command
  }
  get line(): number | undefined {
    return this.#known.line
  }
  get column(): number | undefined {
    return this.#known.column
  }
  get source(): Source | undefined {
    return this.#known.source
  }

  /** What the second variable of `:onerror` gets. */
  get attributes(): Attributes | undefined {
    return this.#known.attributes
  }

  /** Where it happened, in a file that was imported: `line` is that of the import. The innermost file counts. */
  get origin(): Origin | undefined {
    return this.#known.origin
  }

  /** What started the script that failed: the command that did adds its line and makes a step of the trace of it. */
  get startedBy(): string | undefined {
    return this.#known.startedBy
  }

  /** The calls that it came through, innermost first. */
  get trace(): readonly TraceStep[] {
    const steps: TraceStep[] = []
    for (let at = this.#known.calls; at !== undefined; at = at.inner) steps.push(at.step)
    return steps.reverse()
  }

  /** False for what no `on-error` catches: a limit of offbox, an interrupt. */
  get catchable(): boolean {
    const kind = this.cause?.kind
    return kind !== 'limit' && kind !== 'interrupted' && this.halt === undefined
  }

  /** How the device ended what runs; undefined: it did not. */
  get halt(): Halt | undefined {
    const kind = this.cause?.kind
    return kind === 'reboot' || kind === 'shutdown' ? kind : undefined
  }

  /** True where a device would not have failed, or may not have (exit code 3). */
  get notModelled(): boolean {
    const { cause } = this
    return (
      cause !== undefined && (cause.kind === 'not-modelled' || cause.kind === 'not-allowed' || (cause.kind === 'refused' && cause.guessed))
    )
  }

  /** The argument whose value was refused, where the device names it beside the command. Not beside `:import`: the message has it then. */
  get argument(): string | undefined {
    const { cause, origin } = this
    return cause?.kind === 'argument' && cause.shown && origin === undefined ? cause.argument : undefined
  }

  /** The message without the `failure: ` that commands of menus put before their own words. */
  get reason(): string {
    return this.message.startsWith(prefix) ? this.message.slice(prefix.length) : this.message
  }

  /** The same failure with its place. */
  at(place: Partial<FailurePlace>): Failure {
    return this.#with(place)
  }

  /** The same failure with one more call around it. Whatever started the script is told then. */
  through(step: TraceStep): Failure {
    return this.#with({ calls: { step, inner: this.#known.calls }, startedBy: undefined })
  }

  /** The same failure, out of a script that `what` started. */
  startedWith(what: string): Failure {
    return this.#with({ startedBy: what })
  }

  /**
   * The same failure as the script sees it that imported the file: another message, a place still to come, where it was kept as `origin`.
   */
  imported(message: string, what: string): Failure {
    const { cause, calls, origin, source, line, column, command } = this.#known
    const found = new Failure(message, cause === undefined ? {} : { cause })
    // Evidence: a file with an unknown command gives `Script Error: bad command name this (line 1 column 1)` and no more (manual, 7.16).
    const placed = cause?.kind === 'refused' ? { command: '' } : {}
    return found.#with({ ...placed, calls, origin: origin ?? { source, line, column, command }, startedBy: what })
  }

  #with(more: Known): Failure {
    return new Failure(this.message, { ...this.#known, ...more })
  }
}

const prefix = 'failure: '

/** A word outside an enumeration, or a reference to nothing. `shown`: the device names the argument beside the command. */
export const unmatched = (argument: string, shown = false): Failure =>
  new Failure(`input does not match any value of ${argument}`, { cause: { kind: 'argument', argument, problem: 'no-match', shown } })

/** Arguments that a command cannot do without, in the order of the catalog. */
export const missing = (names: readonly string[]): Failure =>
  new Failure(`missing value(s) of argument(s) ${names.join(' ')}`, { cause: { kind: 'missing-arguments', missing: names } })

/** A limit of offbox, in our words: no script catches it. */
export const limited = (message: string): Failure => new Failure(message, { cause: { kind: 'limit' } })

/** The user stopped what runs: no script catches it. */
export const interrupted = (): Failure => new Failure('interrupted', { cause: { kind: 'interrupted' } })

/** How a device ends what runs on it. */
export type Halt = 'reboot' | 'shutdown'

/** The device ends what runs: no script catches it, and it is no failure of the script. */
export const rebooting = (how: Halt): Failure => new Failure(`the device ends what runs: ${how}`, { cause: { kind: how } })

/** A word of the language, or a part of one, that offbox has not. `message` says so. */
export const unmodelled = (what: string, message = `${what} is not modelled by offbox`): Failure =>
  new Failure(message, { cause: { kind: 'not-modelled', what } })
