// Owns certificate revocation lists (CRLs): writing, reading and verifying one.
import { createHash, type KeyObject } from '../crypto.ts'
import { contextTag, type Der, Fields, inside, readFirst, tag } from './der-read.ts'
import { latin1Of } from '../text/bytes.ts'
import { context, derInteger, sequence, unsigned } from './der-write.ts'
import { Extensions, writeCrlExtensions } from './extensions.ts'
import { type Issuer } from './issue.ts'
import { canonicalName, nameText, readName } from './name.ts'
import { PkiError, malformed } from './pki-error.ts'
import { type Digest, digestOf, signatureAlgorithm, signed, verifies } from './signature.ts'
import { readX509Time, writeX509Time } from './time.ts'

/** One revoked certificate: serial number as lower-case hex, time of revocation in nanoseconds since 1970-01-01 UTC. */
export interface Revocation {
  readonly 'serial-number': string
  readonly revoked: bigint
}

/** The contents of a revocation list; times in nanoseconds since 1970-01-01 UTC. */
export interface CrlContents {
  readonly num: number
  readonly 'last-update': bigint
  readonly 'next-update': bigint
  readonly revocations: readonly Revocation[]
  readonly 'digest-algorithm': Digest
}

/**
 * Writes a version 2 CRL with AKI and number, entries without a reason; returns DER. Throws a PkiError, `unsuitable`, for contents that
 * cannot be written or signed.
 */
export function writeCrl(contents: CrlContents, issuer: Issuer): Buffer {
  const digest = contents['digest-algorithm']
  const entries = contents.revocations.map((entry) =>
    sequence(unsigned(latin1Of(Buffer.from(entry['serial-number'], 'hex'))), writeX509Time(entry.revoked)),
  )
  const body = sequence(
    derInteger(1),
    signatureAlgorithm(issuer.key, digest),
    issuer.name,
    writeX509Time(contents['last-update']),
    writeX509Time(contents['next-update']),
    // An empty list is left out: RFC 5280 5.1.2.6.
    entries.length === 0 ? '' : sequence(entries.join('')),
    context(0, writeCrlExtensions(issuer.skid, contents.num)),
  )
  return signed(body, issuer.key, digest)
}

/** The maximum number of entries that are read; the largest published lists have several hundred thousand. */
const maxRevoked = 1_000_000

/** A CRL of either version, as read. Times in nanoseconds since 1970-01-01 UTC, hex in lower case. */
export class Crl {
  readonly der: Buffer
  readonly 'last-update': bigint
  /** undefined where the list has none. */
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
    this['last-update'] = readX509Time(body.next())
    const next = body.optional(tag.utcTime, tag.generalizedTime)
    this['next-update'] = next && readX509Time(next)
    this.#entries = body.optional(tag.sequence)
    const extensions = body.optional(contextTag(0))
    this.extensions = new Extensions(extensions && inside(extensions))
  }

  /** The issuer as text: `C=US,O=x,CN=y`. */
  get issuer(): string {
    return nameText(readName(this.#issuer))
  }

  /** The issuer in the form that is compared (`canonicalName`). */
  get canonicalIssuer(): string {
    return (this.#canonicalIssuer ??= canonicalName(this.#issuer))
  }

  get akid(): string {
    return this.extensions.akid
  }

  /** The CRL number as lower-case hex (up to 20 bytes); '' where absent. */
  get num(): string {
    return this.extensions.crlNumber ?? ''
  }

  get 'digest-algorithm'(): string {
    return digestOf(this.#algorithm)
  }

  get fingerprint(): string {
    return createHash('sha256').update(this.der).digest('hex')
  }

  /** Times of revocation by serial number. */
  get revoked(): ReadonlyMap<string, bigint> {
    if (this.#revoked !== undefined) return this.#revoked
    const revoked = new Map<string, bigint>()
    // Many certificates are revoked at the same time: a time equal to the previous one is not parsed again.
    let last: readonly [Der, bigint] | undefined
    for (const entry of this.#entries?.elements() ?? []) {
      if (revoked.size === maxRevoked) throw new PkiError('limit', `more than ${maxRevoked} revoked certificates`)
      const fields = new Fields(entry, 'revoked certificate')
      const serial = fields.next().hex
      const time = fields.next()
      if (last?.[0].equals(time) !== true) last = [time, readX509Time(time)]
      revoked.set(serial, last[1])
    }
    return (this.#revoked = revoked)
  }

  /** Whether `key` (public or private) verifies the signature. */
  signedBy(key: KeyObject): boolean {
    return verifies(this.#body.bytes, this.#algorithm, this.#signature.bitBytes, key)
  }
}

/** Reads the CRL at the start of `der`. Throws a PkiError where any part of it cannot be read. */
export function readCrl(der: Uint8Array): Crl {
  const crl = new Crl(readFirst(der))
  for (const part of ['issuer', 'akid', 'num', 'digest-algorithm', 'revoked'] as const) void crl[part]
  return crl
}
