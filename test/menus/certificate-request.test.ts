// Owns tests of certificate requests: created here and signed elsewhere, and vice versa.
import { describe, expect, it } from 'vitest'
import { signedOf } from '../../src/menus/certificate/parts/signed.ts'
import { readPem } from '../../src/pki/pem.ts'
import { readRequest } from '../../src/pki/request.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { second } from '../../src/text/units.ts'
import { existing } from '../harness/existing.ts'

const start = (release = '7.24'): TestConsole =>
  testConsole({ release, keys: fixtureKeys(), now: (BigInt(Date.now()) / 1000n - 3600n) * second })

const file = ({ host }: TestConsole, name: string): string => Buffer.from(host.files.read(name) ?? []).toString('latin1')
const request = (device: TestConsole) => readRequest(existing(readPem(file(device, 'certificate-request.pem'))[0], 'PEM block').bytes)
const certificate = ({ device }: TestConsole, row: string) =>
  existing(signedOf(existing(device.storeAt('/certificate').byName(row), row)), 'certificate').certificate

describe('create-certificate-request', () => {
  it('contains what the template says; the template stays (C-36)', () => {
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

  it('encrypts the key unless the passphrase is empty or `-`', () => {
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
    expect(file(device, 'certificate-request.pem')).toMatchInlineSnapshot(`
      "-----BEGIN CERTIFICATE REQUEST-----
      MIICojCCAYoCAQAwDDEKMAgGA1UEAwwBdDCCASIwDQYJKoZIhvcNAQEBBQADggEP
      ADCCAQoCggEBALX6spbMbvBlxaRaS9FwkiNelOWu0XqRQQnEcdwO7Qzndmuel+SF
      Pk0GV8Bs7zjKZDsxVKRDHHAQbAgfzjTJ7Z9oQ3EsaM2uU4Mf0tqHl6s9kIIBuWBI
      zH4kMRYwkx3uR1g28XTfnr2vbKjVk9DlNFydcHT75uOp+EXOg8ERfoxYDOMqSgzR
      LgRLf0ZTOr1IZVyYqwJlV8gXe+QQ3EEB+2LECpuPSEk2Rb5Gsn9uzUTD7K7RgIkx
      gr73nAmzaq+Jret8lqggcCj80gNKCqIQyfROvNHuhc3UvdxnNwDv1Kw+UcABE+gk
      juj6bhwBmEx5o+ov2uA1auXsIJPOTDTSJW8CAwEAAaBRME8GCSqGSIb3DQEJDjFC
      MEAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAbYwHQYDVR0lBBYwFAYI
      KwYBBQUHAwEGCCsGAQUFBwMCMA0GCSqGSIb3DQEBCwUAA4IBAQB3cTGVv1y1X0V8
      QnyVBrYfDjdD837m/WWAN3ZeQwyaJI9bYtgfoD7Zsyd2234wtaT+jZRnSQP20Ouk
      rmKJHxM3MHpPqY7f+bAPhrfXCBPvgRc80kuH7AFqBkCAqOuUO/wDYmt4f+L3dLPd
      yBlgn2KanL2BElsaIaWygmeL6yXgsMiPgRF5BwKCtqNV9kR1QYvo91mNYqp9iTpY
      U8Fv2XMZKQdoBzr1dEMRV0lOSY1F5SiX0Md6IC0rMD4bVFNQnrAlIcbRKagkgHu9
      opomXYzrVO5c9eYAaXgg+OIoS1YbMukarj3jSrKZ6kjikQH5lfEQvDRTWx6dyXyF
      y0afTvzK
      -----END CERTIFICATE REQUEST-----
      "
    `)
  })

  it('prints progress since 6.46, and returns it as a value', () => {
    const device = start('6.45')
    device.run('/certificate add name=t common-name=t')
    expect(device.run('/certificate create-certificate-request template=t key-passphrase="" challenge-passphrase=""')).toBe('')
    const newer = start()
    newer.run('/certificate add name=t common-name=t')
    expect(newer.run(':put [/certificate create-certificate-request template=t as-value]')).toBe('progress=done\n')
  })

  it('refuses certificates that are not templates', () => {
    const device = start()
    device.run('/certificate add name=c common-name=c; /certificate sign c')
    for (const name of ['nobody', 'c', '""'])
      expect(device.fails(`/certificate create-certificate-request template=${name}`)).toBe('input does not match any value of template')
    expect(device.fails('/certificate create-certificate-request')).toBe('missing value(s) of argument(s) template')
    expect(device.host.files.list()).toEqual([])
  })
})

describe('sign-certificate-request', () => {
  const prepared = (given = ''): TestConsole => {
    const device = start()
    device.run(
      `/certificate\nadd name=root common-name=root key-usage=key-cert-sign,crl-sign\nsign root\n` +
        `add name=t common-name=t key-usage=tls-client key-size=prime256v1 ${given}\n` +
        `create-certificate-request template=t key-passphrase=""\n/`,
    )
    return device
  }

  it('adds an issued row without a key, to which an imported key is then assigned', () => {
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

  it('refuses missing files, and files without a request', () => {
    const device = prepared()
    device.host.files.write('no.pem', Buffer.from('hello'))
    const broken = Buffer.from(existing(readPem(file(device, 'certificate-request.pem'))[0], 'PEM block').bytes)
    broken.writeUInt8(broken.readUInt8(broken.length - 3) ^ 1, broken.length - 3)
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
