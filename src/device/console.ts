// Owns what a running script asks of the console it runs in, beyond what every machine gives (types only). The session implements it.
import type { Door } from '../compile/describe.ts'
import type { Machine } from '../compile/machine.ts'
import type { Conversions } from '../value/convert.ts'
import type { Allowed, Policy } from '../schema/policy.ts'
import type { Code, Value } from '../value/value.ts'
import type { Router, Job } from './router.ts'

/** How the language of a release differs; words that a release lacks are the catalog's business. */
export interface Profile {
  readonly conversions: Conversions
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
}

/** Some lines of a file that is run statement by statement. */
export interface FilePiece {
  /** Lines of the file, both included. */
  readonly firstLine: number
  readonly lastLine: number
  /** The lines, without the last line end. */
  readonly text: string
  /** What the device says of it without running it: its refusal, or what would fail late; each text holds its place. */
  readonly errors: readonly string[]
  /** Runs it in a scope of its own. Throws its Failure; a refusal is one too. */
  run(): void
}

export interface Console extends Machine {
  readonly device: Router
  readonly profile: Profile
  readonly door: Door
  /** What the one who runs here may do: the user at the console, or the script that runs. */
  readonly policies: Allowed
  /** Columns of the terminal, or of what stands for one. */
  readonly width: number
  /** Undefined where nobody can be asked. */
  readonly terminal: Terminal | undefined
  /** The script that runs (`:jobname`); '' where it has no name. */
  readonly job: string
  /**
   * Code of a text. Never throws: where the device refuses the text, the code prints as that message (`syntax error (line 1 column 5)`)
   * and running it raises it.
   */
  parse(source: string): Code
  /** Runs a text in a scope of its own and gives what it returned. Throws its Failure; a refused text is one too (command ''). */
  run(source: string, options?: TextOptions): Value
  /** A file in pieces, each read when it is asked for; the current menu goes on from one to the next, names do not. */
  pieces(source: string, fromLine: number, name?: string): Iterable<FilePiece>
  /** What was printed while `work` ran; it is printed nowhere else. Where `work` throws, the throw goes on and the output is lost. */
  capture(work: () => void): string
  /** Waits `ns` nanoseconds. An interrupt, or the limit on time, throws a Failure that no script catches. */
  sleep(ns: bigint): void
  /** Ends the session when the script has ended (`:quit`). */
  quit(): void
}
