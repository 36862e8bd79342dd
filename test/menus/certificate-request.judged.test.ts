// Owns tests of certificate requests with openssl as the other party.
import { expect, it } from 'vitest'
import { testConsole, type TestConsole } from '../device/console.ts'
import { describeWith } from '../harness/judge.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { withFolder, type Openssl } from '../pki/fixture.ts'
import { second } from '../../src/text/units.ts'

const start = (release = '7.24'): TestConsole =>
  testConsole({ release, keys: fixtureKeys(), now: (BigInt(Date.now()) / 1000n - 3600n) * second })

const file = ({ host }: TestConsole, name: string): string => Buffer.from(host.files.read(name) ?? []).toString('latin1')

describeWith('openssl', 'round trips with openssl', () => {
  const put = (device: TestConsole, openssl: Openssl, ...names: string[]): void =>
    names.forEach((name) => openssl.put(name, file(device, name)))
  const sizes = ['1024', '2048', 'prime256v1', 'secp384r1', 'secp521r1'] as const

  it.each(sizes)('%s: a request signed by openssl matches its key again', (size) => {
    withFolder((openssl) => {
      const device = start()
      device.run(
        `/certificate add name=SSL common-name=ssl.test subject-alt-name=DNS:ssl.test key-size=${size} key-usage=tls-server,` +
          'digital-signature; /certificate create-certificate-request template=SSL key-passphrase=passphrase ' +
          'challenge-passphrase=x',
      )
      put(device, openssl, 'certificate-request.pem', 'certificate-request_key.pem')
      openssl.run(
        'req',
        '-x509',
        '-newkey',
        'rsa:1024',
        '-nodes',
        '-keyout',
        'ca.key',
        '-subj',
        '/CN=Their CA',
        '-days',
        '10',
        '-out',
        'ca.crt',
      )
      openssl.run(
        'x509',
        '-req',
        '-in',
        'certificate-request.pem',
        '-CA',
        'ca.crt',
        '-CAkey',
        'ca.key',
        '-days',
        '5',
        '-copy_extensions',
        'copy',
        '-out',
        'signed.crt',
      )
      device.host.files.write('signed.crt', openssl.get('signed.crt'))
      device.run('/certificate import file-name=signed.crt')
      expect(device.run('/certificate import file-name=certificate-request_key.pem passphrase=passphrase')).toContain(
        'private-keys-imported: 1',
      )
      expect(
        device.run(
          ':put [/certificate get signed.crt_0 private-key]; :put [/certificate get signed.crt_0 subject-alt-name]; :put ' +
            '[/certificate get signed.crt_0 issuer]; :put [:len [/certificate find]]',
        ),
      ).toBe('true\nDNS:ssl.test\nCN=Their CA\n2\n')
    })
  })

  it.each(sizes)(
    '%s: a request of openssl that is signed by the device verifies',
    (size) => {
      withFolder((openssl) => {
        const device = start()
        device.run(
          '/certificate\nadd name=root common-name=root key-usage=key-cert-sign,crl-sign key-size=secp384r1\nsign root\n' +
            'export-certificate root file-name=root\n/',
        )
        const algorithm = /^\d/.test(size)
          ? ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${size}`]
          : ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${size}`]
        openssl.run('genpkey', ...algorithm, '-out', 'k.pem')
        for (const form of ['PEM', 'DER']) {
          openssl.run(
            'req',
            '-new',
            '-key',
            'k.pem',
            '-subj',
            '/C=LV/O=Org/CN=asked.test',
            '-addext',
            'subjectAltName=DNS:asked.test,IP:192.0.2.1',
            '-addext',
            'extendedKeyUsage=serverAuth',
            '-outform',
            form,
            '-out',
            'asked',
          )
          device.host.files.write('asked', openssl.get('asked'))
          expect(device.run('/certificate sign-certificate-request file-name=asked ca=root days-valid=7')).toBe('')
          put(device, openssl, 'root.crt', 'certificate-response.pem')
          const level = size === '1024' ? '0' : '1'
          expect(
            openssl.run(
              'verify',
              '-x509_strict',
              '-auth_level',
              level,
              '-purpose',
              'sslserver',
              '-verify_hostname',
              'asked.test',
              '-CAfile',
              'root.crt',
              'certificate-response.pem',
            ),
          ).toContain('OK')
          expect(openssl.run('x509', '-in', 'certificate-response.pem', '-noout', '-subject')).toContain(
            'subject=C = LV, O = Org, CN = asked.test',
          )
          expect(openssl.run('x509', '-in', 'certificate-response.pem', '-noout', '-pubkey')).toBe(
            openssl.run('pkey', '-in', 'k.pem', '-pubout'),
          )
        }
      })
    },
    60_000,
  )
})
