// Owns what a console is made of and what it tells: its options, outcomes and gaps (types only).
import type { Door } from './compile/describe.ts'
import type { Watch } from './compile/machine.ts'
import type { Program } from './compile/program.ts'
import type { Thresholds } from './compile/thresholds.ts'
import type { Console } from './device/console.ts'
import type { Limits, Usage } from './device/limits.ts'
import type { Router } from './device/router.ts'
import type { Terminal } from './device/who.ts'
import type { Cause } from './diagnostic/cause.ts'
import type { Failure } from './diagnostic/failure.ts'
import type { Catalog } from './schema/catalog.ts'
import type { Allowed } from './schema/policy.ts'
import type { Source } from './text/source.ts'
import type { Value } from './value/value.ts'

export interface SessionOptions {
  readonly device: Router
  readonly catalog: Catalog
  /** `script` by default: failures carry their place. */
  readonly door?: Door
  /** Columns; 80 by default. */
  readonly width?: number
  readonly terminal?: Terminal
  /** The name of its user; `admin` by default. */
  readonly user?: string
  /** What its user may do; everything by default. */
  readonly policies?: Allowed
  readonly limits?: Partial<Limits>
  /** Asked now and then while a script runs: true stops it. */
  readonly interrupted?: () => boolean
  /** Looks on while scripts run: for coverage, and for what goes wrong without a word. */
  readonly watch?: Watch<Console>
  /**
   * Programs by their texts, of sessions with the same catalog and the same watch: a text that `run` meets again is not parsed and compiled
   * again. None where absent.
   */
  readonly programs?: Map<string, Program<Console>>
  /** How hot code has to be before it becomes JavaScript of its own; null: it never does. */
  readonly hot?: Thresholds | null
  /** What running costs; without it there is no limit on time and memory. */
  readonly usage?: Usage
  /** Gets what is printed, as bytes, as it comes. */
  readonly write: (bytes: string) => void
  /** Whether `write` shows them on a terminal. */
  readonly onTerminal?: boolean
}

/** How a text ended: with a value, or with what failed. */
export interface Outcome {
  readonly value: Value | undefined
  readonly failure: Failure | undefined
}

/** Something that offbox does not model and whose failure the script caught, with its line in the text that it stood in. */
export interface Gap {
  readonly message: string
  readonly line?: number
}

/** The same with why. */
export interface CaughtGap extends Gap {
  readonly cause: Cause | undefined
  /** The text that the line is of. */
  readonly source: Source | undefined
}
