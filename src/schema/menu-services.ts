// Owns the types of what a menu does for its device besides holding rows: web pages, services, logins, names and timed work.
import type { Cause } from '../diagnostic/cause.ts'
import type { AddressFamily, NetworkFault, Listener, WebRequest, WebResponse } from '../host/host.ts'
import type { Credentials, Login, User } from './user.ts'

/** Pages below the path `under` (`/crl/`). */
export interface WebPages<D> {
  readonly under: string
  /** Whether they are served by a service (`www`, `www-ssl`) now; absent: always. */
  readonly allowed?: (service: string, device: D) => boolean
  /** Answers a request; undefined: there is no such page. Runs as a command: a Failure leaves the device unchanged. */
  answer(request: WebRequest, device: D): WebResponse | undefined
}

/** What the menu of services decides: where the device listens, and for whom. */
export interface MenuServices<D> {
  /** The listeners required now. */
  listeners(device: D): readonly Listener[]
  /** Whether a service accepts a client with this address. */
  admits(service: string, from: string, device: D): boolean
  /** The device's own addresses, at which its services are reached, without loopback. */
  addresses(device: D): readonly string[]
}

/** What the menu of users decides: who logs in. */
export interface Users<D> {
  /** Returns the user whom these credentials log in; undefined: nobody. */
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
  /** The menu without whose rows nothing is due; itself where absent. While its rows are unused, `next` is not called. */
  readonly of?: string
  next(device: D): bigint | undefined
  run(device: D): void
  /** Returns what is still waiting for others, to report after a script. */
  pending?(device: D): readonly PendingItem[]
  /** Returns what others granted until a date: where the device's clock leaps, theirs does not. */
  expiring?(device: D): readonly ExpiringItem[]
}

/** Something that a device gets repeatedly from an outside server, and that expires. */
export interface ExpiringItem {
  /** A name for people: `certificate router.test`. */
  readonly what: string
  /** The URL of the server, as bytes. */
  readonly by: string
  /** When it expires, in nanoseconds since 1970. */
  readonly ends: bigint
}

/** Something of a device that waits for the outside. */
export interface PendingItem {
  /** A name for people: `certificate router.test`. */
  readonly what: string
  /** Its progress, or why it failed: bytes, one line. */
  readonly state: string
  /** The next attempt, in nanoseconds since 1970; undefined: never. */
  readonly next: bigint | undefined
  /** Why it failed, where that is known as data. */
  readonly cause?: Cause | undefined
}
