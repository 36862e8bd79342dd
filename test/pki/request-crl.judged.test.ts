// Owns the tests of requests and revocation lists that openssl reads and writes.
import { expect, test } from 'vitest'
import { readCertificate } from '../../src/pki/certificate.ts'
import { readCrl, writeCrl } from '../../src/pki/crl.ts'
import { issue } from '../../src/pki/issue.ts'
import { writePem } from '../../src/pki/pem.ts'
import { readRequest, writeRequest } from '../../src/pki/request.ts'
import { describeWith } from '../harness/judge.ts'
import { contents, fixture, fixtureKey, keyNames, newYear, withFolder } from './fixture.ts'
import { caOf, crlContents, requested } from './request-crl-contents.ts'
import { day, second } from '../../src/text/units.ts'

describeWith('openssl', 'openssl on requests', () => {
  test.each(keyNames)('req -verify: %s', (name) => {
    for (const digest of ['sha1', 'sha256', 'sha512'] as const) {
      for (const what of [requested, { ...requested, 'key-usage': [], 'subject-alt-name': [], challengePassword: '' }]) {
        withFolder((openssl) => {
          openssl.put('x.der', writeRequest({ ...what, 'digest-algorithm': digest }, fixtureKey(name)))
          const text = openssl.run('req', '-inform', 'DER', '-in', 'x.der', '-verify', '-noout', '-text')
          expect(text).toContain('Certificate request self-signature verify OK')
          expect(text).toContain('C = LV, O = Lab, CN = host')
          if (what === requested) {
            expect(text).toMatch(/challengePassword\s*:secret 1/)
            expect(text).toContain('DNS:host.example.com, IP Address:192.0.2.1')
          }
        })
      }
    }
  })

  test('requests of openssl are read', () => {
    withFolder((openssl) => {
      openssl.put('key.pem', fixture('keys/ec-prime256v1.pem'))
      openssl.put(
        'x.cnf',
        '[req]\ndistinguished_name=d\nattributes=a\nprompt=no\n[d]\nCN=x\n[a]\nchallengePassword=p\xc4\x81ss\nunstructuredName=u\n',
      )
      openssl.run(
        'req',
        '-new',
        '-utf8',
        '-config',
        'x.cnf',
        '-key',
        'key.pem',
        '-addext',
        'keyUsage=keyAgreement',
        '-outform',
        'DER',
        '-out',
        'x.der',
      )
      const request = readRequest(openssl.get('x.der'))
      expect([request.verified, request['key-usage'], request['key-type'], request['key-size']]).toEqual([
        true,
        ['key-agreement'],
        'ec',
        'prime256v1',
      ])
    })
  })
})

describeWith('openssl', 'openssl on revocation lists', () => {
  test.each(keyNames)('crl -verify and verify -crl_check: %s', (name) => {
    const { issuer, certificate } = caOf(name)
    const key = fixtureKey('ec-prime256v1')
    const leaf = readCertificate(issue(contents('leaf', key), issuer))
    withFolder((openssl) => {
      openssl.put('ca.pem', writePem('CERTIFICATE', certificate.der))
      openssl.put('leaf.pem', writePem('CERTIFICATE', leaf.der))
      const check = [
        'verify',
        '-x509_strict',
        '-auth_level',
        '0',
        '-attime',
        String((newYear + day / 2n) / second),
        '-crl_check',
        '-CAfile',
        'ca.pem',
        '-CRLfile',
        'crl.pem',
      ]
      openssl.put('crl.pem', writePem('X509 CRL', writeCrl(crlContents, issuer)))
      expect(openssl.run('crl', '-in', 'crl.pem', '-CAfile', 'ca.pem', '-noout')).toContain('verify OK')
      expect(openssl.run(...check, 'leaf.pem')).toContain('leaf.pem: OK')
      const revocations = [{ 'serial-number': leaf['serial-number'], revoked: newYear }]
      openssl.put('crl.pem', writePem('X509 CRL', writeCrl({ ...crlContents, revocations }, issuer)))
      expect(() => openssl.run(...check, 'leaf.pem')).toThrow(/certificate revoked/)
      const text = openssl.run('crl', '-in', 'crl.pem', '-noout', '-text')
      expect(text).toContain('Version 2')
      expect(text).toMatch(/X509v3 CRL Number: \s*7/)
      expect(text).not.toContain('Reason')
    })
  })

  test('lists of openssl with reasons, and of version 1, are read', () => {
    withFolder((openssl) => {
      const { certificate } = caOf('rsa-2048-a')
      openssl.put('ca.pem', writePem('CERTIFICATE', certificate.der))
      openssl.put('key.pem', fixture('keys/rsa-2048-a.pem'))
      openssl.put('index', 'R\t300101000000Z\t260101000000Z,keyCompromise\t0ABC\tunknown\t/CN=x\n')
      openssl.put('number', '0102030405060708090a\n')
      openssl.put(
        'ca.cnf',
        '[ca]\ndefault_ca=c\n[c]\ndatabase=index\ncrlnumber=number\ndefault_md=sha1\n[e]\nauthorityKeyIdentifier=keyid\n',
      )
      const make = ['ca', '-gencrl', '-config', 'ca.cnf', '-keyfile', 'key.pem', '-cert', 'ca.pem', '-crldays', '3', '-out', 'crl.pem']
      for (const [extra, num] of [
        [['-crlexts', 'e'], '0102030405060708090a'],
        [[], ''],
      ] as const) {
        if (num === '') openssl.put('ca.cnf', '[ca]\ndefault_ca=c\n[c]\ndatabase=index\ndefault_md=sha1\n')
        openssl.run(...make, ...extra)
        openssl.run('crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'crl.der')
        const crl = readCrl(openssl.get('crl.der'))
        expect([...crl.revoked]).toEqual([['0abc', newYear]])
        expect(crl.num).toBe(num)
        expect(crl.signedBy(certificate.publicKey)).toBe(true)
      }
    })
  })
})
