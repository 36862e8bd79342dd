// Owns the extensions of certificates, requests and CRLs: writing those of RouterOS in its order, and reading any.
import { contextTag, type Der, Fields, inside, primitiveTag, readDer, tag } from './der-read.ts'
import { boolean, context, contextPrimitive, ia5String, derInteger, objectId, octetString, sequence } from './der-write.ts'
import { readGeneralNames, writeGeneralName } from './general-name.ts'
import { type KeyUsage, keyUsages, readBits, readPurposes, writeBits, writePurposes } from './key-usage.ts'
import { malformed } from './pki-error.ts'
import { oid } from './oid.ts'

const ids = {
  basicConstraints: objectId(oid.basicConstraints),
  keyUsage: objectId(oid.keyUsage),
  extKeyUsage: objectId(oid.extKeyUsage),
  subjectKeyIdentifier: objectId(oid.subjectKeyIdentifier),
  authorityKeyIdentifier: objectId(oid.authorityKeyIdentifier),
  subjectAltName: objectId(oid.subjectAltName),
  crlDistributionPoints: objectId(oid.crlDistributionPoints),
  netscapeComment: objectId(oid.netscapeComment),
  crlNumber: objectId(oid.crlNumber),
}

/** The values of a certificate's extensions. Key identifiers are byte strings of 20 bytes. */
export interface ExtensionContents {
  readonly 'key-usage': readonly KeyUsage[]
  /** Texts such as `DNS:x`, `IP:x`, `email:x`. */
  readonly 'subject-alt-name': readonly string[]
  readonly skid?: string | undefined
  readonly akid?: string | undefined
  /** URLs of CRLs. */
  readonly distributionPoints?: readonly string[] | undefined
  /** The Netscape comment that version 6 writes. */
  readonly comment?: string | undefined
}

/**
 * Writes the Extensions SEQUENCE in RouterOS' order; absent values are left out, '' where none is left. Evidence for the first four and
 * their criticality: the certificate of transcript C-63; for the absent extension of an empty key-usage: the published file sizes of
 * version 6. The order of the others is not known.
 */
export function writeExtensions(contents: ExtensionContents): string {
  const usage = contents['key-usage']
  const bits = writeBits(usage)
  const purposes = writePurposes(usage)
  const names = contents['subject-alt-name'].map(writeGeneralName)
  const points = (contents.distributionPoints ?? []).map((url) => sequence(context(0, context(0, writeGeneralName(`URI:${url}`)))))
  const parts: string[] = []
  if (usage.includes('key-cert-sign')) parts.push(critical(ids.basicConstraints, sequence(boolean(true))))
  if (bits !== undefined) parts.push(critical(ids.keyUsage, bits))
  if (purposes !== undefined) parts.push(plain(ids.extKeyUsage, purposes))
  if (contents.skid !== undefined) parts.push(plain(ids.subjectKeyIdentifier, octetString(contents.skid)))
  if (contents.akid !== undefined) parts.push(authorityKey(contents.akid))
  if (names.length > 0) parts.push(plain(ids.subjectAltName, sequence(...names)))
  if (points.length > 0) parts.push(plain(ids.crlDistributionPoints, sequence(...points)))
  if (contents.comment !== undefined) parts.push(plain(ids.netscapeComment, ia5String(contents.comment)))
  return parts.length === 0 ? '' : sequence(...parts)
}

/** Writes the crlExtensions that RouterOS needs: it marks a CRL without AKI invalid. `akid` is a byte string. */
export const writeCrlExtensions = (akid: string, num: number): string => sequence(authorityKey(akid), plain(ids.crlNumber, derInteger(num)))

const plain = (id: string, value: string): string => sequence(id, octetString(value))
const critical = (id: string, value: string): string => sequence(id, boolean(true), octetString(value))
const authorityKey = (akid: string): string => plain(ids.authorityKeyIdentifier, sequence(contextPrimitive(0, akid)))

/** Extensions as read, by object identifier. Every accessor parses its value when called and throws a PkiError where it is malformed. */
export class Extensions {
  readonly #values: ReadonlyMap<string, Buffer>
  /** Object identifiers of the critical extensions, in order. */
  readonly critical: readonly string[]
  /** Whether an extension occurs twice, which RFC 5280 4.2 forbids. */
  readonly repeated: boolean

