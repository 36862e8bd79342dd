// Owns the types of ACME requests that a device makes through its host, and of their results (RFC 8555).
import type { KeyObject } from '../crypto.ts'
import type { ChainJudge } from './judge.ts'

/**
 * How control of a name is proved to an ACME server: by a file on the device's www port, or by a TXT record, which only names in the zone
 * of `/ip/cloud` get (RFC 8555 8.3, 8.4).
 */
export type AcmeChallenge = 'http-01' | 'dns-01'

/** A device's account at an ACME server. */
export interface AcmeAccount {
  /** A P-256 key. */
  readonly key: KeyObject
  /** The account's URL at the server; undefined until it is known. */
  readonly url?: string | undefined
}

/** An order of a certificate. Keys and requests belong to the device; the host stores none of them. */
export interface AcmeOrder {
  /** The URL of the server's directory. */
  readonly directory: string
  readonly account: AcmeAccount
  /** Binds a new account to an existing account at the operator of the server (RFC 8555 7.3.4): its key identifier and HMAC key. */
  readonly binding?: { readonly kid: string; readonly key: Uint8Array } | undefined
  readonly names: readonly { readonly name: string; readonly challenge: AcmeChallenge }[]
  /** The certificate request (PKCS#10) as DER. */
  readonly request: Uint8Array
  /** Milliseconds for the whole order. */
  readonly timeout: number
}

/** The revocation of a certificate. `reason` is a CRLReason. */
export interface AcmeRevocation extends Pick<AcmeOrder, 'directory' | 'account' | 'timeout'> {
  /** DER. */
  readonly certificate: Uint8Array
  readonly reason: number
}

/** The progress of an order. */
export type AcmeStep = 'directory' | 'account' | 'order' | 'challenge' | 'validation' | 'finalization' | 'certificate'

/** Callbacks on the device's thread while it waits for an ACME server. */
export interface AcmeEvents {
  readonly judge: ChainJudge
  progress(step: AcmeStep): void
  /** Sets the device's response to `/.well-known/acme-challenge/TOKEN` from now on; undefined removes it. */
  publish(token: string, text: string | undefined): void
}

/** A problem document (RFC 7807) of an ACME server; `type` without `urn:ietf:params:acme:error:` where it has that prefix. */
export interface AcmeProblem {
  readonly type: string
  readonly detail: string
  /** The name that it refers to, for one of several problems. */
  readonly identifier?: string | undefined
  readonly subproblems: readonly AcmeProblem[]
}

/** The refusal of an ACME server. */
export interface AcmeRefusal {
  readonly problem: AcmeProblem
  /** The challenge that failed, and its name. */
  readonly challenge?: { readonly name: string; readonly type: AcmeChallenge } | undefined
}

/** The certificate that an ACME server issued. */
export interface AcmeCertificate {
  /** DER, the device's own certificate first, each followed by its issuer. */
  readonly chain: readonly Uint8Array[]
  /** The URL of the account. */
  readonly account: string
}
