// Owns the interface of a console to the scripts that it runs, beyond that of a machine (types only). `session.ts` implements it.
import type { Machine } from '../compile/machine.ts'
import type { Failure } from '../diagnostic/failure.ts'
import type { Script } from '../syntax/tree.ts'
import type { Conversions } from '../value/convert.ts'
import type { Code } from '../value/value.ts'
import type { Router } from './router.ts'
import type { Job, Actor } from './actor.ts'

/** Differences between releases in the language; which words a release has is in the catalog. */
export interface Profile {
  readonly conversions: Conversions
}

/** Consecutive lines of a file that is run statement by statement. */
export interface FilePiece {
  /** First and last line in the file, both included. */
  readonly firstLine: number
  readonly lastLine: number
  /** The offset of its first line in the file: offsets of its tree and errors are those of the file. */
  readonly from: number
  /** The lines, without the last line end. */
  readonly text: string
  /** The failures known without running it: its refusal, or what would fail later. */
  readonly errors: readonly Failure[]
  /** Whether it is refused for a value that its argument does not accept. */
  readonly isOfValue: boolean
  /** Its tree; undefined where it is refused. */
  readonly script: Script | undefined
  /** Runs it in a scope of its own. Throws its Failure; a refusal is thrown as one. */
  run(): void
}

/** A console, as the words of the language and the commands of menus see it. */
export interface Console extends Machine, Actor {
  readonly device: Router
  readonly profile: Profile
  /** The name of the running script (`:jobname`); '' where it has none. */
  readonly job: string
  /**
   * Parses a text to code. Never throws: where the device refuses the text, the code prints as that message (`syntax error (line 1 column
   * 5)`) and running it throws it.
   */
  parse(source: string): Code
  /** Splits a file into pieces, each parsed when it is reached; the current menu carries over from one to the next, names do not. */
  pieces(source: string, fromLine: number, name?: string): Iterable<FilePiece>
  /** Returns what `work` printed, which is not printed elsewhere. Where `work` throws, the error passes on and the output is lost. */
  capture(work: () => void): string
  /** Starts a job: `work` runs when the device waits, at the latest when the current text has ended. */
  start(job: Job, work: () => void): void
  /** Waits `ns` nanoseconds. Throws a Failure that no script catches on an interrupt or the limit on time. */
  sleep(ns: bigint): void
  /** Ends the session after the script (`:quit`). */
  quit(): void
}
