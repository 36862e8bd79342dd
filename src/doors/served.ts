// Owns what the doors of a device need of it (types only): the device itself, consoles on it, and what is known of its release.
import type { Router } from '../device/router.ts'
import type { Checker } from '../resolve/check/checker.ts'
import type { Catalog } from '../schema/catalog.ts'
import type { Session, SessionOptions } from '../session.ts'

/** A device that others talk to. */
export interface Served {
  readonly router: Router
  readonly catalog: Catalog
  /** A console on it. */
  session(options: Omit<SessionOptions, 'device' | 'catalog'>): Session
  /** What its texts are checked with; made when first asked for. */
  checker(): Checker
}
