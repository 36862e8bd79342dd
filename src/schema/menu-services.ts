// Owns the types of hooks by which a menu acts for its device: web pages, services, logins, name lookups and scheduled work.
import type { Cause } from '../diagnostic/cause.ts'
import type { AddressFamily, NetworkFault, Listener, WebRequest, WebResponse } from '../host/host.ts'
import type { Credentials, Login, User } from './user.ts'

/** The web pages of a menu, below the path `under` (`/crl/`). */
export interface WebPages<D> {
  readonly under: string
  /** Whether a service (`www`, `www-ssl`) serves them now; absent: always. */
  readonly allowed?: (service: string, device: D) => boolean
  /** Answers a request; undefined: there is no such page. Runs as a command: a Failure leaves the device unchanged. */
  answer(request: WebRequest, device: D): WebResponse | undefined
}

/** The hooks of the menu of services: where the device listens, and which clients it accepts. */
export interface MenuServices<D> {
  /** The listeners required now. */
  listeners(device: D): readonly Listener[]
  /** Whether a service accepts a client with this address. */
  admits(service: string, from: string, device: D): boolean
  /** The device's own addresses, at which its services are reached, without loopback. */
  addresses(device: D): readonly string[]
}

/** The hooks of the menu of users. */
export interface Users<D> {
  /** Returns the user of these credentials; undefined if they are refused. */
  login(credentials: Credentials, device: D): User | undefined
  /** Called after a login. */
  entered(login: Login, device: D): void
}

/** Resolves names on the device itself. */
export interface Resolver<D> {
  /** Returns the addresses of a name; undefined: it has no entry for it, and the host is asked. */
  resolve(name: string, family: AddressFamily, device: D): readonly string[] | NetworkFault | undefined
}

/**
 * Scheduled work: `next` returns when it is due (nanoseconds since 1970; undefined: never, a time in the past: immediately), `run` does it
 * and moves `next` on. Run while the device sleeps, waits or is served; a Failure is logged.
 */
export interface Timed<D> {
  /** The menu whose rows the work depends on; absent: the menu itself. `next` is not called before that menu has rows. */
  readonly of?: string
  next(device: D): bigint | undefined
  run(device: D): void
  /** Returns what still waits for other hosts; it is reported after a script. */
  pending?(device: D): readonly PendingItem[]
  /** Returns what other hosts granted until a date. Their clocks do not follow if the device's clock leaps. */
  expiring?(device: D): readonly ExpiringItem[]
}

/** An item that expires, and that the device renews at an outside server (a certificate). */
export interface ExpiringItem {
  /** A name for people: `certificate router.test`. */
  readonly what: string
  /** The URL of the server, as bytes. */
  readonly by: string
  /** When it expires, in nanoseconds since 1970. */
  readonly ends: bigint
}

/** An item that waits for an outside server (a certificate that was requested). */
export interface PendingItem {
  /** A name for people: `certificate router.test`. */
  readonly what: string
  /** Its progress, or why it failed: bytes, one line. */
  readonly state: string
  /** The next attempt, in nanoseconds since 1970; undefined: never. */
  readonly next: bigint | undefined
  /** Why it failed, if that is known as data. */
  readonly cause?: Cause | undefined
}
