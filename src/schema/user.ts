// Owns the types of users and logins of a device.
import type { Policy } from './policy.ts'

/** The credentials of a login. Texts hold one byte per character. */
export interface Credentials {
  readonly name: string
  /** The password, or a test of the user's password (for a digest); undefined if the caller has already verified the user (by a key). */
  readonly password: string | ((password: string) => boolean) | undefined
  /** The client's address. */
  readonly address: string
}

/** A user of the device. */
export interface User {
  readonly name: string
  /** The policies of the user's group. */
  readonly policies: ReadonlySet<Policy>
}

/** An active login. */
export interface Login {
  readonly user: User
  /** The client's address; '' at the device itself. */
  readonly address: string
  /** `api`, `rest-api`, `ssh`, `console` ... */
  readonly via: string
  /** Nanoseconds since 1970. */
  readonly since: bigint
  /** When it expires without further requests (nanoseconds since 1970), for protocols without a lasting connection (REST). */
  until?: bigint
  /** Closes its connection; absent if there is none. */
  readonly end?: () => void
}