  /** Reads an Extensions SEQUENCE; undefined: there is none. Of repeated extensions the first is used. */
  constructor(sequenceOf: Der | undefined) {
    const values = new Map<string, Buffer>()
    const marked: string[] = []
    let repeated = false
    for (const extension of sequenceOf?.expect(tag.sequence, 'extensions').children ?? []) {
      const fields = new Fields(extension, 'extension')
      const id = fields.next().oid
      if (fields.optional(tag.boolean)?.boolean === true) marked.push(id)
      const value = fields.next()
      if ((value.tag & ~0x20) !== tag.octetString) throw malformed('an extension without a value')
      if (values.has(id)) repeated = true
      else values.set(id, value.octets)
    }
    this.#values = values
    this.critical = marked
    this.repeated = repeated
  }

  /** Whether there is an extension of that identifier. */
  has(id: string): boolean {
    return this.#values.has(id)
  }

  /** The parsed value of an extension; undefined where it is absent. */
  value(id: string): Der | undefined {
    const bytes = this.#values.get(id)
    return bytes && readDer(bytes)
  }

  /** Words in canonical order. */
  get 'key-usage'(): readonly KeyUsage[] {
    const bits = this.value(oid.keyUsage)
    const purposes = this.value(oid.extKeyUsage)
    const found = new Set([...(bits ? readBits(bits) : []), ...(purposes ? readPurposes(purposes) : [])])
    return keyUsages.filter((word) => found.has(word))
  }

  get 'subject-alt-name'(): readonly string[] {
    return readGeneralNames(this.alternativeNames)
  }

  /** The alternative names of all kinds, as they are in the file. */
  get alternativeNames(): readonly Der[] {
    return this.value(oid.subjectAltName)?.expect(tag.sequence, 'alternative names').children ?? []
  }

  /** Lower-case hex; '' where absent. */
  get skid(): string {
    return this.value(oid.subjectKeyIdentifier)?.octets.toString('hex') ?? ''
  }

  /** The key identifier of the issuer, lower-case hex; '' where absent or where the issuer is given by name and serial number only. */
  get akid(): string {
    return this.authorityKey.key ?? ''
  }

  /** The contents of the authority key identifier: key and serial number as lower-case hex, and the name of the issuer's issuer. */
  get authorityKey(): { readonly key?: string | undefined; readonly name?: Der | undefined; readonly serial?: string | undefined } {
    const fields = this.value(oid.authorityKeyIdentifier)?.expect(tag.sequence, 'authority key identifier').children ?? []
    const field = (wanted: number): Der | undefined => fields.find((part) => part.tag === wanted)
    const names = field(contextTag(1))?.children.find((name) => name.tag === contextTag(4))
    const hex = (part: Der | undefined): string | undefined => part?.octets.toString('hex')
    return {
      key: hex(field(primitiveTag(0))),
      name: names && inside(names),
      serial: hex(field(primitiveTag(2)))?.replace(/^(00)+(?=..)/, ''),
    }
  }

  /** The URLs of all distribution points, in order. */
  get distributionPoints(): readonly string[] {
    const points = this.value(oid.crlDistributionPoints)?.expect(tag.sequence, 'distribution points').children ?? []
    return points.flatMap((point) => {
      const name = point.children.find((field) => field.tag === contextTag(0))?.children.find((field) => field.tag === contextTag(0))
      return readGeneralNames(name?.children ?? [])
        .filter((text) => text.startsWith('URI:'))
        .map((text) => text.slice('URI:'.length))
    })
  }

  /** Whether basicConstraints mark a CA. */
  get isAuthority(): boolean {
    const [first] = this.value(oid.basicConstraints)?.expect(tag.sequence, 'basic constraints').children ?? []
    return first !== undefined && first.tag === tag.boolean && first.boolean
  }

  /** The most CAs between this one and the end of a chain; undefined where basicConstraints have no limit. */
  get pathLength(): number | undefined {
    const length = this.value(oid.basicConstraints)?.children.find((field) => field.tag === tag.integer)
    return length?.number
  }

  /** The Netscape comment, '' where absent. */
  get comment(): string {
    return this.value(oid.netscapeComment)?.text ?? ''
  }

  /** The number of a CRL as lower-case hex; undefined where absent. */
  get crlNumber(): string | undefined {
    return this.value(oid.crlNumber)?.hex
  }
}
