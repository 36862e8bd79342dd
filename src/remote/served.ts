// Owns the types between a device and its remote interfaces: what they use of the device, requests and replies.
import type { Router } from '../device/router.ts'
import type { WireRow } from '../device/types.ts'
import type { Checker } from '../resolve/check/checker.ts'
import type { Catalog } from '../schema/catalog.ts'
import type { Policy } from '../schema/policy.ts'
import type { Session } from '../session.ts'
import type { SessionOptions } from '../session-options.ts'

/** A device that serves requests. */
export interface Served {
  readonly router: Router
  readonly catalog: Catalog
  /** Opens a console on it. */
  readonly session: (options: Omit<SessionOptions, 'device' | 'catalog'>) => Session
  /** Returns the checker of the device's release, created at first use. */
  checker(): Checker
}

/** A command with its arguments. Texts hold one byte per character. */
export interface CommandRequest {
  /** The full path, such as `/ip/address/print`; no name is abbreviated. */
  readonly path: string
  readonly words: ReadonlyMap<string, string>
  /** Properties given as `!name`. */
  readonly unset?: ReadonlySet<string>
  /** The words of a query, without `?`. */
  readonly query?: readonly string[]
  /** The requested properties of rows; default: all. */
  readonly proplist?: readonly string[] | undefined
}

/** The result of a command. */
export interface CommandReply {
  readonly rows: readonly WireRow[]
  /** Its return value besides rows: the id of `add`, the number of `count-only`. */
  readonly ret?: string | undefined
}

/** The user of a request, and its limits. */
export interface Requester {
  readonly policies: ReadonlySet<Policy>
  /** The time limit in milliseconds; default: none. */
  readonly time?: number
  /** Polled while the command runs; true ends it. */
  readonly interrupted?: () => boolean
}
