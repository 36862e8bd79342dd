// Owns CMS EnvelopedData (RFC 5652 6): content encrypted for the RSA key of one certificate.
import type { KeyObject } from '../crypto.ts'
import type { Random } from '../host/host.ts'
import type { Certificate } from './certificate.ts'
import { ciphers, ciphersById, decipher, encipher, type Cipher } from './cipher.ts'
import { contextTag, Fields, inside, primitiveTag, readFirst, tag } from './der-read.ts'
import { latin1Of } from '../text/bytes.ts'
import { bytesOf, context, contextPrimitive, derInteger, derNull, objectId, octetString, sequence, derSetOf } from './der-write.ts'
import { decryptSecret, encryptSecret } from './key-transport.ts'
import { oid } from './oid.ts'
import { PkiError, malformed } from './pki-error.ts'

/** The ciphers that content can be encrypted with; reading supports more. */
export type ContentCipher = 'aes-256' | 'aes-128' | '3des' | 'des'

const written: { readonly [name in ContentCipher]: { readonly id: string; readonly cipher: Cipher } } = {
  'aes-256': { id: oid.aes256Cbc, cipher: ciphers.aes256 },
  'aes-128': { id: oid.aes128Cbc, cipher: ciphers.aes128 },
  '3des': { id: oid.tripleDesCbc, cipher: ciphers.tripleDes },
  des: { id: oid.desCbc, cipher: ciphers.des },
}

/** Encrypts `content` for the owner of `recipient`; returns DER. Throws a PkiError, `unsuitable`, where the recipient's key is not RSA. */
export function writeEnveloped(content: Uint8Array, recipient: Certificate, name: ContentCipher, random: Random): Buffer {
  const { id, cipher } = written[name]
  const key = random.bytes(cipher.keyLength)
  const iv = random.bytes(cipher.ivLength)
  const info = sequence(
    derInteger(0),
    recipient.issuerAndSerial,
    sequence(objectId(oid.rsaEncryption), derNull),
    octetString(latin1Of(encryptSecret(key, recipient.publicKey, random))),
  )
  const encrypted = sequence(
    objectId(oid.data),
    sequence(objectId(id), octetString(latin1Of(iv))),
    contextPrimitive(0, latin1Of(encipher(cipher, key, iv, content))),
  )
  return bytesOf(sequence(objectId(oid.envelopedData), context(0, sequence(derInteger(0), derSetOf(info), encrypted))))
}

/** The content of an envelope and its cipher; undefined for a cipher that is not written here. */
export interface OpenedEnvelope {
  readonly content: Buffer
  readonly cipher: ContentCipher | undefined
}

/**
 * Decrypts an envelope with the key of `recipient`. Throws a PkiError: `wrong passphrase` where it is for another recipient or damaged,
 * `unsupported` for an unknown cipher or key transport, `malformed`.
 */
export function openEnveloped(der: Uint8Array, recipient: Certificate, key: KeyObject): OpenedEnvelope {
  const outer = new Fields(readFirst(der), 'CMS message')
  const kind = outer.next().oid
  if (kind !== oid.envelopedData) throw malformed(`a CMS message of ${kind}, not enveloped data`)
  const fields = new Fields(inside(outer.next(contextTag(0))), 'enveloped data')
  fields.next(tag.integer)
  fields.optional(contextTag(0))
  const transport = fields
    .next(tag.set)
    .children.filter((one) => one.tag === tag.sequence)
    .map((one) => new Fields(one, 'recipient'))
    .find((one) => isFor(one, recipient))
  if (transport === undefined) throw new PkiError('wrong passphrase', 'not encrypted for this certificate')
  const id = new Fields(transport.next(tag.sequence), 'key transport').next().oid
  if (id !== oid.rsaEncryption) throw new PkiError('unsupported', `key transport by ${id}`)
  const wrapped = transport.next(tag.octetString).octets
  const encrypted = new Fields(fields.next(tag.sequence), 'encrypted content')
  encrypted.next(tag.oid)
  const algorithm = new Fields(encrypted.next(tag.sequence), 'content encryption')
  const cipherId = algorithm.next().oid
  const cipher = ciphersById.get(cipherId)
  if (cipher === undefined) throw new PkiError('unsupported', `encryption by ${cipherId}`)
  const iv = algorithm.next(tag.octetString).octets
  if (iv.length !== cipher.ivLength) throw malformed('an initialization vector of the wrong length')
  const secret = decryptSecret(wrapped, key)
  if (secret.length !== cipher.keyLength) throw new PkiError('wrong passphrase', 'not encrypted for this key')
  const data = encrypted.optional(primitiveTag(0), contextTag(0))
  if (data === undefined) throw malformed('an envelope without content')
  const content = decipher(cipher, secret, iv, data.octets)
  return { content, cipher: contentCiphers.find((name) => written[name].id === cipherId) }
}

const contentCiphers: readonly ContentCipher[] = ['aes-256', 'aes-128', '3des', 'des']

/** Whether a recipient info is for this certificate: reads its version and its name (issuer and serial number, or [0] key identifier). */
function isFor(transport: Fields, recipient: Certificate): boolean {
  transport.next(tag.integer)
  const name = transport.next()
  return name.tag === primitiveTag(0) ? recipient.isKey(name.octets.toString('hex')) : latin1Of(name.bytes) === recipient.issuerAndSerial
}
