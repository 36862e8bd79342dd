// Owns the tests that keys are valid, are read in every format, and are written as RouterOS writes them.
import { verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sign } from '../../src/crypto.ts'
import { type KeySize } from '../../src/host/host.ts'
import { makeKey } from '../../src/pki/key-make.ts'
import { describeSpki, keyIdentifier, samePublicKey, spkiOf } from '../../src/pki/key.ts'
import { readDer } from '../../src/pki/der-read.ts'
import { readKeyDer } from '../../src/pki/key-read.ts'
import { writeEncryptedKey, writeKey, writeKeyDer } from '../../src/pki/key-write.ts'
import { readPem } from '../../src/pki/pem.ts'
import { fixture, fixtureKey, seeded } from './fixture.ts'
import { expectKey, readText } from './key-text.ts'
import { processorTime } from '../harness/processor.ts'
import { thrownBy } from '../harness/expected.ts'
import { existing } from '../harness/existing.ts'

describe('creating a key', () => {
  const sizes: readonly KeySize[] = ['1024', '1536', '2048', 'prime256v1', 'secp384r1', 'secp521r1']

  test.each(sizes)('%s: has the size, signs, and is different each time', (size) => {
    const key = makeKey(size)
    expect(describeSpki(readDer(spkiOf(key)))).toEqual({ type: /^\d+$/.test(size) ? 'rsa' : 'ec', size })
    const data = Buffer.from('x')
    expect(verify('sha256', data, key.export({ type: 'pkcs8', format: 'pem' }), sign('sha256', data, key))).toBe(true)
    expect(samePublicKey(key, makeKey(size === '1536' ? '1024' : size))).toBe(false)
  })
})

describe('writing a key', () => {
  test("an RSA-2048 key in the device's format has 1858 bytes, as published", () => {
    for (const name of ['rsa-2048-a', 'rsa-2048-b'] as const) {
      const text = writeEncryptedKey(fixtureKey(name), '11111111', seeded(2))
      expect(text.length).toBe(1858)
      expectKey(readText(text, '11111111'), fixtureKey(name))
    }
  })

  test('PEM has lines of 64 characters, LF, and a final line end', () => {
    for (const text of [writeKey(fixtureKey('rsa-2048-a')), writeKey(fixtureKey('ec-prime256v1'))]) {
      expect(text).toMatch(/^-----BEGIN PRIVATE KEY-----\n(?:[^\n]{64}\n)*[^\n]{1,64}\n-----END PRIVATE KEY-----\n$/)
      expect(text).not.toContain('\r')
    }
    expect(writeKey(fixtureKey('rsa-2048-a'))).toBe(fixture('keys/rsa-2048-a.pem').toString())
  })

  test('a public key and an empty passphrase are refused', () => {
    expect(thrownBy(() => writeEncryptedKey(fixtureKey('rsa-1024-a'), '', seeded(1)))).toBe('PkiError: an empty passphrase')
  })
})

describe('reading a key', () => {
  test('the exported key of a router belongs to its certificate (C-63)', () => {
    const text = fixture('certificates/external.pem').toString('latin1')
    const reading = readText(text, '11111111')
    expect(reading.outcome).toBe('key')
    if (reading.outcome === 'key')
      expect(keyIdentifier(spkiOf(reading.key)).toString('hex')).toBe('3577796ef96e215f5802119ce7230773a3b35e93')
    expect(readText(text).outcome).toBe('needs passphrase')
    expect(readText(text, '').outcome).toBe('wrong passphrase')
    expect(readText(text, '11111112').outcome).toBe('wrong passphrase')
  })

  test('other data is refused', () => {
    expect(readKeyDer(Buffer.alloc(0), '').outcome).toBe('not a key')
    expect(readKeyDer(Buffer.from('3003020101', 'hex'), '').outcome).toBe('not a key')
    expect(readKeyDer(spkiOf(fixtureKey('rsa-1024-a')), '').outcome).toBe('not a key')
    expect(readKeyDer(writeKeyDer(fixtureKey('rsa-1024-a')).subarray(0, 300), '').outcome).toBe('not a key')
  })

  test('excessive key derivation is refused at once', () => {
    const text = writeEncryptedKey(fixtureKey('ec-prime256v1'), 'x', seeded(1))
    const der = existing(readPem(text)[0], 'PEM block').bytes
    // The iteration count, 02 02 08 00, becomes a number of four bytes; the enclosing lengths grow by two.
    const at = der.indexOf(Buffer.from('02020800', 'hex'))
    const costly = Buffer.concat([der.subarray(0, at), Buffer.from('02047fffffff', 'hex'), der.subarray(at + 4)])
    const headers: number[] = []
    for (const [offset, byte] of costly.subarray(0, at).entries()) if (byte === 0x30) headers.push(offset)
    for (const offset of headers) {
      const length = costly.readUInt8(offset + 1)
      const last = offset + (length > 0x80 ? length - 0x7f : 1)
      costly.writeUInt8(costly.readUInt8(last) + 2, last)
    }
    const start = processorTime()
    expect(readKeyDer(costly, 'x')).toMatchObject({ outcome: 'unreadable', error: { kind: 'limit' } })
    expect(processorTime() - start).toBeLessThan(1000)
  })
})
