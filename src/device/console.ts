// Owns what a running script asks of the console it runs in, beyond what every machine gives (types only). The session implements it.
import type { Machine } from '../compile/machine.ts'
import type { Failure } from '../diagnostic/failure.ts'
import type { Script } from '../syntax/tree.ts'
import type { Conversions } from '../value/convert.ts'
import type { Code } from '../value/value.ts'
import type { Router } from './router.ts'
import type { Job, Who } from './who.ts'

/** How the language of a release differs; words that a release lacks are the catalog's business. */
export interface Profile {
  readonly conversions: Conversions
}

/** Some lines of a file that is run statement by statement. */
export interface FilePiece {
  /** Lines of the file, both included. */
  readonly firstLine: number
  readonly lastLine: number
  /** Where its lines begin in the file: offsets of its tree and of its errors are those of the file. */
  readonly from: number
  /** The lines, without the last line end. */
  readonly text: string
  /** What it fails of without being run: its refusal, or what would fail late. */
  readonly errors: readonly Failure[]
  /** It is refused for a value that its argument does not take. */
  readonly isOfValue: boolean
  /** Its tree; undefined where it is refused. */
  readonly script: Script | undefined
  /** Runs it in a scope of its own. Throws its Failure; a refusal is one too. */
  run(): void
}

export interface Console extends Machine, Who {
  readonly device: Router
  readonly profile: Profile
  /** The script that runs (`:jobname`); '' where it has no name. */
  readonly job: string
  /**
   * Code of a text. Never throws: where the device refuses the text, the code prints as that message (`syntax error (line 1 column 5)`)
   * and running it raises it.
   */
  parse(source: string): Code
  /** A file in pieces, each read when it is asked for; the current menu goes on from one to the next, names do not. */
  pieces(source: string, fromLine: number, name?: string): Iterable<FilePiece>
  /** What was printed while `work` ran; it is printed nowhere else. Where `work` throws, the throw goes on and the output is lost. */
  capture(work: () => void): string
  /** Starts a job: `work` is done when somebody waits, at the latest when what runs here has ended. */
  start(job: Job, work: () => void): void
  /** Waits `ns` nanoseconds. An interrupt, or the limit on time, throws a Failure that no script catches. */
  sleep(ns: bigint): void
  /** Ends the session when the script has ended (`:quit`). */
  quit(): void
}
