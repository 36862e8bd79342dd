// Owns who logs in to a device and what is shown for it (types only).
import type { Policy } from './policy.ts'

/** What somebody shows who wants in. Texts hold one byte per character. */
export interface Credentials {
  readonly name: string
  /**
   * The password, or a test of the one that the user has (a digest of it was shown); undefined where the caller has seen a proof already
   * (a key).
   */
  readonly password: string | ((password: string) => boolean) | undefined
  /** The address that they come from. */
  readonly address: string
}

/** A user of the device. */
export interface User {
  readonly name: string
  /** What they may do: the policies of their group. */
  readonly policies: ReadonlySet<Policy>
}

/** Somebody who has logged in and not gone yet. */
export interface Login {
  readonly user: User
  /** Where they come from; '' at the device itself. */
  readonly address: string
  /** `api`, `rest-api`, `ssh`, `console` ... */
  readonly via: string
  /** Nanoseconds since 1970. */
  readonly since: bigint
  /** When they are taken to be gone where nothing more is heard of them: connections that do not last (REST). */
  until?: bigint
  /** Ends what they are connected by; absent where nothing is open. */
  readonly end?: () => void
}
