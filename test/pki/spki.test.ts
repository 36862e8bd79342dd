// Owns tests of public keys as DER, against OpenSSL's own encoding.
import { createPublicKey, generateKeyPairSync } from '../../src/crypto.ts'
import { expect, it } from 'vitest'
import { samePublicKey, spkiOf } from '../../src/pki/key.ts'
import { existing } from '../harness/existing.ts'

const keys = [
  ...['prime256v1', 'secp384r1', 'secp521r1', 'secp256k1'].map((namedCurve) => generateKeyPairSync('ec', { namedCurve }).privateKey),
  ...[1024, 1536].map((modulusLength) => generateKeyPairSync('rsa', { modulusLength }).privateKey),
  generateKeyPairSync('rsa-pss', { modulusLength: 1024 }).privateKey,
  generateKeyPairSync('ed25519').privateKey,
]

it('writes the same as OpenSSL', () => {
  for (const key of keys) expect(spkiOf(key).equals(createPublicKey(key).export({ type: 'spki', format: 'der' }))).toBe(true)
  for (let turn = 0; turn < 50; turn++) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp521r1' })
    expect(spkiOf(privateKey).equals(publicKey.export({ type: 'spki', format: 'der' }))).toBe(true)
  }
})

it('distinguishes key types, and keeps no state between calls', () => {
  for (const one of keys) for (const other of keys) expect(samePublicKey(one, other)).toBe(one === other)
  expect(() => createPublicKey(existing(keys[0], 'keys[0]'))).not.toThrow()
})
