// Owns the type of an actor: what runs a command or a text, with its policies, output and terminal (types only).
import type { StartedFrom } from '../compile/describe.ts'
import type { AllowedPolicies, Policy } from '../schema/policy.ts'
import type { Value } from '../value/value.ts'
import type { SafeOwner } from './history.ts'

/** A script that is running. */
export interface Job {
  /** The id of its row in `/system/script/job`; counted from 1. */
  readonly id: number
  /** Its name; '' where it has none (`:execute`). */
  readonly script: string
  /** Nanoseconds since 1970. */
  readonly started: bigint
}

/** Options of running a text. */
export interface TextOptions {
  /** The job that the text runs as, which `:jobname` names; absent: it belongs to its caller's job. */
  readonly job?: Job
  readonly positional?: readonly Value[]
  readonly named?: ReadonlyMap<string, Value>
  /** Its policies; absent: those of its caller. */
  readonly policies?: ReadonlySet<Policy>
  /** The text's name in excerpts; absent: none. */
  readonly name?: string
  /** The line (from 1) at which a file starts to be read; absent: the first. */
  readonly fromLine?: number
  /** Whether all existing globals are declared in it, as in a line of a console. */
  readonly seesGlobals?: boolean
  /** Called with the text's return value. */
  readonly returned?: (value: Value) => void
}

/** A user at a terminal. */
export interface Terminal {
  /**
   * Reads a line; undefined where the user cancelled. `hidden` input is not shown, or as one `sign` per character; `initial` is the
   * editable initial text.
   */
  ask(prompt: string, options: { readonly initial: string; readonly hidden: boolean; readonly sign?: string }): string | undefined
  /** Returns the code of the next key, waiting at most `timeout` nanoseconds (for ever where undefined); undefined where none came. */
  key(timeout: bigint | undefined): number | undefined
}

/** The ids of the rows last printed, by the path of their menu: item numbers (`numbers=0`) are indexes into them. */
export type Listings = Map<string, readonly number[]>

/** What a command of a menu is run by: a user at a console, a script, a request to a service. */
export interface Actor {
  /** Its policies; undefined: all. */
  readonly policies: AllowedPolicies
  /** Columns of the terminal, or the width given instead. */
  readonly width: number
  /** Undefined where there is no terminal. */
  readonly terminal: Terminal | undefined
  /** How the run was started. On a `console`, commands also print their progress. */
  readonly door: StartedFrom
  readonly listings: Listings
  /** The owner of safe mode when this actor takes it: each console has its own. Undefined without a console. */
  readonly safeOwner?: SafeOwner | undefined
  /** Prints bytes; lines end with LF. */
  write(bytes: string): void
  /** Prints rows, whose values are untrusted: on a terminal control characters are made visible. Otherwise like `write`. */
  show(bytes: string): void
  /** Runs a text in a scope of its own and returns its value. Throws its Failure; a refused text is one, too (command ''). */
  run(source: string, options?: TextOptions): Value
  /** Runs code given to a command (`do=`), with values as its variables. Throws its Failure. */
  call(code: Value, named: ReadonlyMap<string, Value>): Value
}
