// Owns certificate revocation lists: making, reading, verifying one.
import { createHash, type KeyObject } from '../crypto.ts'
import { type Der, Fields, inside, readFirst, tag } from './der-read.ts'
import { context, integer, sequence, latin1Of, unsigned } from './der-write.ts'
import { Extensions, writeCrlExtensions } from './extensions.ts'
import { type Issuer } from './issue.ts'
import { canonicalName, nameText, readName } from './name.ts'
import { PkiError, malformed } from './pki-error.ts'
import { type Digest, digestOf, signatureAlgorithm, signed, verifies } from './signature.ts'
import { readTime, writeTime } from './time.ts'

/** One revoked certificate: serial as lower-case hex, when in nanoseconds since 1970-01-01 UTC. */
export interface Revocation {
  readonly 'serial-number': string
  readonly revoked: bigint
}

export interface CrlContents {
  readonly num: number
  readonly 'last-update': bigint
  readonly 'next-update': bigint
  readonly revocations: readonly Revocation[]
  readonly 'digest-algorithm': Digest
}

/**
 * A version 2 CRL with AKI and number, entries without a reason, as DER. Throws a PkiError, `unsuitable`, for what cannot be written or
 * signed.
 */
export function writeCrl(contents: CrlContents, issuer: Issuer): Buffer {
  const digest = contents['digest-algorithm']
  const entries = contents.revocations.map((entry) =>
    sequence(unsigned(latin1Of(Buffer.from(entry['serial-number'], 'hex'))), writeTime(entry.revoked)),
  )
  const body = sequence(
    integer(1),
    signatureAlgorithm(issuer.key, digest),
    issuer.name,
    writeTime(contents['last-update']),
    writeTime(contents['next-update']),
    // An empty list is left out: RFC 5280 5.1.2.6.
    entries.length === 0 ? '' : sequence(entries.join('')),
    context(0, writeCrlExtensions(issuer.skid, contents.num)),
  )
  return signed(body, issuer.key, digest)
}

/** The largest lists that are published have several hundred thousand. */
const maxEntries = 1_000_000

/** A CRL of either version as it stands in a file. Times in nanoseconds since 1970-01-01 UTC, hex in lower case. */
export class Crl {
  readonly der: Buffer
  readonly 'last-update': bigint
  /** undefined where it does not say. */
  readonly 'next-update': bigint | undefined
  readonly extensions: Extensions
  readonly #body: Der
  readonly #algorithm: Der
  readonly #signature: Der
  readonly #issuer: Der
  readonly #entries: Der | undefined
  #canonicalIssuer: string | undefined
  #revoked: ReadonlyMap<string, bigint> | undefined

  constructor(crl: Der) {
    const outer = new Fields(crl, 'CRL')
    this.der = crl.bytes
    this.#body = outer.next(tag.sequence)
    this.#algorithm = outer.next(tag.sequence)
    this.#signature = outer.next(tag.bitString)
    const body = new Fields(this.#body, 'CRL')
    body.optional(tag.integer)
    if (!body.next(tag.sequence).bytes.equals(this.#algorithm.bytes)) throw malformed('two different signature algorithms')
    this.#issuer = body.next(tag.sequence)
    this['last-update'] = readTime(body.next())
    const next = body.optional(tag.utcTime, tag.generalizedTime)
    this['next-update'] = next && readTime(next)
    this.#entries = body.optional(tag.sequence)
    const extensions = body.optional(0xa0)
    this.extensions = new Extensions(extensions && inside(extensions))
  }

  /** `C=US,O=x,CN=y`. */
  get issuer(): string {
    return nameText(readName(this.#issuer))
  }

  /** The issuer as it is compared (`canonicalName`). */
  get canonicalIssuer(): string {
    return (this.#canonicalIssuer ??= canonicalName(this.#issuer))
  }

  get akid(): string {
    return this.extensions.akid
  }

  /** As lower-case hex (real ones have up to 20 bytes); '' where absent. */
  get num(): string {
    return this.extensions.crlNumber ?? ''
  }

  get 'digest-algorithm'(): string {
    return digestOf(this.#algorithm)
  }

  get fingerprint(): string {
    return createHash('sha256').update(this.der).digest('hex')
  }

  /** When each certificate was revoked, by serial. */
  get revoked(): ReadonlyMap<string, bigint> {
    if (this.#revoked !== undefined) return this.#revoked
    const revoked = new Map<string, bigint>()
    // Many are revoked in one moment: its time is read once.
    let last: readonly [Der, bigint] | undefined
    for (const entry of this.#entries?.elements() ?? []) {
      if (revoked.size === maxEntries) throw new PkiError('limit', `more than ${maxEntries} revoked certificates`)
      const fields = new Fields(entry, 'revoked certificate')
      const serial = fields.next().hex
      const time = fields.next()
      if (last?.[0].bytes.equals(time.bytes) !== true) last = [time, readTime(time)]
      revoked.set(serial, last[1])
    }
    return (this.#revoked = revoked)
  }

  /** Whether the owner of `key` (public or private) signed it. */
  signedBy(key: KeyObject): boolean {
    return verifies(this.#body.bytes, this.#algorithm, this.#signature.bitBytes, key)
  }
}

/** The CRL that `der` begins with. Throws a PkiError where any part of it cannot be read. */
export function readCrl(der: Uint8Array): Crl {
  const crl = new Crl(readFirst(der))
  for (const part of ['issuer', 'akid', 'num', 'digest-algorithm', 'revoked'] as const) void crl[part]
  return crl
}
