// Owns who runs a command and a text: what they may do, where output goes, who can be asked (types only).
import type { Door } from '../compile/describe.ts'
import type { Allowed, Policy } from '../schema/policy.ts'
import type { Value } from '../value/value.ts'
import type { SafeOwner } from './history.ts'

/** A script that is running. */
export interface Job {
  /** Of its row in `/system/script/job`; counted from 1. */
  readonly id: number
  /** Its name; '' where it has none (`:execute`). */
  readonly script: string
  /** Nanoseconds since 1970. */
  readonly started: bigint
}

/** How a text is run. */
export interface TextOptions {
  /** It is this job, and `:jobname` says its name in it; left out, it belongs to its caller's. */
  readonly job?: Job
  readonly positional?: readonly Value[]
  readonly named?: ReadonlyMap<string, Value>
  /** What it may do; left out, what its caller may. */
  readonly policies?: ReadonlySet<Policy>
  /** What excerpts call the text; nothing where it is left out. */
  readonly name?: string
  /** The line (from 1) that a file is read from; the first where it is left out. */
  readonly fromLine?: number
  /** Every global that exists is known in it, as in a line of a console. */
  readonly seesGlobals?: boolean
  /** Told what the text returned. */
  readonly returned?: (value: Value) => void
}

/** A person at a terminal. */
export interface Terminal {
  /**
   * Asks for a line; undefined where the user gave up. `hidden` input is not shown, or as one `sign` a character where there is one;
   * `initial` stands there to be edited.
   */
  ask(prompt: string, options: { readonly initial: string; readonly hidden: boolean; readonly sign?: string }): string | undefined
  /** The code of the next key, waiting at most `timeout` nanoseconds (for ever where undefined); undefined where none came. */
  key(timeout: bigint | undefined): number | undefined
}

/** The ids of the rows that were last printed, by the path of their menu: item numbers (`numbers=0`) count in them. */
export type Listings = Map<string, readonly number[]>

/** Who runs a command of a menu: a user at a console, a script, a request to a service. */
export interface Who {
  /** What they may do; undefined: everything. */
  readonly policies: Allowed
  /** Columns of the terminal, or of what stands for one. */
  readonly width: number
  /** Undefined where nobody can be asked. */
  readonly terminal: Terminal | undefined
  /** `console` also sees what a command says while it works. */
  readonly door: Door
  readonly listings: Listings
  /** Who takes safe mode where they do: each console is one. Undefined for who has no console. */
  readonly safeOwner?: SafeOwner | undefined
  /** Prints bytes; lines end in LF. */
  write(bytes: string): void
  /** Prints rows, whose values others chose: on a terminal what would steer it is made visible. Elsewhere as `write`. */
  show(bytes: string): void
  /** Runs a text in a scope of its own and returns what it returned. Throws its Failure; a refused text is one too (command ''). */
  run(source: string, options?: TextOptions): Value
  /** Runs code that a command was given (`do=`), with values as its variables. Throws its Failure. */
  call(code: Value, named: ReadonlyMap<string, Value>): Value
}
