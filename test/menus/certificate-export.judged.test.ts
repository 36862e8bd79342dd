// Owns tests of /certificate/export-certificate whose files openssl reads.
import { expect, it } from 'vitest'
import { describeWith } from '../harness/judge.ts'
import { withFolder } from '../pki/fixture.ts'

import { ca, counters, ecKey, ec, exported, rows, rsaKey, rsa, start } from './certificate-file-console.ts'

describeWith('openssl', 'files of openssl', () => {
  const p12 = (...options: string[]): Buffer =>
    withFolder((openssl) => {
      openssl.put('leaf.pem', ec + ca)
      openssl.put('key.pem', exported(ecKey, 'pkcs8'))
      openssl.run('pkcs12', '-export', '-in', 'leaf.pem', '-inkey', 'key.pem', '-passout', 'pass:secret', '-out', 'out.p12', ...options)
      return openssl.get('out.p12')
    })

  it.each<[string, string[]]>([
    ['modern', []],
    ['legacy RC2-40 and 3DES', ['-legacy']],
    ['3DES', ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES']],
    ['AES-128 and a MAC of SHA-1', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha1']],
    ['certificates in the clear', ['-certpbe', 'NONE']],
    ['without MAC', ['-nomac']],
    ['with a name', ['-name', 'friendly']],
  ])('PKCS#12 of %s', (_, options) => {
    const file = p12(...options)
    // Without a MAC the certificates are not encrypted, and only the key shows that the passphrase is wrong.
    expect(counters(start('7.24', { 'f.p12': file }), 'file-name=f.p12 passphrase=wrong')).toBe(
      options.includes('-nomac') ? '2/0/1/1/0' : '0/0/0/1/0',
    )
    const device = start('7.24', { 'f.p12': file })
    expect(counters(device, 'file-name=f.p12 passphrase=secret')).toBe('2/1/1/0/0')
    expect(rows(device)).toBe('KT f.p12_0 T f.p12_1')
  })

  it('keys encrypted with each cipher of openssl', () => {
    withFolder((openssl) => {
      openssl.put('key.pem', exported(rsaKey, 'pkcs8'))
      const ways = [
        ['pkey', '-aes256'],
        ['pkey', '-aes128', '-traditional'],
        ['pkey', '-des3', '-traditional'],
        ['pkey', '-camellia256', '-traditional'],
        ['pkcs8', '-topk8', '-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA512'],
        ['pkcs8', '-topk8', '-v2', 'des3'],
        ['pkcs8', '-topk8', '-scrypt'],
        ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES'],
        ['pkcs8', '-topk8', '-v1', 'PBE-MD5-DES', '-provider', 'legacy', '-provider', 'default'],
        ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-RC2-40', '-provider', 'legacy', '-provider', 'default'],
      ]
      for (const [program = '', ...options] of ways) {
        openssl.run(program, '-in', 'key.pem', ...options, '-passout', 'pass:secret', '-out', 'out.pem')
        const device = start('7.24', { f: rsa, k: openssl.get('out.pem') })
        counters(device, 'file-name=f')
        expect([options, counters(device, 'file-name=k passphrase=wrong')]).toEqual([options, '0/0/0/1/0'])
        expect([options, counters(device, 'file-name=k passphrase=secret')]).toEqual([options, '0/1/1/0/0'])
        expect(rows(device)).toBe('KT f_0')
      }
    })
  })
})
