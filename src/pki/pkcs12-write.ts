// Owns writing PKCS#12 (RFC 7292): certificates, and optionally a key.
import { type KeyObject, createHash, createHmac } from '../crypto.ts'
import { fromBytes, latin1Of } from '../text/bytes.ts'
import { type Random } from '../host/host.ts'
import {
  bmpString,
  bytesOf,
  context,
  contextPrimitive,
  derInteger,
  derNull,
  objectId,
  octetString,
  sequence,
  derSetOf,
} from './der-write.ts'
import { derivationRounds, type Encrypted, encryptPbes2, encryptTripleDes } from './encryption.ts'
import { writeKeyDer } from './key-write.ts'
import { hashes, oid } from './oid.ts'
import { Budget, type Secret, pkcs12Key, purpose, secretsOf } from './passphrase.ts'
import { PkiError } from './pki-error.ts'

/**
 * `aes-256`: PBES2 and a MAC of SHA-256, as version 7's manual says. `3des`: as version 6 and early 7 do, with a SHA-1 MAC of one round
 * whose count is left out (the sizes of two files of a 7.7 device, to the byte; for version 6 *inferred* from these).
 */
export type Pkcs12Style = 'aes-256' | '3des'

/** What is written into a PKCS#12 file. */
export interface Pkcs12Contents {
  /** DER, the key's own certificate first, then its chain. At least one. */
  readonly certificates: readonly Uint8Array[]
  readonly key?: KeyObject | undefined
  /** A byte string; may be empty. */
  readonly passphrase: string
  readonly style: Pkcs12Style
  /** The name of the first certificate and the key; a byte string, '' and undefined for none. */
  readonly friendlyName?: string | undefined
}

const ids = {
  data: objectId(oid.data),
  encryptedData: objectId(oid.encryptedData),
  certBag: objectId(oid.certBag),
  shroudedKeyBag: objectId(oid.shroudedKeyBag),
  x509Certificate: objectId(oid.x509Certificate),
  friendlyName: objectId(oid.friendlyName),
  localKeyId: objectId(oid.localKeyId),
}
const hashIds = new Map([...hashes].map(([id, digest]) => [digest, objectId(id)]))

/**
 * Writes a PKCS#12 as DER; certificates and key are encrypted separately. Throws a PkiError, `unsuitable`, for a public key or no
 * certificate.
 */
export function writePkcs12(contents: Pkcs12Contents, random: Random): Buffer {
  const [secret] = secretsOf(contents.passphrase)
  const [first] = contents.certificates
  if (first === undefined || secret === undefined) throw new PkiError('unsuitable', 'a PKCS#12 without a certificate')
  const encrypt = (data: Uint8Array): Encrypted =>
    contents.style === '3des' ? encryptTripleDes(data, secret, random) : encryptPbes2(data, secret, 'sha256', random)

  const attributes = bagAttributes(contents, first)
  const certificates = contents.certificates.map((der, at) =>
    bag(ids.certBag, sequence(ids.x509Certificate, context(0, octetString(latin1Of(der)))), at === 0 ? attributes : ''),
  )
  const safes = [encryptedContent(encrypt(bytesOf(sequence(...certificates))))]
  if (contents.key !== undefined) {
    const { algorithm, data } = encrypt(writeKeyDer(contents.key))
    safes.push(
      content(ids.data, octetString(sequence(bag(ids.shroudedKeyBag, sequence(algorithm, octetString(latin1Of(data))), attributes)))),
    )
  }
  const safe = sequence(...safes)
  return bytesOf(sequence(derInteger(3), content(ids.data, octetString(safe)), mac(bytesOf(safe), secret, contents.style, random)))
}

const content = (id: string, value: string): string => sequence(id, context(0, value))

const bag = (id: string, value: string, attributes: string): string => sequence(id, context(0, value), attributes)

const encryptedContent = ({ algorithm, data }: Encrypted): string =>
  content(ids.encryptedData, sequence(derInteger(0), sequence(ids.data, algorithm, contextPrimitive(0, latin1Of(data)))))

/** The local key id links key and certificate: SHA-1 of the certificate, as openssl does it. */
function bagAttributes(contents: Pkcs12Contents, certificate: Uint8Array): string {
  const attributes: string[] = []
  if (contents.friendlyName) attributes.push(sequence(ids.friendlyName, derSetOf(bmpString(fromBytes(contents.friendlyName)))))
  if (contents.key !== undefined) {
    const id = createHash('sha1').update(certificate).digest()
    attributes.push(sequence(ids.localKeyId, derSetOf(octetString(latin1Of(id)))))
  }
  return attributes.length === 0 ? '' : derSetOf(...attributes)
}

function mac(safe: Buffer, secret: Secret, style: Pkcs12Style, random: Random): string {
  const [digest, length, count] = style === '3des' ? (['sha1', 20, 1] as const) : (['sha256', 32, derivationRounds] as const)
  const salt = random.bytes(8)
  const key = pkcs12Key(secret, salt, count, length, purpose.mac, digest, new Budget())
  const value = createHmac(digest, key).update(safe).digest()
  const algorithm = sequence(hashIds.get(digest) ?? '', derNull)
  return sequence(sequence(algorithm, octetString(latin1Of(value))), octetString(latin1Of(salt)), count === 1 ? '' : derInteger(count))
}
