// Owns what a device asks of an ACME server through its host, and what comes of it (RFC 8555).
import type { KeyObject } from '../crypto.ts'
import type { Judge } from './judge.ts'

/**
 * How a name is proved to an ACME server: by a file on the device's www port, or by a TXT record in the zone of `/ip/cloud` (RFC 8555 8.3,
 * 8.4).
 */
export type AcmeChallenge = 'http-01' | 'dns-01'

/** The account that a device has with an ACME server. */
export interface AcmeAccount {
  /** A P-256 key. */
  readonly key: KeyObject
  /** Where the server keeps it; undefined until it is known. */
  readonly url?: string | undefined
}

/** What a device asks of an ACME server. Keys and requests are the device's; the host keeps nothing of them. */
export interface AcmeOrder {
  /** The URL of the server's directory. */
  readonly directory: string
  readonly account: AcmeAccount
  /** Binds a new account to one that the server's owner knows: its identifier, its HMAC key. */
  readonly binding?: { readonly kid: string; readonly key: Uint8Array } | undefined
  readonly names: readonly { readonly name: string; readonly challenge: AcmeChallenge }[]
  /** The certificate request (PKCS#10) as DER. */
  readonly request: Uint8Array
  /** Milliseconds that all of it may take. */
  readonly timeout: number
}

/** What an ACME server is asked to revoke. `reason` is a CRLReason. */
export interface AcmeRevocation extends Pick<AcmeOrder, 'directory' | 'account' | 'timeout'> {
  /** DER. */
  readonly certificate: Uint8Array
  readonly reason: number
}

/** How far an order is. */
export type AcmeStep = 'directory' | 'account' | 'order' | 'challenge' | 'validation' | 'finalization' | 'certificate'

/** What happens on the device's thread while it waits for an ACME server. */
export interface AcmeEvents {
  readonly judge: Judge
  progress(step: AcmeStep): void
  /** What the device answers under `/.well-known/acme-challenge/TOKEN` from now on; undefined: nothing any more. */
  publish(token: string, text: string | undefined): void
}

/** A problem document (RFC 7807) as an ACME server words it; `type` without `urn:ietf:params:acme:error:` where it is one of those. */
export interface AcmeProblem {
  readonly type: string
  readonly detail: string
  /** The name that it is about, in a problem of several. */
  readonly identifier?: string | undefined
  readonly subproblems: readonly AcmeProblem[]
}

/** What an ACME server refused. */
export interface AcmeRefusal {
  readonly problem: AcmeProblem
  /** The challenge that it found not to be met, and for which name. */
  readonly challenge?: { readonly name: string; readonly type: AcmeChallenge } | undefined
}

/** What an ACME server gave. */
export interface AcmeCertificate {
  /** DER, the device's own first, each followed by its issuer. */
  readonly chain: readonly Uint8Array[]
  /** The URL of the account. */
  readonly account: string
}
