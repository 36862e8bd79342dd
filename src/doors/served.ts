// Owns what the doors of a device need of it, and what is asked and answered through them (types only).
import type { Router } from '../device/router.ts'
import type { WireRow } from '../device/types.ts'
import type { Checker } from '../resolve/check/checker.ts'
import type { Catalog } from '../schema/catalog.ts'
import type { Policy } from '../schema/policy.ts'
import type { Session } from '../session.ts'
import type { SessionOptions } from '../session-options.ts'

/** A device that others talk to. */
export interface Served {
  readonly router: Router
  readonly catalog: Catalog
  /** A console on it. */
  readonly session: (options: Omit<SessionOptions, 'device' | 'catalog'>) => Session
  /** What its texts are checked with; made when first asked for. */
  checker(): Checker
}

/** A command and what is given to it. Texts hold one byte per character. */
export interface Order {
  /** `/ip/address/print`; names are whole. */
  readonly path: string
  readonly words: ReadonlyMap<string, string>
  /** Properties given as `!name`. */
  readonly unset?: ReadonlySet<string>
  /** Words of a query without their `?`. */
  readonly query?: readonly string[]
  /** The properties that are wanted of rows; all where absent. */
  readonly proplist?: readonly string[] | undefined
}

/** What a command gave. */
export interface Reply {
  readonly rows: readonly WireRow[]
  /** What it returned beside rows: of `add` the id, of `count-only` a number. */
  readonly ret?: string | undefined
}

/** Who asks, and how far they may go. */
export interface Asker {
  readonly policies: ReadonlySet<Policy>
  /** Milliseconds that the command may take; no bound where absent. */
  readonly time?: number
  /** Asked while it runs; true ends it. */
  readonly interrupted?: () => boolean
}
