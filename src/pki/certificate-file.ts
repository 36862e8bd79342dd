// Owns reading a certificate file in any of its formats: PEM, DER of each kind, PKCS#12.
import { latin1Of } from '../text/bytes.ts'
import { contextTag, type Der, readFirst, tag } from './der-read.ts'
import { keyLabels, readKeyBlock, readKeyDer } from './key-read.ts'
import { type PkiPart, certificatePart, crlPart, keyPart, requestPart } from './part.ts'
import { Budget } from './passphrase.ts'
import { type PemBlock, pemBlocks } from './pem.ts'
import { isPkcs12, readPkcs12 } from './pkcs12-read.ts'
import { PkiError, malformed } from './pki-error.ts'

/** The contents of a file. `form` is the file's format, `pem` where none is recognised; `undecryptable` counts the parts of that kind. */
export interface CertificateFile {
  readonly form: 'pem' | 'der' | 'pkcs12'
  readonly parts: readonly PkiPart[]
  readonly undecryptable: number
}

/**
 * Returns the parts of a file, in order. `passphrase` is a byte string, undefined where none was given. Never throws: what cannot be read
 * or decrypted is returned as a part with its error, and an unrecognised file has no parts. One budget limits the rounds of all key
 * derivations in a file. `macs`: the digests allowed for the MAC of a PKCS#12; all where absent.
 */
export function readCertificateFile(bytes: Uint8Array, passphrase: string | undefined, macs?: ReadonlySet<string>): CertificateFile {
  const budget = new Budget()
  const binary = bytes[0] === 0x30 ? readBinary(bytes, passphrase, budget, macs) : undefined
  const { form, parts: found } = binary ?? { form: 'pem', parts: readBlocks(bytes, passphrase, budget) }
  const parts: readonly PkiPart[] = budget.refusal === undefined ? found : [{ kind: 'unreadable', error: budget.refusal }]
  return { form, parts, undecryptable: parts.filter((part) => part.kind === 'undecryptable').length }
}

function readBlocks(bytes: Uint8Array, passphrase: string | undefined, budget: Budget): readonly PkiPart[] {
  const text = latin1Of(bytes)
  const parts: PkiPart[] = []
  for (const block of pemBlocks(text)) {
    if (!budget.hasRoom()) break
    const part = blockPart(block, passphrase, budget)
    if (part !== undefined) parts.push(part)
  }
  return parts
}

function blockPart(block: PemBlock, passphrase: string | undefined, budget: Budget): PkiPart | undefined {
  if (keyLabels.has(block.label)) return keyPart(readKeyBlock(block, passphrase, budget))
  switch (block.label) {
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
    case 'TRUSTED CERTIFICATE':
      return certificatePart(block.bytes)
    case 'X509 CRL':
    case 'CRL':
      return crlPart(block.bytes)
    case 'CERTIFICATE REQUEST':
    case 'NEW CERTIFICATE REQUEST':
      return requestPart(block.bytes)
    case 'EC PARAMETERS':
    case 'DH PARAMETERS':
    case 'PUBLIC KEY':
      return undefined
    default:
      return { kind: 'unreadable', error: new PkiError('unsupported', `a PEM block of ${block.label}`) }
  }
}

/** Returns the parts of a DER file; undefined where the bytes are not DER of a known kind. */
function readBinary(
  bytes: Uint8Array,
  passphrase: string | undefined,
  budget: Budget,
  macs: ReadonlySet<string> | undefined,
): Pick<CertificateFile, 'form' | 'parts'> | undefined {
  try {
    const der = readFirst(bytes)
    const kind = kindOf(der)
    if (kind === undefined) return undefined
    if (kind === 'pkcs12') return { form: 'pkcs12', parts: openPkcs12(der, passphrase, budget, macs) }
    return { form: 'der', parts: [single[kind](der.bytes, passphrase, budget)] }
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    return error.kind === 'limit' ? { form: 'der', parts: [{ kind: 'unreadable', error }] } : undefined
  }
}

/** Readers of files that hold one part, by kind. */
const single = {
  'private-key': (der: Buffer, passphrase: string | undefined, budget: Budget): PkiPart => keyPart(readKeyDer(der, passphrase, budget)),
  crl: crlPart,
  request: requestPart,
  certificate: (der: Buffer): PkiPart => certificatePart(der),
}

function openPkcs12(der: Der, passphrase: string | undefined, budget: Budget, macs: ReadonlySet<string> | undefined): readonly PkiPart[] {
  try {
    return readPkcs12(der, passphrase, budget, macs)
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    return [{ kind: error.kind === 'malformed' ? 'unreadable' : 'undecryptable', error }]
  }
}

/** Returns the kind of a file, judged by the tags of its first elements, which no two kinds share. */
function kindOf(der: Der): 'pkcs12' | 'private-key' | 'crl' | 'request' | 'certificate' | undefined {
  if (isPkcs12(der)) return 'pkcs12'
  const [first, second, third] = der.children
  if (first === undefined || second === undefined) throw malformed('an empty file')
  if (first.tag === tag.integer) return 'private-key'
  if (first.tag !== tag.sequence) return undefined
  if (second.tag === tag.octetString) return 'private-key'
  if (third?.tag !== tag.bitString) return undefined
  const fields = first.children
  if (fields[0]?.tag === contextTag(0)) return 'certificate'
  if (fields.slice(2, 4).some((field) => field.tag === tag.utcTime || field.tag === tag.generalizedTime)) return 'crl'
  return fields.length <= 4 ? 'request' : 'certificate'
}
