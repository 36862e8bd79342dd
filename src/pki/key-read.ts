// Owns reading private keys in every format found in files.
import { createPrivateKey, type KeyObject } from '../crypto.ts'
import { type Cipher, ciphers, decipher, rc2Cipher } from './cipher.ts'
import { type Der, readDer, readFirst, tag } from './der-read.ts'
import { decrypt } from './encryption.ts'
import { Budget, type Secret, pemKey, secretsOf } from './passphrase.ts'
import { type PemBlock, writePem } from './pem.ts'
import { PkiError, guarded } from './pki-error.ts'

/** The result of reading a key. `unreadable` has the reason: an unknown cipher, too many rounds. */
export type KeyReading =
  | { readonly outcome: 'key'; readonly key: KeyObject }
  | { readonly outcome: 'needs passphrase' | 'wrong passphrase' | 'not a key' }
  | { readonly outcome: 'unreadable'; readonly error: PkiError }

/** Labels of PEM blocks that hold a private key. */
export const keyLabels: ReadonlySet<string> = new Set([
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'DSA PRIVATE KEY',
])

/**
 * Reads the private key of a DER file: PKCS#1, SEC1, traditional DSA, PKCS#8, or encrypted PKCS#8. `passphrase` is a byte string; undefined
 * where there is none, while '' is tried. Never throws.
 */
export const readKeyDer = (der: Uint8Array, passphrase: string | undefined, budget = new Budget()): KeyReading =>
  reading(() => readForm(readFirst(der), passphrase, budget))

/** Reads the private key of a PEM block, also one encrypted in the traditional way (`DEK-Info`). Never throws. */
export function readKeyBlock(block: PemBlock, passphrase: string | undefined, budget = new Budget()): KeyReading {
  if (!keyLabels.has(block.label)) return { outcome: 'not a key' }
  const info = block.headers.get('DEK-Info')
  if (info === undefined) return readKeyDer(block.bytes, passphrase, budget)
  return reading(() => firstThatOpens(passphrase, (secret) => readForm(readDer(decryptPem(info, block.bytes, secret)), undefined, budget)))
}

function reading(read: () => KeyObject): KeyReading {
  try {
    return { outcome: 'key', key: read() }
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    if (error.kind === 'needs passphrase' || error.kind === 'wrong passphrase') return { outcome: error.kind }
    return error.kind === 'malformed' ? { outcome: 'not a key' } : { outcome: 'unreadable', error }
  }
}

/** Detects the format, which node:crypto has to be given, by the first elements. */
function readForm(der: Der, passphrase: string | undefined, budget: Budget): KeyObject {
  const [first, second, third] = der.expect(tag.sequence, 'private key').children
  if (first?.tag === tag.sequence && (second?.tag === tag.octetString || second?.tag === (tag.octetString | 0x20)))
    return firstThatOpens(passphrase, (secret) => readForm(readDer(decrypt(first, second.octets, secret, budget)), undefined, budget))
  if (first?.tag !== tag.integer) throw new PkiError('malformed', 'not a private key')
  if (second?.tag === tag.sequence && third?.tag === tag.octetString) return create(der.bytes, 'pkcs8', budget)
  if (second?.tag === tag.octetString) return create(der.bytes, 'sec1', budget)
  if (second?.tag === tag.integer && der.children.length >= 9) return create(der.bytes, 'pkcs1', budget)
  // Node has no `type` for the traditional DSA format, but reads it from PEM.
  if (second?.tag === tag.integer && der.children.length === 6) {
    budget.key()
    return guarded('malformed', 'not a DSA key', () => createPrivateKey(writePem('DSA PRIVATE KEY', der.bytes)))
  }
  throw new PkiError('malformed', 'not a private key')
}

function create(der: Buffer, type: 'pkcs1' | 'pkcs8' | 'sec1', budget: Budget): KeyObject {
  budget.key()
  return guarded('malformed', 'not a private key', () => createPrivateKey({ key: der, format: 'der', type }))
}

/**
 * Returns the result of `open` for the first form of the passphrase that works. A wrong passphrase can pass the padding check by chance (1
 * in 256) and then yields no key: that is `wrong passphrase` too.
 */
function firstThatOpens<T>(passphrase: string | undefined, open: (secret: Secret) => T): T {
  if (passphrase === undefined) throw new PkiError('needs passphrase', 'encrypted, and there is no passphrase')
  for (const secret of secretsOf(passphrase)) {
    try {
      return open(secret)
    } catch (error) {
      if (!(error instanceof PkiError) || (error.kind !== 'wrong passphrase' && error.kind !== 'malformed')) throw error
    }
  }
  throw new PkiError('wrong passphrase', 'the passphrase does not open it')
}

const pemCiphers: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  ['AES-128-CBC', ciphers.aes128],
  ['AES-192-CBC', ciphers.aes192],
  ['AES-256-CBC', ciphers.aes256],
  ['DES-EDE3-CBC', ciphers.tripleDes],
  ['DES-EDE-CBC', ciphers.tripleDes2],
  ['DES-CBC', ciphers.des],
  ['RC2-CBC', rc2Cipher(16, 128)],
  ['RC2-64-CBC', rc2Cipher(8, 64)],
  ['RC2-40-CBC', rc2Cipher(5, 40)],
  ['CAMELLIA-128-CBC', { name: 'camellia-128-cbc', keyLength: 16, ivLength: 16 }],
  ['CAMELLIA-192-CBC', { name: 'camellia-192-cbc', keyLength: 24, ivLength: 16 }],
  ['CAMELLIA-256-CBC', { name: 'camellia-256-cbc', keyLength: 32, ivLength: 16 }],
  ['ARIA-128-CBC', { name: 'aria-128-cbc', keyLength: 16, ivLength: 16 }],
  ['ARIA-192-CBC', { name: 'aria-192-cbc', keyLength: 24, ivLength: 16 }],
  ['ARIA-256-CBC', { name: 'aria-256-cbc', keyLength: 32, ivLength: 16 }],
])

function decryptPem(info: string, data: Uint8Array, secret: Secret): Buffer {
  const [name = '', hex = ''] = info.split(',', 2)
  const cipher = pemCiphers.get(name.trim().toUpperCase())
  if (cipher === undefined) throw new PkiError('unsupported', `encryption by ${name}`)
  const iv = Buffer.from(hex.trim(), 'hex')
  if (iv.length !== cipher.ivLength) throw new PkiError('unsupported', 'a DEK-Info without its initialization vector')
  return decipher(cipher, pemKey(secret, iv.subarray(0, 8), cipher.keyLength), iv, data)
}
