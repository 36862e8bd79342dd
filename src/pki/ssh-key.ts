// Owns SSH key formats: blobs and lines of public keys (RFC 4253, section 6.6), and OpenSSH's file of a private key.
import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from '../crypto.ts'
import { writePem } from './pem.ts'
import { PkiError } from './pki-error.ts'

/** The key types that devices support. */
export type SshKeyType = 'rsa' | 'ed25519'

/** A public key: its type, its blob, and the comment at the end of its line. */
export interface SshPublicKey {
  readonly type: SshKeyType
  readonly blob: Buffer
  readonly comment: string
}

/** A line of an OpenSSH public key file. */
const line = /^ssh-(rsa|ed25519) ([A-Za-z0-9+/]+=*)(?: (.*))?$/

/** Parses such a line; undefined where it is not one, or of a type that devices do not support. `text` is a byte string. */
export function readSshLine(text: string): SshPublicKey | undefined {
  const [, type, base64, comment = ''] = line.exec(text.trim()) ?? []
  if (base64 === undefined || (type !== 'rsa' && type !== 'ed25519')) return undefined
  const blob = Buffer.from(base64, 'base64')
  return partsOf(blob)[0]?.toString('latin1') === `ssh-${type}` ? { type, blob, comment } : undefined
}

/** Formats a public key as `ssh-ed25519 AAAA... comment`. */
export const sshLine = ({ type, blob, comment }: SshPublicKey): string =>
  `ssh-${type} ${blob.toString('base64')}${comment === '' ? '' : ` ${comment}`}`

/** Returns the public half of a key. Throws a PkiError for a key that is neither RSA nor Ed25519. */
export function sshPublic(key: KeyObject, comment = ''): SshPublicKey {
  const jwk = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' })
  if (jwk.kty === 'RSA') return { type: 'rsa', comment, blob: joined('ssh-rsa', whole(jwk, 'e'), whole(jwk, 'n')) }
  if (jwk.crv === 'Ed25519') return { type: 'ed25519', comment, blob: joined('ssh-ed25519', bytes(jwk, 'x')) }
  throw new PkiError('unsuitable', 'neither an RSA key nor an Ed25519 one')
}

/** Returns the bits of the modulus; 256 for ed25519. */
export function sshBits({ type, blob }: Pick<SshPublicKey, 'type' | 'blob'>): number {
  const modulus = type === 'rsa' ? partsOf(blob)[2] : undefined
  return modulus === undefined ? 256 : BigInt(`0x0${modulus.toString('hex')}`).toString(2).length
}

/** Returns OpenSSH's fingerprint of a key, `SHA256:...`. */
export const sshFingerprint = ({ blob }: Pick<SshPublicKey, 'blob'>): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`

const magic = 'openssh-key-v1\0'

/** The fields of an unencrypted private RSA key after its type. */
const names = { rsa: ['n', 'e', 'd', 'qi', 'p', 'q'] } as const

/** Writes `-----BEGIN OPENSSH PRIVATE KEY-----` (OpenSSH's PROTOCOL.key), not encrypted. Throws a PkiError as `sshPublic` does. */
export function writeSshPrivate(key: KeyObject): string {
  const { type, blob } = sshPublic(key)
  const jwk = key.export({ format: 'jwk' })
  const secret =
    type === 'rsa'
      ? joined('ssh-rsa', ...names.rsa.map((name) => whole(jwk, name)))
      : joined('ssh-ed25519', bytes(jwk, 'x'), Buffer.concat([bytes(jwk, 'd'), bytes(jwk, 'x')]))
  // Two equal numbers show whether a passphrase is right; without a passphrase their value does not matter. A comment and padding follow.
  const check = createHash('sha256').update(blob).digest().subarray(0, 4)
  const section = Buffer.concat([check, check, secret, joined('')])
  const padding = Buffer.from(Array.from({ length: (8 - (section.length % 8)) % 8 }, (_, at) => at + 1))
  const count = Buffer.from([0, 0, 0, 1])
  const body = [Buffer.from(magic, 'latin1'), joined('none', 'none', ''), count, joined(blob, Buffer.concat([section, padding]))]
  return writePem('OPENSSH PRIVATE KEY', Buffer.concat(body))
}

/** Reads the key of an OpenSSH file (the bytes of its PEM block); undefined where it is not one, is encrypted, or of another type. */
export function readSshPrivate(file: Uint8Array): KeyObject | undefined {
  const all = Buffer.from(file)
  if (all.subarray(0, magic.length).toString('latin1') !== magic) return undefined
  const [cipher, kdf, options] = partsOf(all.subarray(magic.length))
  if (cipher?.toString() !== 'none' || kdf === undefined || options === undefined) return undefined
  const at = magic.length + 12 + cipher.length + kdf.length + options.length + 4
  const section = partsOf(all.subarray(at))[1]?.subarray(8)
  const [type, ...parts] = section === undefined ? [] : partsOf(section)
  try {
    if (type?.toString() === 'ssh-rsa') return rsaOf(parts)
    const seed = parts[1]?.subarray(0, 32)
    if (type?.toString() !== 'ssh-ed25519' || seed?.length !== 32) return undefined
    return createPrivateKey({ key: Buffer.concat([ed25519Prefix, seed]), format: 'der', type: 'pkcs8' })
  } catch {
    return undefined
  }
}

/** The PKCS#8 bytes before the 32 bytes of an Ed25519 key (RFC 8410, section 7). */
const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

function rsaOf(parts: readonly Buffer[]): KeyObject | undefined {
  const numbers = names.rsa.map((_, at) => BigInt(`0x0${parts[at]?.toString('hex') ?? ''}`))
  const [n = 0n, e = 0n, d = 0n, qi = 0n, p = 0n, q = 0n] = numbers
  if (p < 2n || q < 2n) return undefined
  const all = { n, e, d, qi, p, q, dp: d % (p - 1n), dq: d % (q - 1n) }
  const key: JsonWebKey = { kty: 'RSA' }
  for (const [name, number] of Object.entries(all)) key[name] = base64(number)
  return createPrivateKey({ key: key, format: 'jwk' })
}

function base64(number: bigint): string {
  const hex = number.toString(16)
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url')
}

/** Splits a blob into its parts, each prefixed by its length. */
function partsOf(blob: Buffer): readonly Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at + 4 <= blob.length;) {
    const end = at + 4 + blob.readUInt32BE(at)
    parts.push(blob.subarray(at + 4, end))
    at = end
  }
  return parts
}

function joined(...parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const content = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
      const length = Buffer.alloc(4)
      length.writeUInt32BE(content.length)
      return [length, content]
    }),
  )
}

const bytes = (jwk: JsonWebKey, name: string): Buffer => {
  const value = jwk[name]
  return Buffer.from(typeof value === 'string' ? value : '', 'base64url')
}

/** Encodes a whole number as SSH's mpint: with a leading zero byte where it would read as negative. */
const whole = (jwk: JsonWebKey, name: string): Buffer => {
  const content = bytes(jwk, name)
  return (content[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), content]) : content
}
