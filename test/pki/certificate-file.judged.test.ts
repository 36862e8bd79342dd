// Owns the tests of certificate files that openssl writes.
import { expect, test } from 'vitest'
import { readCertificateFile } from '../../src/pki/certificate-file.ts'
import { describeWith } from '../harness/judge.ts'
import { fixture, withFolder } from './fixture.ts'

const kinds = (bytes: Uint8Array | string, passphrase?: string): string[] =>
  readCertificateFile(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, passphrase).parts.map((part) => part.kind)

describeWith('openssl', 'what openssl writes', () => {
  test('a v1 certificate, trusted certificates and text around PEM are read', () => {
    withFolder((openssl) => {
      openssl.put('key.pem', fixture('keys/rsa-2048-a.pem'))
      openssl.run('req', '-new', '-key', 'key.pem', '-subj', '/CN=old', '-out', 'old.csr')
      openssl.run('x509', '-req', '-in', 'old.csr', '-signkey', 'key.pem', '-outform', 'DER', '-out', 'old.der')
      expect(kinds(openssl.get('old.der'))).toEqual(['certificate'])
      openssl.run('x509', '-inform', 'DER', '-in', 'old.der', '-text', '-addtrust', 'serverAuth', '-trustout', '-out', 'old.pem')
      expect(openssl.get('old.pem').toString()).toContain('BEGIN TRUSTED')
      expect(kinds(openssl.get('old.pem'))).toEqual(['certificate'])
    })
  })
})
