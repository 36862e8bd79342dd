// Owns password-based encryption, chosen by an AlgorithmIdentifier: PBES1 and PBES2 of PKCS#5, and the schemes of PKCS#12.
import { type Random } from '../host/host.ts'
import { type Cipher, ciphers, ciphersById, decipher, encipher, rc2Cipher } from './cipher.ts'
import { type Der, Fields, tag } from './der-read.ts'
import { latin1Of } from '../text/bytes.ts'
import { derInteger, derNull, objectId, octetString, sequence } from './der-write.ts'
import { oid } from './oid.ts'
import { Budget, type Secret, pbkdf1, pbkdf2, pkcs12Key, purpose, scrypt } from './passphrase.ts'
import { PkiError, malformed } from './pki-error.ts'

/**
 * Decrypts `data` by the scheme of `algorithm`. Throws a PkiError: `wrong passphrase` for bad padding, `unsupported` for an unknown scheme
 * (its identifier in the message), `limit`, `malformed`.
 */
export function decrypt(algorithm: Der, data: Uint8Array, secret: Secret, budget: Budget): Buffer {
  const fields = new Fields(algorithm, 'encryption algorithm')
  const id = fields.next().oid
  const parameters = fields.optional(tag.sequence)
  if (parameters === undefined) throw unsupported(id)
  if (id === oid.pbes2) return decryptPbes2(new Fields(parameters, 'PBES2'), data, secret, budget)
  const salted = new Fields(parameters, 'password-based encryption')
  const salt = salted.next().octets
  const rounds = salted.next().number
  const first = pbes1.get(id)
  if (first !== undefined) {
    const key = pbkdf1(secret, salt, rounds, first.digest, budget)
    return decipher(first.cipher, key.subarray(0, 8), key.subarray(8, 16), data)
  }
  const cipher = pkcs12Schemes.get(id)
  if (cipher === undefined) throw unsupported(id)
  const key = pkcs12Key(secret, salt, rounds, cipher.keyLength, purpose.key, 'sha1', budget)
  const iv = cipher.ivLength === 0 ? key : pkcs12Key(secret, salt, rounds, cipher.ivLength, purpose.iv, 'sha1', budget)
  return decipher(cipher, key, iv, data)
}

/** Encrypted bytes with their AlgorithmIdentifier, as DER in a byte string. */
export interface Encrypted {
  readonly algorithm: string
  readonly data: Buffer
}

const ids = {
  pbes2: objectId(oid.pbes2),
  pbkdf2: objectId(oid.pbkdf2),
  aes256: objectId(oid.aes256Cbc),
  hmacWithSha256: sequence(objectId(oid.hmacWithSha256), derNull),
  pbeSha1TripleDes: objectId(oid.pbeSha1TripleDes),
}

/** The number of rounds of key derivation in what is written: openssl's default (PKCS5_DEFAULT_ITER). */
export const derivationRounds = 2048

/**
 * Encrypts by PBES2 with AES-256-CBC, PBKDF2 of 2048 rounds and an 8-byte salt. `digest` 'sha1' leaves the PRF out, as RouterOS does (the
 * key of transcript C-63); 'sha256' names it, as openssl does.
 */
export function encryptPbes2(data: Uint8Array, secret: Secret, digest: 'sha1' | 'sha256', random: Random): Encrypted {
  const salt = random.bytes(8)
  const iv = random.bytes(16)
  const key = pbkdf2(secret, salt, derivationRounds, 32, digest, new Budget())
  const derivation = sequence(octetString(latin1Of(salt)), derInteger(derivationRounds), digest === 'sha256' ? ids.hmacWithSha256 : '')
  const algorithm = sequence(ids.pbes2, sequence(sequence(ids.pbkdf2, derivation), sequence(ids.aes256, octetString(latin1Of(iv)))))
  return { algorithm, data: encipher(ciphers.aes256, key, iv, data) }
}

/** Encrypts by PKCS#12's three-key 3DES with SHA-1 and 2048 rounds, as version 6 does. */
export function encryptTripleDes(data: Uint8Array, secret: Secret, random: Random): Encrypted {
  const salt = random.bytes(8)
  const key = pkcs12Key(secret, salt, derivationRounds, 24, purpose.key, 'sha1', new Budget())
  const iv = pkcs12Key(secret, salt, derivationRounds, 8, purpose.iv, 'sha1', new Budget())
  const algorithm = sequence(ids.pbeSha1TripleDes, sequence(octetString(latin1Of(salt)), derInteger(derivationRounds)))
  return { algorithm, data: encipher(ciphers.tripleDes, key, iv, data) }
}

