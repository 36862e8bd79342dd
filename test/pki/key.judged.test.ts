// Owns the tests of keys that openssl reads, and of all key formats that openssl writes.
import { expect, test } from 'vitest'
import { makeKey } from '../../src/pki/key-make.ts'
import { describeSpki, spkiOf } from '../../src/pki/key.ts'
import { readDer } from '../../src/pki/der-read.ts'
import { readKeyDer } from '../../src/pki/key-read.ts'
import { writeEncryptedKey, writeKey } from '../../src/pki/key-write.ts'
import { describeWith } from '../harness/judge.ts'
import { fixture, fixtureKey, keyNames, seeded, withFolder } from './fixture.ts'
import { expectKey, readText } from './key-text.ts'

const passphrase = 'P\xc4\x81role 1'

describeWith('openssl', 'openssl on our keys', () => {
  test('pkey -check accepts keys of makeKey', () => {
    withFolder((openssl) => {
      for (const size of ['1024', '1536', '2048', 'prime256v1', 'secp384r1', 'secp521r1'] as const) {
        openssl.put('key.pem', writeKey(makeKey(size)))
        expect(openssl.run('pkey', '-check', '-noout', '-in', 'key.pem')).toContain('Key is valid')
      }
      for (let count = 0; count < 20; count++) {
        openssl.put('key.pem', writeKey(makeKey('1024')))
        expect(openssl.run('rsa', '-check', '-noout', '-in', 'key.pem')).toContain('RSA key ok')
      }
    })
  })

  test.each(keyNames)('%s, encrypted as RouterOS does, is read', (name) => {
    const key = fixtureKey(name)
    withFolder((openssl) => {
      const text = writeEncryptedKey(key, passphrase, seeded(1))
      openssl.put('key.pem', text)
      openssl.put('pass', Buffer.from(passphrase, 'latin1'))
      openssl.run('pkey', '-in', 'key.pem', '-passin', 'file:pass', '-outform', 'DER', '-out', 'key.der')
      expectKey(readKeyDer(openssl.get('key.der'), undefined), key)
      expect(openssl.run('asn1parse', '-in', 'key.pem')).not.toContain('hmacWith')
    })
  })
})

