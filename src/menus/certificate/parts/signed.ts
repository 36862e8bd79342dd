// Owns the attachment of a signed row in /certificate: the certificate, its private key, and its origin.
import { createPrivateKey, type KeyObject } from '../../../crypto.ts'
import { readCertificate, Certificate } from '../../../pki/certificate.ts'
import { readDer } from '../../../pki/der-read.ts'
import { issuerOf, type Issuer } from '../../../pki/issue.ts'
import { samePublicKey } from '../../../pki/key.ts'
import { readPem, writePem } from '../../../pki/pem.ts'
import type { Row } from '../../../schema/menu.ts'

/** The menu of certificates. */
export const certificatePath = '/certificate'

/** `self`: signed here with its own key. `issued`: signed here by another certificate. `imported`: made elsewhere. */
export type CertificateOrigin = 'self' | 'issued' | 'imported'

interface Parts {
  readonly der: Uint8Array
  readonly origin: CertificateOrigin
  readonly key?: KeyObject | undefined
  /** When it was revoked here, in nanoseconds since 1970. */
  readonly revoked?: bigint | undefined
  /** The number of its own CRL: the N of `/crl/N.crl`. */
  readonly crl?: number | undefined
  /** `no-key-export` of its import. */
  readonly keepsKey?: boolean | undefined
}

/** A row's certificate. Never modified in place; expensive values are computed on first use. */
export class Signed {
  readonly #parts: Parts
  #certificate: Certificate | undefined
  #issuer: Issuer | undefined
  #keyFits: boolean | undefined

  /** `certificate` is the parsed DER, if the caller has it already. */
  constructor(parts: Parts, certificate?: Certificate) {
    this.#parts = parts
    this.#certificate = certificate
  }

  get certificate(): Certificate {
    return (this.#certificate ??= new Certificate(readDer(this.#parts.der)))
  }
  get der(): Uint8Array {
    return this.#parts.der
  }
  get origin(): CertificateOrigin {
    return this.#parts.origin
  }
  get key(): KeyObject | undefined {
    return this.#parts.key
  }
  get revoked(): bigint | undefined {
    return this.#parts.revoked
  }
  get crl(): number | undefined {
    return this.#parts.crl
  }
  get keepsKey(): boolean {
    return this.#parts.keepsKey === true
  }

  /** Returns a copy with some parts replaced. */
  with(parts: Partial<Parts>): Signed {
    const next = { ...this.#parts, ...parts }
    return new Signed(next, next.der === this.#parts.der ? this.#certificate : undefined)
  }

  /** The issuer that it signs as; undefined without a private key. */
  get issuer(): Issuer | undefined {
    const { key } = this.#parts
    return key === undefined ? undefined : (this.#issuer ??= issuerOf(this.certificate, key))
  }

  /** Whether its private key belongs to its certificate; cached, since it costs as much as several signatures. */
  get keyFits(): boolean {
    const { key } = this.#parts
    return (this.#keyFits ??= key !== undefined && samePublicKey(key, this.certificate.publicKey))
  }

  /** Whether it may sign certificates: a CA by its extensions. One without keyUsage may be used for anything (RFC 5280 4.2.1.3). */
  get isAuthority(): boolean {
    const { certificate } = this
    return certificate.isAuthority && (!certificate.limitsUsage || certificate['key-usage'].includes('key-cert-sign'))
  }
}

/** Returns the certificate of a row; undefined for a template. */
export const signedOf = (row: Row): Signed | undefined => (row.attachment instanceof Signed ? row.attachment : undefined)

/** Whether a row can still be signed or sent for signing: neither a certificate nor a client that waits for one. */
export const isTemplate = (row: Row): boolean =>
  signedOf(row) === undefined && !row.values.has('scep-url') && !row.values.has('directory-url')

/** The form in a state file: PEM, the key as unencrypted PKCS#8. */
export const certificateAttachment = {
  save(attachment: unknown): Readonly<Record<string, string>> {
    if (!(attachment instanceof Signed)) return {}
    const { der, origin, key, revoked, crl, keepsKey } = attachment
    return {
      certificate: writePem('CERTIFICATE', der),
      origin,
      ...(key === undefined ? {} : { key: writePem('PRIVATE KEY', key.export({ type: 'pkcs8', format: 'der' })) }),
      ...(revoked === undefined ? {} : { revoked: String(revoked) }),
      ...(crl === undefined ? {} : { crl: String(crl) }),
      ...(keepsKey ? { 'no-key-export': 'yes' } : {}),
    }
  },
  load(parts: Readonly<Record<string, string>>): unknown {
    const { certificate, origin, key, revoked, crl } = parts
    if (certificate === undefined) return undefined
    const block = readPem(certificate)[0]
    if (block === undefined) throw new Error('a certificate that is not PEM')
    readCertificate(block.bytes)
    return new Signed({
      der: block.bytes,
      origin: origin === 'self' || origin === 'issued' ? origin : 'imported',
      ...(key === undefined ? {} : { key: createPrivateKey(key) }),
      ...(revoked === undefined ? {} : { revoked: BigInt(revoked) }),
      ...(crl === undefined ? {} : { crl: Number(crl) }),
      keepsKey: parts['no-key-export'] === 'yes',
    })
  },
}