const pbes1: ReadonlyMap<string, { readonly digest: string; readonly cipher: Cipher }> = new Map([
  ['1.2.840.113549.1.5.3', { digest: 'md5', cipher: ciphers.des }],
  ['1.2.840.113549.1.5.6', { digest: 'md5', cipher: rc2Cipher(8, 64) }],
  ['1.2.840.113549.1.5.10', { digest: 'sha1', cipher: ciphers.des }],
  ['1.2.840.113549.1.5.11', { digest: 'sha1', cipher: rc2Cipher(8, 64) }],
])

const pkcs12Schemes: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  ['1.2.840.113549.1.12.1.1', ciphers.rc4x128],
  ['1.2.840.113549.1.12.1.2', ciphers.rc4x40],
  [oid.pbeSha1TripleDes, ciphers.tripleDes],
  ['1.2.840.113549.1.12.1.4', ciphers.tripleDes2],
  ['1.2.840.113549.1.12.1.5', rc2Cipher(16, 128)],
  ['1.2.840.113549.1.12.1.6', rc2Cipher(5, 40)],
])

const rc2Cbc = '1.2.840.113549.3.2'

const prfs: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.6', 'md5'],
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  [oid.hmacWithSha256, 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
  ['1.2.840.113549.2.12', 'sha512-224'],
  ['1.2.840.113549.2.13', 'sha512-256'],
])

function decryptPbes2(fields: Fields, data: Uint8Array, secret: Secret, budget: Budget): Buffer {
  const derivation = new Fields(fields.next(), 'key derivation')
  const { cipher, iv } = pbes2Cipher(new Fields(fields.next(), 'encryption scheme'))
  const id = derivation.next().oid
  const parameters = new Fields(derivation.next(), 'key derivation')
  const salt = parameters.next(tag.octetString).octets
  if (id === oid.scrypt) {
    const [n, r, p] = [parameters.next().number, parameters.next().number, parameters.next().number]
    return decipher(cipher, scrypt(secret, salt, n, r, p, cipher.keyLength, budget), iv, data)
  }
  if (id !== oid.pbkdf2) throw unsupported(id)
  const count = parameters.next().number
  parameters.optional(tag.integer)
  const named = parameters.optional(tag.sequence)
  const prf = named === undefined ? 'sha1' : prfs.get(new Fields(named, 'PRF').next().oid)
  if (prf === undefined) throw unsupported('the PRF of PBKDF2')
  return decipher(cipher, pbkdf2(secret, salt, count, cipher.keyLength, prf, budget), iv, data)
}

function pbes2Cipher(fields: Fields): { cipher: Cipher; iv: Buffer } {
  const id = fields.next().oid
  const parameters = fields.next()
  if (id === rc2Cbc) {
    const rc2Fields = new Fields(parameters, 'RC2')
    const version = rc2Fields.optional(tag.integer)?.number
    // RFC 8018 B.2.3: the version gives the number of effective bits.
    const bits = version === undefined ? 32 : version === 160 ? 40 : version === 120 ? 64 : version === 58 ? 128 : version
    return { cipher: rc2Cipher(rc2KeyLength(bits), bits), iv: eight(rc2Fields.next(tag.octetString).octets) }
  }
  const cipher = ciphersById.get(id)
  if (cipher === undefined) throw unsupported(id)
  const iv = parameters.expect(tag.octetString, 'initialization vector').octets
  if (iv.length !== cipher.ivLength) throw malformed('an initialization vector of the wrong length')
  return { cipher, iv }
}

function rc2KeyLength(bits: number): number {
  if (bits < 8 || bits > 1024) throw malformed('an RC2 key of impossible length')
  return Math.ceil(bits / 8)
}

function eight(iv: Buffer): Buffer {
  if (iv.length !== 8) throw malformed('an initialization vector of the wrong length')
  return iv
}

const unsupported = (what: string): PkiError => new PkiError('unsupported', `encryption by ${what}`)