describeWith('openssl', 'every form that openssl writes', () => {
  const secrets = ['-passout', 'file:pass']

  test.each(keyNames)('%s', (name) => {
    const key = fixtureKey(name)
    const traditional = name.startsWith('rsa') ? 'rsa' : 'ec'
    withFolder((openssl) => {
      openssl.put('in.pem', fixture(`keys/${name}.pem`))
      openssl.put('pass', Buffer.from(passphrase, 'latin1'))
      openssl.run('pkey', '-in', 'in.pem', '-traditional', '-out', 'plain.pem')
      expectKey(readText(openssl.get('plain.pem').toString('latin1')), key)
      for (const form of ['PEM', 'DER']) {
        openssl.run(traditional, '-in', 'in.pem', '-outform', form, '-out', 'x')
        openssl.run('pkcs8', '-topk8', '-nocrypt', '-in', 'in.pem', '-outform', form, '-out', 'y')
        for (const file of ['x', 'y'])
          expectKey(form === 'PEM' ? readText(openssl.get(file).toString('latin1')) : readKeyDer(openssl.get(file), undefined), key)
      }
      for (const cipher of ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc', 'camellia-256-cbc', 'aria-128-cbc']) {
        openssl.run('pkey', '-in', 'in.pem', '-traditional', `-${cipher}`, '-out', 'x', ...secrets)
        const text = openssl.get('x').toString('latin1')
        expect(text).toContain('DEK-Info')
        expectKey(readText(text, passphrase), key)
        expect(readText(text).outcome).toBe('needs passphrase')
        expect(readText(text, 'wrong').outcome).toBe('wrong passphrase')
      }
      const schemes = [
        ['-v2', 'aes-128-cbc'],
        ['-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA512'],
        ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA1', '-iter', '100000'],
        ['-v2', 'des3', '-v2prf', 'hmacWithSHA384'],
        ['-scrypt'],
        ['-v2', 'aes-256-cbc', '-scrypt', '-scrypt_N', '1024', '-scrypt_r', '4', '-scrypt_p', '2'],
        ['-v1', 'PBE-SHA1-3DES'],
        ['-v1', 'PBE-SHA1-2DES'],
        ['-provider', 'default', '-provider', 'legacy', '-v1', 'PBE-SHA1-RC2-40'],
        ['-provider', 'default', '-provider', 'legacy', '-v1', 'PBE-SHA1-RC2-128'],
        ['-provider', 'default', '-provider', 'legacy', '-v1', 'PBE-SHA1-RC4-128'],
        ['-provider', 'default', '-provider', 'legacy', '-v1', 'PBE-SHA1-RC4-40'],
        ['-provider', 'default', '-provider', 'legacy', '-v1', 'PBE-MD5-DES'],
        ['-provider', 'default', '-provider', 'legacy', '-v1', 'PBE-SHA1-DES'],
        ['-provider', 'default', '-provider', 'legacy', '-v1', 'PBE-MD5-RC2-64'],
        ['-provider', 'default', '-provider', 'legacy', '-v1', 'PBE-SHA1-RC2-64'],
        ['-provider', 'default', '-provider', 'legacy', '-v2', 'rc2'],
        ['-provider', 'default', '-provider', 'legacy', '-v2', 'rc2-40-cbc'],
        ['-provider', 'default', '-provider', 'legacy', '-v2', 'rc2-64-cbc'],
        ['-provider', 'default', '-provider', 'legacy', '-v2', 'des'],
      ]
      for (const scheme of schemes) {
        openssl.run('pkcs8', '-topk8', '-in', 'in.pem', ...scheme, '-outform', 'DER', '-out', 'x', '-passout', 'file:pass')
        const der = openssl.get('x')
        const reading = readKeyDer(der, passphrase)
        expect(reading.outcome, scheme.join(' ')).toBe('key')
        expectKey(reading, key)
        expect(readKeyDer(der, 'wrong').outcome, scheme.join(' ')).toBe('wrong passphrase')
      }
    })
  })

  test('traditional formats with old ciphers, DSA keys and explicit curve parameters are read', () => {
    const key = fixtureKey('rsa-1024-a')
    withFolder((openssl) => {
      openssl.put('in.pem', fixture('keys/rsa-1024-a.pem'))
      openssl.put('pass', 'abc')
      for (const cipher of ['des-cbc', 'rc2-cbc', 'rc2-40-cbc', 'rc2-64-cbc', 'des-ede-cbc']) {
        openssl.run(
          'rsa',
          '-provider',
          'default',
          '-provider',
          'legacy',
          '-in',
          'in.pem',
          '-traditional',
          `-${cipher}`,
          '-out',
          'x',
          ...secrets,
        )
        const text = openssl.get('x').toString('latin1')
        expect(text).toContain(cipher.toUpperCase())
        expectKey(readText(text, 'abc'), key)
      }
      openssl.run('dsaparam', '-out', 'dsa.param', '1024')
      openssl.run('gendsa', '-out', 'dsa.pem', 'dsa.param')
      openssl.run('dsa', '-in', 'dsa.pem', '-outform', 'DER', '-out', 'dsa.der')
      for (const reading of [readText(openssl.get('dsa.pem').toString('latin1')), readKeyDer(openssl.get('dsa.der'), undefined)]) {
        expect(reading.outcome).toBe('key')
        if (reading.outcome === 'key') expect(describeSpki(readDer(spkiOf(reading.key)))).toEqual({ type: 'dsa', size: '1024' })
      }
      openssl.run('ecparam', '-name', 'secp384r1', '-genkey', '-out', 'ec.pem')
      expect(readText(openssl.get('ec.pem').toString('latin1')).outcome).toBe('key')
    })
  })
})
