// Owns what a SCEP client remembers: of the server, of the certificate that it has, of the request that is under way; and when it is due.
import { createHash, type KeyObject } from '../../../crypto.ts'
import type { Certificate } from '../../../pki/certificate.ts'
import type { Request } from '../../../pki/request.ts'
import { authorityOf, type ScepAuthority } from '../../../pki/scep-authority.ts'
import type { Capabilities } from '../../../pki/scep-capabilities.ts'
import { earliest } from '../../due.ts'
import { second } from '../../../text/units.ts'

/** `idle` is a device's word for a client with nothing under way (a published script waits for it), `pending` and `failed` are ours. */
export type Status = 'idle' | 'pending' | 'failed'

/** A certificate and its key. */
export interface Held {
  readonly certificate: Certificate
  readonly key: KeyObject
}

/** A request under way. */
export interface Wanted {
  readonly request: Request
  readonly key: KeyObject
  /** Signs the messages about it: a certificate of its own key, or for a renewal the one that is to be renewed. */
  readonly signer: Held
  readonly kind: 'PKCSReq' | 'RenewalReq'
  /** The server has it. */
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
  /** What the server answered to GetCACert; none before it did. */
  readonly authority: readonly Certificate[]
  readonly next: readonly Certificate[]
  readonly held: Held | undefined
  readonly wanted: Wanted | undefined
  /** `scep-renew` asked for the next certificate, and nothing was sent yet. */
  readonly renews: boolean
  /** The last request, whatever came of it. */
  readonly request: Request | undefined
  readonly status: Status
  /** Since when it fails, in nanoseconds since 1970. */
  readonly failing: bigint | undefined
  /** When it is to be tried again, in nanoseconds since 1970. */
  readonly retry: bigint | undefined
  /** How many renewals one after the other brought a certificate that was due again when it came. */
  readonly fruitless: number
  /** Why it failed last: bytes, one line; not kept. */
  readonly why: string | undefined
}

/** A client's memory. Never changed in place. */
export class Enrolment {
  readonly parts: Parts
  #authority: ScepAuthority | undefined

  constructor(parts: Parts) {
    this.parts = parts
  }

  with(changes: Partial<Parts>): Enrolment {
    return new Enrolment({ ...this.parts, ...changes })
  }

  /** Who the server is; undefined before it was asked. */
  get authority(): ScepAuthority | undefined {
    if (this.parts.authority.length === 0) return undefined
    return (this.#authority ??= authorityOf(this.parts.authority))
  }

  /**
   * When there is something to do, seen from `now`, in nanoseconds since 1970. A time to ask again that lies further away than any
   * pause was noted while the clock had leapt ahead: it is now.
   */
  dueAt(now: bigint): bigint | undefined {
    const { retry, held, status } = this.parts
    if (retry === undefined) return this.due
    const pause = status === 'pending' ? hour : held === undefined ? day : later(day, lifetime(held.certificate))
    return retry - now > pause ? now : retry
  }

  /** When there is something to do, in nanoseconds since 1970; undefined: never. */
  get due(): bigint | undefined {
    const { held, refresh, retry, wanted } = this.parts
    if (retry !== undefined) return retry
    if (held === undefined || wanted !== undefined || !refresh) return undefined
    return earliest([renewalOf(held.certificate), this.#authorityDue])
  }

  /** When the authority is asked for the next one, or gives way to it. */
  get #authorityDue(): bigint | undefined {
    const { authority } = this
    if (authority === undefined) return undefined
    if (this.parts.next.length > 0) return authority.ca['invalid-after']
    return this.parts.capabilities.has('getnextcacert') ? renewalOf(authority.ca) : undefined
  }
}

/** A client that has asked nothing yet. */
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
    fruitless: 0,
    why: undefined,
  })

/** Certificates are renewed when 3/4 of their time has passed (the manual; 6.45.3). */
export const renewalOf = (certificate: Certificate): bigint =>
  certificate['invalid-after'] - (certificate['invalid-after'] - certificate['invalid-before']) / 4n

const hour = 3600n * second
const day = 24n * hour

const later = (one: bigint, other: bigint): bigint => (one > other ? one : other)
const shortest = (one: bigint, other: bigint): bigint => (one < other ? one : other)
const lifetime = (certificate: Certificate): bigint => certificate['invalid-after'] - certificate['invalid-before']

/**
 * When to ask again. How often devices do is not known; a script that waits for a grant gives them 40 s. The longer it has waited the more
 * seldom it asks: who waits for a grant once an hour at the least, who meets failures once a day.
 */
export function askAgain(since: bigint, now: bigint, what: 'pending' | 'failed'): bigint {
  const most = what === 'pending' ? hour : day
  return now + shortest(later((now - since) / (what === 'pending' ? 10n : 2n), 30n * second), most)
}

/**
 * When a certificate that is due again when it comes is renewed next. One that has lost a fifth of its time is of a server that lives by
 * another clock (the device's may leap): the time counts from now. Others are asked for after an hour, two, four, at last once a day.
 */
export function afterFruitless(certificate: Certificate, fruitless: number, now: bigint): bigint {
  const whole = lifetime(certificate)
  if (now - certificate['invalid-before'] > whole / 5n && whole > day) return now + (whole * 3n) / 4n
  return now + shortest(hour * 2n ** BigInt(Math.min(Math.max(fruitless - 1, 0), 10)), day)
}

/** SHA-256 of a request as 64 hex digits: its transaction (6.20 `use fingerprints for transaction ids`), and `req-fingerprint`. */
export const requestFingerprint = (request: Request): string => createHash('sha256').update(request.der).digest('hex')
