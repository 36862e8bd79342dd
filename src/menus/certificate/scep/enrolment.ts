// Owns the state of a SCEP client: the server, its certificate, a pending request, and when it is due.
import { createHash, type KeyObject } from '../../../crypto.ts'
import type { Certificate } from '../../../pki/certificate.ts'
import type { CertificateRequest } from '../../../pki/request.ts'
import { authorityOf, type ScepAuthority } from '../../../pki/scep-authority.ts'
import type { Capabilities } from '../../../pki/scep-capabilities.ts'
import { earliest } from '../../earliest.ts'
import { second } from '../../../text/units.ts'

/**
 * `idle` is a device's word for a client without pending work (a published script waits for it), `pending` and `failed` are offbox's own.
 */
export type Status = 'idle' | 'pending' | 'failed'

/** A certificate and its key. */
export interface KeyedCertificate {
  readonly certificate: Certificate
  readonly key: KeyObject
}

/** A pending request. */
export interface PendingRequest {
  readonly request: CertificateRequest
  readonly key: KeyObject
  /** Signs its messages: a certificate of its own key, or for a renewal the certificate to be renewed. */
  readonly signer: KeyedCertificate
  readonly kind: 'PKCSReq' | 'RenewalReq'
  /** Whether the server has received it. */
  readonly sent: boolean
  /** Nanoseconds since 1970. */
  readonly since: bigint
}

interface Parts {
  /** `scep-url`, `ca-identity`, `challenge-password`: byte strings. */
  readonly url: string
  readonly identity: string
  readonly challenge: string
  /** Whether it renews by itself. */
  readonly refresh: boolean
  readonly capabilities: Capabilities
  /** The server's certificates by GetCACert; empty before it answered. */
  readonly authority: readonly Certificate[]
  readonly next: readonly Certificate[]
  readonly held: KeyedCertificate | undefined
  readonly wanted: PendingRequest | undefined
  /** Whether `scep-renew` requested the next certificate, and nothing was sent yet. */
  readonly renews: boolean
  /** The last request, whatever its outcome. */
  readonly request: CertificateRequest | undefined
  readonly status: Status
  /** Since when it fails, in nanoseconds since 1970. */
  readonly failing: bigint | undefined
  /** The next attempt, in nanoseconds since 1970. */
  readonly retry: bigint | undefined
  /** The number of successive renewals whose certificate was already due when it arrived. */
  readonly failedAttempts: number
  /** The reason of the last failure: bytes, one line; not saved. */
  readonly why: string | undefined
}

/** A client's state. Never modified in place. */
export class Enrolment {
  readonly parts: Parts
  #authority: ScepAuthority | undefined

  constructor(parts: Parts) {
    this.parts = parts
  }

  with(changes: Partial<Parts>): Enrolment {
    return new Enrolment({ ...this.parts, ...changes })
  }

  /** The status, with the reason of the last failure: `pending`, `failed: no answer`. */
  get state(): string {
    const { status, why } = this.parts
    return why === undefined ? status : `${status}: ${why}`
  }

  /** The server's certificates by role; undefined before it answered. */
  get authority(): ScepAuthority | undefined {
    if (this.parts.authority.length === 0) return undefined
    return (this.#authority ??= authorityOf(this.parts.authority))
  }

  /**
   * When the client is due, as of `now`, in nanoseconds since 1970. An attempt further away than any pause was stored while the clock had
   * leapt ahead: it is due now.
   */
  dueAt(now: bigint): bigint | undefined {
    const { retry, held, status } = this.parts
    if (retry === undefined) return this.due
    const pause = status === 'pending' ? hour : held === undefined ? day : later(day, lifetime(held.certificate))
    return retry - now > pause ? now : retry
  }

  /** When the client is due, in nanoseconds since 1970; undefined: never. */
  get due(): bigint | undefined {
    const { held, refresh, retry, wanted } = this.parts
    if (retry !== undefined) return retry
    if (held === undefined || wanted !== undefined || !refresh) return undefined
    return earliest([renewalOf(held.certificate), this.#authorityDue])
  }

  /** When the server is asked for the authority's next certificate, or that certificate replaces the current one. */
  get #authorityDue(): bigint | undefined {
    const { authority } = this
    if (authority === undefined) return undefined
    if (this.parts.next.length > 0) return authority.ca['invalid-after']
    return this.parts.capabilities.has('getnextcacert') ? renewalOf(authority.ca) : undefined
  }
}

/** Returns a client that has not sent anything. */
export const newEnrolment = (address: Pick<Parts, 'url' | 'identity' | 'challenge' | 'refresh'>): Enrolment =>
  new Enrolment({
    ...address,
    capabilities: new Set(),
    authority: [],
    next: [],
    held: undefined,
    wanted: undefined,
    renews: false,
    request: undefined,
    status: 'idle',
    failing: undefined,
    retry: undefined,
    failedAttempts: 0,
    why: undefined,
  })

/** Certificates are renewed after 3/4 of their validity (the manual; 6.45.3). */
export const renewalOf = (certificate: Certificate): bigint =>
  certificate['invalid-after'] - (certificate['invalid-after'] - certificate['invalid-before']) / 4n

const hour = 3600n * second
const day = 24n * hour

const later = (one: bigint, other: bigint): bigint => (one > other ? one : other)
const shortest = (one: bigint, other: bigint): bigint => (one < other ? one : other)
const lifetime = (certificate: Certificate): bigint => certificate['invalid-after'] - certificate['invalid-before']

/**
 * Returns the time of the next attempt. How often devices poll is not known; a script that waits for a grant allows 40 s. The pause grows
 * with the time waited: up to an hour while pending, up to a day after failures.
 */
export function askAgain(since: bigint, now: bigint, what: 'pending' | 'failed'): bigint {
  const most = what === 'pending' ? hour : day
  return now + shortest(later((now - since) / (what === 'pending' ? 10n : 2n), 30n * second), most)
}

/**
 * Returns the next renewal of a certificate that was already due when it arrived. If a fifth of its validity had passed, its server has a
 * different clock (the device's may leap): the time is counted from now. Others are retried after an hour, two, four, at last once a day.
 */
export function renewalOfLateArrival(certificate: Certificate, failedAttempts: number, now: bigint): bigint {
  const whole = lifetime(certificate)
  if (now - certificate['invalid-before'] > whole / 5n && whole > day) return now + (whole * 3n) / 4n
  return now + shortest(hour * 2n ** BigInt(Math.min(Math.max(failedAttempts - 1, 0), 10)), day)
}

/**
 * Returns SHA-256 of a request as 64 hex digits: its transaction id (6.20 `use fingerprints for transaction ids`), and `req-fingerprint`.
 */
export const requestFingerprint = (request: CertificateRequest): string => createHash('sha256').update(request.der).digest('hex')
