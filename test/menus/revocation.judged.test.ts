// Owns the tests of revocation lists that openssl reads.
import { expect, it } from 'vitest'
import { writePem } from '../../src/pki/pem.ts'
import { publishedCrl } from '../../src/menus/certificate/parts/authority-list.ts'
import { testConsole } from '../device/console.ts'
import { withFolder } from '../pki/fixture.ts'
import { describeWith } from '../harness/judge.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { publishedPki } from './published-pki.ts'
import { existing } from '../harness/existing.ts'

const keys = fixtureKeys()

describeWith('openssl', 'openssl reads what is published', () => {
  it('verifies the list, and finds revoked certificates in a chain', () => {
    const box = testConsole({ keys, now: 1_790_000_000_000_000_000n })
    box.run(publishedPki)
    box.run(
      '/certificate export-certificate ca file-name=ca; /certificate export-certificate middle file-name=middle; ' +
        '/certificate export-certificate b file-name=b',
    )
    withFolder((openssl) => {
      for (const name of ['ca.crt', 'middle.crt', 'b.crt']) openssl.put(name, existing(box.host.files.read(name), name))
      const lists = (): void =>
        openssl.put(
          'lists.pem',
          [1, 2].map((n) => writePem('X509 CRL', existing(publishedCrl(box.device, n), 'publishedCrl(box.device, n)'))).join(''),
        )
      const words = [
        'verify',
        '-x509_strict',
        '-crl_check_all',
        '-attime',
        '1790000100',
        '-CAfile',
        'ca.crt',
        '-untrusted',
        'middle.crt',
        '-CRLfile',
        'lists.pem',
        'b.crt',
      ]
      lists()
      expect(openssl.run(...words)).toBe('b.crt: OK\n')
      openssl.put('one.crl', existing(publishedCrl(box.device, 1), 'publishedCrl(box.device, 1)'))
      const text = openssl.run('crl', '-inform', 'DER', '-in', 'one.crl', '-CAfile', 'ca.crt', '-noout', '-text', '-verify')
      expect(text).toContain('verify OK')
      expect(text).toContain('Version 2 (0x1)')
      expect(text).toMatch(/X509v3 CRL Number: \n\s+1\n/)
      expect(text).toContain('X509v3 Authority Key Identifier')
      box.run('/certificate issued-revoke middle')
      lists()
      expect(openssl.status(...words)).not.toBe(0)
    })
  })
})
