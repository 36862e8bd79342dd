// Owns tests of CMS and SCEP messages: openssl reads our messages, and we read its messages.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../src/pki/certificate.ts'
import { openEnveloped, writeEnveloped } from '../../src/pki/cms-enveloped.ts'
import { readSigned, writeBundle, writeSigned } from '../../src/pki/cms-signed.ts'
import { selfSign } from '../../src/pki/issue.ts'
import { decryptSecret, encryptSecret } from '../../src/pki/key-transport.ts'
import { publicKeyOf } from '../../src/pki/key.ts'
import { PkiError } from '../../src/pki/pki-error.ts'
import { authorityOf } from '../../src/pki/scep-authority.ts'
import { algorithmsFor, readCapabilities } from '../../src/pki/scep-capabilities.ts'
import { readMessage, writeScepReply, writeScepRequest } from '../../src/pki/scep-message.ts'
import { issue, issuerOf } from '../../src/pki/issue.ts'
import { writePem } from '../../src/pki/pem.ts'
import { writeKey } from '../../src/pki/key-write.ts'
import { describeWith } from '../harness/judge.ts'
import { contents, fixtureKey, seeded, withFolder } from './fixture.ts'

const digests = ['sha1', 'sha256', 'sha384', 'sha512'] as const
const ciphers = ['aes-256', 'aes-128', '3des', 'des'] as const
const key = fixtureKey('rsa-2048-a')
const certificate = readCertificate(selfSign(contents('one', key), key))
const otherKey = fixtureKey('rsa-2048-b')
const other = readCertificate(selfSign(contents('other', otherKey), otherKey))
const plainBytes = Buffer.from('what is said\n')
const random = seeded(7)

describeWith('openssl', 'openssl reads', () => {
  it.each(digests)('signed data with %s', (digest) => {
    withFolder((openssl) => {
      openssl.put('signed.der', writeSigned(plainBytes, [], { certificate, key }, digest))
      openssl.run('cms', '-verify', '-inform', 'DER', '-in', 'signed.der', '-noverify', '-binary', '-out', 'content')
      expect(openssl.get('content')).toEqual(plainBytes)
    })
  })

  it.each(ciphers)('enveloped data with %s', (cipher) => {
    withFolder((openssl) => {
      openssl.put('key.pem', writeKey(key))
      openssl.put('certificate.pem', writePem('CERTIFICATE', certificate.der))
      openssl.put('enveloped.der', writeEnveloped(plainBytes, certificate, cipher, random))
      // DES is in openssl's legacy provider.
      openssl.run(
        'cms',
        '-decrypt',
        '-provider',
        'default',
        '-provider',
        'legacy',
        '-inform',
        'DER',
        '-in',
        'enveloped.der',
        '-inkey',
        'key.pem',
        '-recip',
        'certificate.pem',
        '-binary',
        '-out',
        'content',
      )
      expect(openssl.get('content')).toEqual(plainBytes)
    })
  })

  it('bundles of certificates', () => {
    withFolder((openssl) => {
      openssl.put('bundle.der', writeBundle({ certificates: [certificate.der, other.der] }))
      const text = openssl.run('pkcs7', '-inform', 'DER', '-in', 'bundle.der', '-print_certs', '-noout')
      expect(text.match(/CN = \w+/g)).toEqual(['CN = one', 'CN = one', 'CN = other', 'CN = other'])
    })
  })
})

describeWith('openssl', 'openssl writes', () => {
  it.each(['md5', ...digests])('signed data with %s, in pieces or whole', (digest) => {
    withFolder((openssl) => {
      openssl.put('key.pem', writeKey(key))
      openssl.put('certificate.pem', writePem('CERTIFICATE', certificate.der))
      openssl.put('content', plainBytes)
      for (const manner of [['-nodetach'], ['-nodetach', '-stream'], ['-nodetach', '-keyid'], ['-nodetach', '-noattr']]) {
        openssl.run(
          'cms',
          '-sign',
          ...manner,
          '-binary',
          '-md',
          digest,
          '-in',
          'content',
          '-signer',
          'certificate.pem',
          '-inkey',
          'key.pem',
          '-outform',
          'DER',
          '-out',
          'signed.der',
        )
        const { content, signer, certificates } = readSigned(openssl.get('signed.der'))
        expect(content).toEqual(plainBytes)
        expect(certificates).toEqual([certificate.der])
        expect(signer?.isBy(certificate), manner.join()).toBe(true)
        expect(signer?.verifies(content, certificate.publicKey)).toBe(true)
        expect(signer?.verifies(Buffer.from('something else'), certificate.publicKey)).toBe(false)
        expect(signer?.verifies(content, other.publicKey)).toBe(false)
      }
    })
  })

  it.each(['aes-256-cbc', 'aes-192-cbc', 'aes-128-cbc', 'des3', 'des-cbc', 'camellia-128-cbc'])('enveloped data with %s', (cipher) => {
    withFolder((openssl) => {
      openssl.put('certificate.pem', writePem('CERTIFICATE', certificate.der))
      openssl.put('other.pem', writePem('CERTIFICATE', other.der))
      openssl.put('content', plainBytes)
      for (const manner of [[], ['-stream'], ['-keyid']]) {
        openssl.run(
          'cms',
          '-encrypt',
          '-provider',
          'default',
          '-provider',
          'legacy',
          ...manner,
          '-binary',
          `-${cipher}`,
          '-in',
          'content',
          '-outform',
          'DER',
          '-out',
          'enveloped.der',
          'other.pem',
          'certificate.pem',
        )
        expect(openEnveloped(openssl.get('enveloped.der'), certificate, key).content).toEqual(plainBytes)
      }
    })
  })
})

