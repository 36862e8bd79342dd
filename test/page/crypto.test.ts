// Owns tests of the page's cryptography against node's: ciphers and curves that no library provides.
import * as node from 'node:crypto'
import { expect, it } from 'vitest'
import * as page from '../../src/host/page/crypto/crypto.ts'
import { curveNumbers } from '../../src/host/page/crypto/curve-numbers.ts'
import { seeded } from '../pki/fixture.ts'
import { thrownBy } from '../harness/expected.ts'

const random = seeded(23)
const bytes = (length: number): Buffer => Buffer.from(random.bytes(length))
/** The result of `export` as DER. */
function bytesFrom(given: unknown): Buffer {
  if (!Buffer.isBuffer(given)) throw new TypeError('no DER')
  return given
}

const names = ['aes', 'camellia', 'aria'].flatMap((cipher) => [128, 192, 256].map((bits) => [`${cipher}-${bits}-cbc`, bits / 8] as const))

it.each(names)("%s equals node's result in both directions, with and without padding", (name, length) => {
  for (const size of [0, 1, 15, 16, 17, 64, 100]) {
    const [key, iv, data] = [bytes(length), bytes(16), bytes(size)]
    const by = (way: typeof page | typeof node): string => {
      const cipher = way.createCipheriv(name, key, iv)
      return Buffer.concat([cipher.update(data), cipher.final()]).toString('hex')
    }
    expect(by(page)).toBe(by(node))
    for (const padded of [true, false]) {
      const decipher = page.createDecipheriv(name, key, iv).setAutoPadding(padded)
      const plain = Buffer.concat([decipher.update(Buffer.from(by(node), 'hex')), decipher.final()])
      expect(plain.subarray(0, size)).toEqual(data)
    }
  }
  expect(thrownBy(() => page.createCipheriv(name, bytes(length + 1), bytes(16)))).toBe('RangeError: Invalid key length')
})

const curves = ['prime256v1', 'secp384r1', 'secp521r1', 'secp256k1', ...curveNumbers.map(({ name }) => name)]

it.each(curves)('%s creates signatures that node verifies, and vice versa', (namedCurve) => {
  const { privateKey } = page.generateKeyPairSync('ec', { namedCurve })
  const pkcs8 = bytesFrom(privateKey.export({ format: 'der', type: 'pkcs8' }))
  const theirs = node.createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  expect(theirs.asymmetricKeyDetails?.namedCurve).toBe(namedCurve)
  expect(theirs.export({ format: 'der', type: 'pkcs8' })).toEqual(pkcs8)
  const data = bytes(50)
  for (const digest of ['sha1', 'sha256', 'sha512']) {
    expect(node.verify(digest, data, node.createPublicKey(theirs), page.sign(digest, data, privateKey))).toBe(true)
    const signature = node.sign(digest, data, theirs)
    expect(page.verify(digest, data, privateKey.public, signature)).toBe(true)
    expect(page.verify(digest, bytes(50), privateKey.public, signature)).toBe(false)
  }
  // With explicit curve parameters instead of the name.
  const explicit = node.generateKeyPairSync('ec', { namedCurve, paramEncoding: 'explicit' }).publicKey
  expect(
    page.createPublicKey({ key: explicit.export({ format: 'der', type: 'spki' }), format: 'der', type: 'spki' }).asymmetricKeyDetails,
  ).toEqual({ namedCurve })
})

it('reads, writes and uses keys that are restricted to RSASSA-PSS', () => {
  const { privateKey: pem } = node.generateKeyPairSync('rsa-pss', {
    modulusLength: 1024,
    hashAlgorithm: 'sha256',
    mgf1HashAlgorithm: 'sha256',
    publicKeyEncoding: { format: 'pem', type: 'spki' },
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
  })
  const privateKey = node.createPrivateKey(pem)
  const key = page.createPrivateKey(pem)
  expect(key.export({ format: 'pem', type: 'pkcs8' })).toBe(pem)
  expect(key.asymmetricKeyDetails).toEqual(privateKey.asymmetricKeyDetails)
  const data = bytes(50)
  expect(page.verify('sha256', data, key.public, node.sign('sha256', data, privateKey))).toBe(true)
  const fresh = page.generateKeyPairSync('rsa-pss', { modulusLength: 1024 })
  const spki = bytesFrom(fresh.publicKey.export({ format: 'der', type: 'spki' }))
  expect(node.createPublicKey({ key: spki, format: 'der', type: 'spki' }).asymmetricKeyType).toBe('rsa-pss')
})
