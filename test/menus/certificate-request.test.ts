// Owns tests of requests: made here and signed elsewhere, made elsewhere and signed here.
import { describe, expect, it } from 'vitest'
import { signedOf } from '../../src/menus/certificate/parts/signed.ts'
import { readPem } from '../../src/pki/pem.ts'
import { readRequest } from '../../src/pki/request.ts'
import { bench, type Bench } from '../device/console.ts'
import { describeWith } from '../harness/judge.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { withFolder, type Openssl } from '../pki/fixture.ts'

const start = (release = '7.24'): Bench =>
  bench({ release, keys: fixtureKeys(), now: (BigInt(Date.now()) / 1000n - 3600n) * 1_000_000_000n })

const file = ({ host }: Bench, name: string): string => Buffer.from(host.files.read(name) ?? []).toString('latin1')
const request = (device: Bench) => readRequest(readPem(file(device, 'certificate-request.pem'))[0]!.bytes)
const certificate = ({ device }: Bench, row: string) => signedOf(device.store(device.declared('/certificate')).byName(row)!)!.certificate

describe('create-certificate-request', () => {
  it('asks for what the template says; the template stays (C-36)', () => {
    const device = start()
    device.run(
      '/certificate add name=t common-name=t country=LV organization=Org key-size=secp384r1 digest-algorithm=sha384 ' +
        'key-usage=tls-client,digital-signature subject-alt-name=DNS:t.test,IP:10.0.0.1',
    )
    expect(device.run('/certificate create-certificate-request template=t key-passphrase=secret challenge-passphrase="open sesame"')).toBe(
      '  progress: done\n\n',
    )
    const made = request(device)
    expect([
      made.verified,
      made.subject,
      made['key-size'],
      made['digest-algorithm'],
      made['key-usage'],
      made['subject-alt-name'],
      made.challengePassword,
    ]).toEqual([
      true,
      { country: 'LV', organization: 'Org', 'common-name': 't' },
      'secp384r1',
      'sha384',
      ['digital-signature', 'tls-client'],
      ['DNS:t.test', 'IP:10.0.0.1'],
      'open sesame',
    ])
    expect(device.run(':put [:len [/certificate find]]; :put [/certificate get t private-key]')).toBe('1\nfalse\n')
  })

  it('encrypts the key but where the passphrase is empty or `-`', () => {
    const device = start()
    device.run('/certificate add name=t common-name=t')
    for (const [given, label] of [
      ['key-passphrase=secret', 'ENCRYPTED PRIVATE KEY'],
      ['key-passphrase=""', 'PRIVATE KEY'],
      ['key-passphrase=-', 'PRIVATE KEY'],
      ['', 'PRIVATE KEY'],
    ] as const) {
      expect(device.run(`/certificate create-certificate-request template=t ${given}`)).toBe('  progress: done\n\n')
      expect(readPem(file(device, 'certificate-request_key.pem')).map((block) => block.label)).toEqual([label])
    }
    expect(
      device.host.files
        .list()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['certificate-request.pem', 'certificate-request_key.pem'])
    expect(file(device, 'certificate-request.pem')).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n/)
  })

  it('says progress since 6.46, and gives it as a value', () => {
    const device = start('6.45')
    device.run('/certificate add name=t common-name=t')
    expect(device.run('/certificate create-certificate-request template=t key-passphrase="" challenge-passphrase=""')).toBe('')
    const newer = start()
    newer.run('/certificate add name=t common-name=t')
    expect(newer.run(':put [/certificate create-certificate-request template=t as-value]')).toBe('progress=done\n')
  })

  it('refuses what is no template', () => {
    const device = start()
    device.run('/certificate add name=c common-name=c; /certificate sign c')
    for (const name of ['nobody', 'c', '""'])
      expect(device.fails(`/certificate create-certificate-request template=${name}`)).toBe('input does not match any value of template')
    expect(device.fails('/certificate create-certificate-request')).toBe('missing value(s) of argument(s) template')
    expect(device.host.files.list()).toEqual([])
  })
})

describe('sign-certificate-request', () => {
  const prepared = (given = ''): Bench => {
    const device = start()
    device.run(
      `/certificate\nadd name=root common-name=root key-usage=key-cert-sign,crl-sign\nsign root\n` +
        `add name=t common-name=t key-usage=tls-client key-size=prime256v1 ${given}\n` +
        `create-certificate-request template=t key-passphrase=""\n/`,
    )
    return device
  }

  it('makes an issued row without key, which then takes the key', () => {
    const device = prepared()
    expect(
      device.run(
        ':put [/certificate sign-certificate-request file-name=certificate-request.pem ca=root days-valid=10 ' +
          'digest-algorithm=sha512 as-value]',
      ),
    ).toBe('.id=*3\n')
    const made = certificate(device, 'issued_1')
    expect([made['days-valid'], made['digest-algorithm'], made['key-usage'], made.akid]).toEqual([
      10,
      'sha512',
      ['tls-client'],
      certificate(device, 'root').skid,
    ])
    expect(
      device.run(
        ':put [/certificate get issued_1 ca]; :put [/certificate get issued_1 issued]; :put [/certificate get issued_1 ' +
          'trusted]; :put [/certificate get issued_1 private-key]',
      ),
    ).toBe('root\ntrue\nfalse\nfalse\n')
    device.run('/certificate import file-name=certificate-request_key.pem')
    expect(device.run(':put [/certificate get issued_1 private-key]')).toBe('true\n')
    device.run('/certificate sign-certificate-request file-name=/certificate-request.pem ca=root')
    expect([certificate(device, 'issued_2')['days-valid'], certificate(device, 'issued_2')['digest-algorithm']]).toEqual([365, 'sha256'])
    expect(device.run('/certificate remove root; :put [:len [/certificate find]]')).toBe('1\n')
  })

  it('refuses what is missing, and what is no request', () => {
    const device = prepared()
    device.host.files.write('no.pem', Buffer.from('hello'))
    const broken = Buffer.from(readPem(file(device, 'certificate-request.pem'))[0]!.bytes)
    broken[broken.length - 3]! ^= 1
    device.host.files.write('broken.der', broken)
    const fails = (given: string): string => device.fails(`/certificate sign-certificate-request ${given}`)
    expect(fails('file-name=x.pem ca=root')).toBe('input does not match any value of file-name')
    expect(fails('file-name=certificate-request.pem ca=nobody')).toBe('input does not match any value of ca')
    expect(fails('file-name=certificate-request.pem ca=t')).toBe('input does not match any value of ca')
    expect(fails('ca=root')).toBe('missing value(s) of argument(s) file-name')
    expect(fails('file-name=certificate-request.pem')).toBe('missing value(s) of argument(s) ca')
    for (const name of ['no.pem', 'broken.der'])
      expect(fails(`file-name=${name} ca=root`)).toBe('failure: file holds no valid certificate request')
    expect(device.run(':put [:len [/certificate find]]')).toBe('2\n')
  })
})

describeWith('openssl', 'round trips with openssl', () => {
  const put = (device: Bench, openssl: Openssl, ...names: string[]): void => names.forEach((name) => openssl.put(name, file(device, name)))
  const sizes = ['1024', '2048', 'prime256v1', 'secp384r1', 'secp521r1'] as const

  it.each(sizes)('%s: our request, signed by openssl, comes back to its key', (size) => {
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
    '%s: a request of openssl, signed here, is verified there',
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