describe('key transport', () => {
  it('returns the encrypted data, of any length that the key can hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 128 - 11 }), (secret) => {
        const small = fixtureKey('rsa-1024-a')
        expect(decryptSecret(encryptSecret(secret, publicKeyOf(small), random), small)).toEqual(Buffer.from(secret))
      }),
      { numRuns: 50 },
    )
  })

  it('refuses data that is too long, another key, and keys that cannot encrypt', () => {
    const small = fixtureKey('rsa-1024-a')
    expect(() => encryptSecret(Buffer.alloc(118), publicKeyOf(small), random)).toThrow('an RSA key too short')
    expect(() => encryptSecret(plainBytes, publicKeyOf(fixtureKey('ec-prime256v1')), random)).toThrow('a key of ec carries no secrets')
    expect(() => decryptSecret(encryptSecret(plainBytes, certificate.publicKey, random), otherKey)).toThrow('not encrypted for this key')
  })
})

describe('a SCEP message', () => {
  const manner = { cipher: 'aes-128', digest: 'sha256' } as const
  const signer = { certificate, key }
  const nonce = Buffer.alloc(16, 5)

  it('is a request or a response', () => {
    const question = readMessage(
      writeScepRequest({ type: 'PKCSReq', transactionId: 'abc', senderNonce: nonce }, plainBytes, other, signer, manner, random),
    )
    expect([question.type, question.transactionId, question.digest]).toEqual(['PKCSReq', 'abc', 'sha256'])
    expect(question.signedBy()?.fingerprint).toBe(certificate.fingerprint)
    expect(question.open({ certificate: other, key: otherKey })).toEqual({ content: plainBytes, cipher: 'aes-128' })
    expect(() => question.open(signer)).toThrow('not encrypted for this certificate')
    const heading = { transactionId: 'abc', senderNonce: nonce, recipientNonce: question.senderNonce } as const
    const refused = readMessage(
      writeScepReply({ ...heading, status: 'failure', failInfo: 'badTime', failInfoText: 'too late' }, undefined, signer, manner, random),
    )
    expect([refused.type, refused.status, refused.failInfo, refused.failInfoText]).toEqual(['CertRep', 'failure', 'badTime', 'too late'])
    expect(refused.recipientNonce).toEqual(nonce)
    expect(refused.signedBy([other])).toBeUndefined()
  })

  it('is refused after a byte was changed', () => {
    const whole = writeScepRequest({ type: 'PKCSReq', transactionId: 'abc', senderNonce: nonce }, plainBytes, other, signer, manner, random)
    const believed = (bytes: Uint8Array): boolean => {
      try {
        const message = readMessage(bytes)
        return (
          message.signedBy([certificate]) !== undefined &&
          !(message.transactionId === 'abc' && message.open({ certificate: other, key: otherKey }).content.equals(plainBytes))
        )
      } catch (error) {
        if (error instanceof PkiError) return false
        throw error
      }
    }
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ flip
        expect(believed(changed)).toBe(false)
        expect(believed(whole.subarray(0, at))).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the capabilities of a server', () => {
  it.each([
    ['POSTPKIOperation\nAES\nSHA-256\nDES3\nSHA-1\n', { post: true, cipher: 'aes-128', digest: 'sha256' }],
    ['scepstandard', { post: true, cipher: 'aes-128', digest: 'sha256' }],
    ['DES3\r\nSHA-1\r\n', { post: false, cipher: '3des', digest: 'sha1' }],
    ['AES SHA-512', { post: false, cipher: 'aes-128', digest: 'sha512' }],
    ['', { post: false, cipher: 'des', digest: 'sha1' }],
  ])('%j determine the methods', (text, manner) => expect(algorithmsFor(readCapabilities(text))).toEqual(manner))

  it('include its authority among the registration certificates', () => {
    const root = readCertificate(selfSign(contents('root', key, { 'key-usage': ['key-cert-sign'] }), key))
    const sub = readCertificate(issue(contents('sub', otherKey, { 'key-usage': ['key-cert-sign'] }), issuerOf(root, key)))
    const small = fixtureKey('rsa-1024-a')
    const signs = readCertificate(issue(contents('signs', small, { 'key-usage': ['digital-signature'] }), issuerOf(sub, otherKey)))
    const reads = readCertificate(issue(contents('reads', small, { 'key-usage': ['key-encipherment'] }), issuerOf(sub, otherKey)))
    expect(authorityOf([reads, root, signs, sub])).toEqual({ ca: sub, recipient: reads, signers: [signs, sub] })
    expect(authorityOf([root, sub])).toEqual({ ca: sub, recipient: sub, signers: [sub] })
    expect(authorityOf([certificate])).toEqual({ ca: certificate, recipient: certificate, signers: [certificate] })
  })
})
