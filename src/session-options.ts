// Owns the types of a console's options and results (types only).
import type { StartedFrom } from './compile/describe.ts'
import type { Watch } from './compile/machine.ts'
import type { Program } from './compile/program.ts'
import type { Thresholds } from './compile/thresholds.ts'
import type { Console } from './device/console.ts'
import type { Limits, Usage } from './device/limits.ts'
import type { Router } from './device/router.ts'
import type { Terminal } from './device/actor.ts'
import type { Cause } from './diagnostic/cause.ts'
import type { Failure } from './diagnostic/failure.ts'
import type { Catalog } from './schema/catalog.ts'
import type { AllowedPolicies } from './schema/policy.ts'
import type { Source } from './text/source.ts'
import type { Value } from './value/value.ts'

/** What a console is made with. */
export interface SessionOptions {
  readonly device: Router
  readonly catalog: Catalog
  /** How its scripts are started, which decides how failures are printed; `script` by default: with their position. */
  readonly door?: StartedFrom
  /** Columns; 80 by default. */
  readonly width?: number
  readonly terminal?: Terminal
  /** The user's name; `admin` by default. */
  readonly user?: string
  /** The user's policies; all by default. */
  readonly policies?: AllowedPolicies
  readonly limits?: Partial<Limits>
  /** Called repeatedly while a script runs: true stops it. */
  readonly interrupted?: () => boolean
  /** Observes running scripts: for coverage, and for problems that a script does not report. */
  readonly watch?: Watch<Console>
  /**
   * A cache of programs by text, shared by sessions with the same catalog and the same watch: `run` neither parses nor compiles a text a
   * second time. Absent: no cache.
   */
  readonly programs?: Map<string, Program<Console>>
  /** When hot code is compiled to JavaScript; null: never. */
  readonly hotThresholds?: Thresholds | null
  /** Measures time and memory; without it neither is limited. */
  readonly usage?: Usage
  /** Receives the output, as bytes, as it is printed. */
  readonly write: (bytes: string) => void
  /** Whether `write` prints to a terminal. */
  readonly onTerminal?: boolean
}

/** How a text ended: with a value, or with a failure. */
export interface Outcome {
  readonly value: Value | undefined
  readonly failure: Failure | undefined
}

/** A failure that the script caught and whose reason is something that offbox does not model, with its line in its text. */
export interface Gap {
  readonly message: string
  readonly line?: number
}

/** A gap with its cause. */
export interface CaughtGap extends Gap {
  readonly cause: Cause | undefined
  /** The text that `line` refers to. */
  readonly source: Source | undefined
}
