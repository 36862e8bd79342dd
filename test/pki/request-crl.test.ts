// Owns the tests of requests and revocation lists: writing, reading and refusing.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../src/pki/certificate.ts'
import { readCrl, writeCrl } from '../../src/pki/crl.ts'
import { issue } from '../../src/pki/issue.ts'
import { samePublicKey } from '../../src/pki/key.ts'
import { nameText } from '../../src/pki/name.ts'
import { PkiError } from '../../src/pki/pki-error.ts'
import { readRequest, writeRequest } from '../../src/pki/request.ts'
import { contents, fixtureKey, keyNames, newYear, seeded } from './fixture.ts'
import { caOf, crlContents, requested } from './request-crl-contents.ts'
import { processorTime } from '../harness/processor.ts'
import { day } from '../../src/text/units.ts'

describe('requests', () => {
  test.each(keyNames)('%s: written values are read again, and a certificate is issued', (name) => {
    const key = fixtureKey(name)
    const request = readRequest(writeRequest(requested, key))
    expect(request.verified).toBe(true)
    expect(request.subject).toEqual({ country: 'LV', organization: 'Lab', 'common-name': 'host' })
    expect(request['key-usage']).toEqual(requested['key-usage'])
    expect(request['subject-alt-name']).toEqual(requested['subject-alt-name'])
    expect(request.challengePassword).toBe('secret 1')
    const { issuer } = caOf('ec-secp384r1')
    const certificate = readCertificate(
      issue(
        contents('', key, {
          subject: request.subjectName,
          spki: request.spki,
          'key-usage': request['key-usage'],
          'subject-alt-name': request['subject-alt-name'],
        }),
        issuer,
      ),
    )
    expect(certificate.subjectName).toBe(request.subjectName)
    expect(samePublicKey(certificate.publicKey, key)).toBe(true)
    expect(certificate['key-usage']).toEqual(requested['key-usage'])
  })

  test('a request that was changed after signing does not verify', () => {
    const der = writeRequest(requested, fixtureKey('ec-prime256v1'))
    const at = der.indexOf('host.example.com')
    der[at] = (der[at] ?? 0) ^ 1
    expect(readRequest(der).verified).toBe(false)
  })
})

describe('revocation lists', () => {
  test.each(keyNames)('%s: written values are read again, and the signature verifies', (name) => {
    const { issuer, certificate } = caOf(name)
    const crl = readCrl(writeCrl(crlContents, issuer))
    expect([crl.num, crl.akid, crl.issuer, crl['digest-algorithm']]).toEqual(['07', certificate.skid, 'CN=ca', 'sha256'])
    expect([crl['last-update'], crl['next-update']]).toEqual([newYear, newYear + day])
    expect([...crl.revoked]).toEqual([
      ['1a6a093fbdf8d2f9', newYear - day],
      ['80', newYear],
    ])
    expect(crl.signedBy(certificate.publicKey)).toBe(true)
    expect(crl.signedBy(fixtureKey(name === 'rsa-2048-a' ? 'rsa-2048-b' : 'rsa-2048-a'))).toBe(false)
  })

  test('ten thousand entries are written and read within seconds', () => {
    const random = seeded(3)
    const revocations = Array.from({ length: 10_000 }, () => {
      const serial = random.bytes(8)
      serial[0] = 0x11
      return { 'serial-number': Buffer.from(serial).toString('hex'), revoked: newYear }
    })
    const start = processorTime()
    const crl = readCrl(writeCrl({ ...crlContents, revocations }, caOf('ec-prime256v1').issuer))
    expect(crl.revoked.size).toBe(10_000)
    expect(processorTime() - start).toBeLessThan(10_000)
  })

  test('an empty list has no entries element', () => {
    expect(readCrl(writeCrl({ ...crlContents, revocations: [] }, caOf('ec-prime256v1').issuer)).revoked.size).toBe(0)
  })
})

describe('properties', () => {
  test('mutated requests and lists only throw a PkiError', () => {
    const samples = [writeRequest(requested, fixtureKey('ec-prime256v1')), writeCrl(crlContents, caOf('ec-prime256v1').issuer)]
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (sample, changes) => {
          const bytes = Buffer.from(sample)
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte
          for (const read of [() => readRequest(bytes).verified, () => readCrl(bytes).signedBy(fixtureKey('rsa-1024-a'))]) {
            try {
              read()
            } catch (error) {
              if (!(error instanceof PkiError)) throw error
            }
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('a name is read as written', () => {
    expect(
      nameText([
        { id: '2.5.4.6', value: 'US' },
        { id: '2.5.4.10', value: 'Internet Security Research Group' },
        { id: '2.5.4.3', value: 'ISRG Root X1' },
      ]),
    ).toBe('C=US,O=Internet Security Research Group,CN=ISRG Root X1')
  })
})
