// Owns tests of SCEP between devices: enrolling, waiting, granting, renewing, following the next authority.
import { describe, expect, it } from 'vitest'
import type { Device } from '../../src/index.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { readSigned } from '../../src/pki/cms-signed.ts'
import { readCrl } from '../../src/pki/crl.ts'
import { selfSign } from '../../src/pki/issue.ts'
import { readPem } from '../../src/pki/pem.ts'
import { readMessage, writeScepRequest } from '../../src/pki/scep-message.ts'
import { DeviceGroup, typed } from '../harness/device-group.ts'
import { contents, fixtureKey, seeded } from '../pki/fixture.ts'
import { thrownBy } from '../harness/expected.ts'
import { continued } from '../harness/expected.ts'

const day = 86_400

/** An authority with a SCEP server at /scep/ca. */
function authority(group: DeviceGroup, days = 3650): Device {
  const device = group.device('ca')
  typed(device, `/certificate add name=ca common-name=Test-CA key-usage=key-cert-sign,crl-sign days-valid=${days}`)
  typed(device, '/certificate sign ca')
  typed(device, '/certificate/scep-server/add ca-cert=ca path=/scep/ca days-valid=100')
  return device
}

const password = (ca: Device): string =>
  typed(ca, ':put ([/certificate/scep-server/otp/generate minutes-valid=5 as-value]->"password")').trim()
const flags = (device: Device): string[] =>
  typed(device, '/certificate print proplist=name')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.slice(2).replace(/ +/g, ' ').trim())
const get = (device: Device, path: string, property: string): string => typed(device, `:put [${path}/get 0 ${property}]`).trim()
const status = (device: Device): string => get(device, '/certificate', 'status')
const add = (device: Device, more = ''): string =>
  typed(
    device,
    '/certificate add name=CAP1 common-name=CAP1 subject-alt-name=DNS:cap.lan; /certificate add-scep template=CAP1 ' +
      `scep-url=http://ca/scep/ca ${more}`,
  )

/** A client that has got its certificate. */
function enrolled(group: DeviceGroup, more = ''): { ca: Device; cap: Device } {
  const ca = authority(group)
  const cap = group.device('cap')
  add(cap, `challenge-password=${password(ca)} ${more}`)
  return { ca, cap }
}

describe('a client', () => {
  it('waits until its request is granted', () => {
    const group = new DeviceGroup()
    const ca = authority(group)
    const cap = group.device('cap')
    add(cap)
    // A forum thread of 6.x shows such a client as `K T`, with its scep-url.
    expect(flags(cap)).toEqual(['KT CAP1'])
    expect(status(cap)).toBe('pending')
    expect(get(cap, '/certificate', 'ca-fingerprint')).toBe(get(ca, '/certificate', 'fingerprint'))
    expect(get(ca, '/certificate/scep-server/requests', 'status')).toBe('pending')
    expect(get(ca, '/certificate/scep-server/requests', 'transaction-id')).toBe(get(cap, '/certificate', 'req-fingerprint'))
    group.pass(40)
    expect(status(cap)).toBe('pending')
    typed(ca, '/certificate/scep-server/requests/grant numbers=0')
    expect(get(ca, '/certificate/scep-server/requests', 'status')).toBe('granted')
    group.pass(40)
    // Transcripts C-43 and C-44: `K T` at the client, `I issued_1` without a key at the authority.
    expect(flags(cap)).toEqual(['KT CAP1'])
    expect(flags(ca)).toEqual(['KA T ca', 'I issued_1'])
    expect(status(cap)).toBe('idle')
    expect(get(ca, '/certificate/scep-server/requests', 'status')).toBe('issued')
    expect(typed(ca, ':put [/certificate/get issued_1 fingerprint]').trim()).toBe(get(cap, '/certificate', 'fingerprint'))
    expect(get(cap, '/certificate', 'subject-alt-name')).toBe('DNS:cap.lan')
    expect(get(cap, '/certificate', 'issuer')).toBe('CN=Test-CA')
    expect(get(cap, '/certificate', 'days-valid')).toBe('100')
    // The default key usage of a template includes key-cert-sign; a request for it is not granted.
    expect(get(cap, '/certificate', 'key-usage')).toBe('digital-signature;key-encipherment;data-encipherment;tls-server;tls-client')
  })

  it('is printed as in transcript C-41 in 6.x', () => {
    const group = new DeviceGroup()
    authority(group)
    const cap = group.device('cap', '6.44')
    typed(
      cap,
      '/certificate add name=4Rest country=XX locality=Horn key-usage=key-cert-sign; /certificate add-scep template=4Rest ' +
        'scep-url=ca/scep/ca',
    )
    expect(typed(cap, '/certificate print detail').split('\n').slice(-4)).toEqual([
      ' 0 K      T name="4Rest" issuer=C=XX,L=Horn country="XX" locality="Horn" ',
      '            key-size=2048 days-valid=365 trusted=yes key-usage=key-cert-sign ',
      '            scep-url=ca/scep/ca ',
      '',
    ])
  })

  it('uses the best methods that the server supports', () => {
    const group = new DeviceGroup()
    enrolled(group)
    expect(group.requests).toEqual([
      'GET http://ca/scep/ca?operation=GetCACaps&message=',
      'GET http://ca/scep/ca?operation=GetCACert&message=',
      'POST http://ca/scep/ca?operation=PKIOperation',
    ])
  })

  it('gets its certificate at once with a password, which is valid once and for a limited time', () => {
    const group = new DeviceGroup()
    const { ca, cap } = enrolled(group)
    expect(status(cap)).toBe('idle')
    expect(get(ca, '/certificate/scep-server/otp', 'used')).toBe('true')
    const used = get(ca, '/certificate/scep-server/otp', 'password')
    const late = password(ca)
    const [second, third] = [group.device('second'), group.device('third')]
    add(second, `challenge-password=${used}`)
    expect(status(second)).toBe('pending')
    group.pass(301)
    add(third, `challenge-password=${late}`)
    expect(status(third)).toBe('pending')
  })

  it('can enrol at a server on the same device', () => {
    const group = new DeviceGroup()
    const ca = authority(group)
    typed(
      ca,
      '/certificate add name=own common-name=own; /certificate add-scep template=own name=mine scep-url=http://ca/scep/ca ' +
        `challenge-password=${password(ca)}`,
    )
    expect(flags(ca)).toEqual(['KA T ca', 'K T mine', 'I issued_1'])
  })

  it('renews after 3/4 of the validity, with the same name and a new key', () => {
    const group = new DeviceGroup()
    const { ca, cap } = enrolled(group)
    const before = get(cap, '/certificate', 'skid')
    group.pass(75 * day - 60)
    expect(get(cap, '/certificate', 'skid')).toBe(before)
    group.pass(120)
    expect(get(cap, '/certificate', 'skid')).not.toBe(before)
    expect(get(cap, '/certificate', 'challenge-password')).toBe('')
    expect(flags(cap)).toEqual(['KT CAP1'])
    expect(flags(ca)).toEqual(['KA T ca', 'I issued_1', 'I issued_2'])
    group.pass(800 * day)
    expect(flags(cap)).toEqual(['KT CAP1'])
  })

  it('renews only on request with refresh=no', () => {
    const group = new DeviceGroup()
    const { ca, cap } = enrolled(group, 'refresh=no')
    group.pass(90 * day)
    expect(flags(ca)).toEqual(['KA T ca', 'I issued_1'])
    typed(cap, '/certificate/scep-renew CAP1')
    expect(flags(ca)).toEqual(['KA T ca', 'I issued_1', 'I issued_2'])
    group.pass(50 * day)
    expect(flags(cap)).toEqual(['KT CAP1'])
    group.pass(60 * day)
    expect(flags(cap)).toEqual(['KET CAP1'])
  })

  it('renews at growing intervals if its certificates expire at once', () => {
    const group = new DeviceGroup()
    const ca = authority(group)
    typed(ca, '/certificate/scep-server/set 0 days-valid=0')
    const cap = group.device('cap')
    add(cap, `challenge-password=${password(ca)}`)
    const asksAndGets = (): string => {
      const asked = typed(ca, ':put [:len [/certificate/scep-server/requests/find where status=pending]]').trim()
      typed(ca, '/certificate/scep-server/requests/grant [find where status=pending]')
      group.pass(600)
      return asked
    }
    group.pass(1)
    expect(flags(cap)).toEqual(['KET CAP1'])
    expect([asksAndGets(), asksAndGets(), asksAndGets()]).toEqual(['0', '0', '0'])
    const after = (hours: number): string => {
      group.pass(hours * 3600 - 600)
      return asksAndGets()
    }
    expect([after(1), after(1), after(1), after(2), after(2)]).toEqual(['1', '0', '0', '1', '0'])
    group.requests.length = 0
    for (let hour = 0; hour < 30 * 24; hour++) after(1)
    expect(group.requests.filter((asked) => asked.includes('GetCACert')).length).toBeLessThan(36)
  })

  it('is refused renewal after its certificate was revoked', () => {
    const group = new DeviceGroup()
    const { ca, cap } = enrolled(group)
    typed(ca, '/certificate/issued-revoke issued_1')
    expect(typed(cap, '/certificate/scep-renew CAP1; :put [/certificate/get CAP1 status]')).toBe('pending\n')
    group.pass(1)
    expect(status(cap)).toBe('failed')
    expect(continued(typed(cap, '/log/print where topics~"certificate"'))).toMatchInlineSnapshot(`
      " 2024-11-20 12:00:00 certificate,error CAP1: SCEP server refuses the request: badCertId, the \\
          certificate to be renewed is revoked or gone
      "
    `)
    group.pass(75 * day + 60)
    expect(status(cap)).toBe('failed')
    expect(continued(typed(cap, '/log/print where topics~"certificate"'))).toMatchInlineSnapshot(`
      " 2024-11-20 12:00:00 certificate,error CAP1: SCEP server refuses the request: badCertId, the \\
          certificate to be renewed is revoked or gone
       2025-02-03 12:00:00 certificate,error CAP1: SCEP server refuses the request: badCertId, the \\
          certificate to be renewed is revoked or gone
      "
    `)
  })

  it('accepts the next certificate of its authority', () => {
    const group = new DeviceGroup()
    const ca = authority(group, 120)
    const cap = group.device('cap')
    typed(ca, '/certificate add name=next common-name=Next-CA key-usage=key-cert-sign,crl-sign days-valid=3650; /certificate sign next')
    typed(ca, '/certificate/scep-server/set 0 next-ca-cert=next')
    add(cap, `challenge-password=${password(ca)}`)
    const first = get(cap, '/certificate', 'ca-fingerprint')
    // The next authority is requested after 3/4 of the validity, and used after the end of the validity.
    group.pass(91 * day)
    expect(group.requests.some((url) => url.includes('GetNextCACert'))).toBe(true)
    typed(ca, '/certificate/scep-server/set 0 ca-cert=next next-ca-cert=none')
    group.pass(30 * day)
    expect(get(cap, '/certificate', 'ca-fingerprint')).not.toBe(first)
    expect(get(cap, '/certificate', 'issuer')).toBe('CN=Next-CA')
  })

  it('refuses a next certificate that the known authority did not sign', () => {
    const group = new DeviceGroup()
    const { ca, cap } = enrolled(group)
    typed(ca, '/certificate add name=other common-name=Other key-usage=key-cert-sign,crl-sign; /certificate sign other')
    typed(ca, '/certificate/scep-server/set 0 ca-cert=other')
    typed(cap, '/certificate/scep-renew CAP1; :delay 1s')
    expect(status(cap)).toBe('failed')
    expect(typed(cap, '/log/print where topics~"certificate"')).toBe(
      ' 2024-11-20 12:00:00 certificate,error CAP1: SCEP server has another CA certificate: ' +
        '195b7ad6537c873d92ac2f7a67b95c2a00df3ba39fd4d606af6b15c09005c36f, known is ' +
        'db157e30eecefdb714385a974fa4ca3af8697c17611fb185315965b6ce32e59b\n',
    )
  })

  it('accepts RSA templates only, and each once', () => {
    const group = new DeviceGroup()
    const { cap } = enrolled(group)
    const refused = (script: string, words: string): void => expect(thrownBy(() => typed(cap, script))).toBe(`Error: ${words}`)
    refused('/certificate add-scep template=CAP1 scep-url=http://ca/scep/ca', 'input does not match any value of template')
    typed(cap, '/certificate add name=ec common-name=ec key-size=prime256v1')
    refused('/certificate add-scep template=ec scep-url=http://ca/scep/ca', 'failure: SCEP needs an RSA key')
    refused('/certificate add-scep template=ec', 'missing value(s) of argument(s) scep-url')
    refused('/certificate sign CAP1', 'failure: certificate is signed already')
    refused('/certificate scep-renew ec', 'failure: only SCEP clients can be renewed')
  })

  it('is removed with its row', () => {
    const group = new DeviceGroup()
    const ca = authority(group)
    const cap = group.device('cap')
    add(cap)
    typed(cap, '/certificate remove CAP1')
    group.requests.length = 0
    group.pass(day)
    expect(group.requests).toEqual([])
    expect(typed(ca, '/certificate/scep-server/requests/print count-only').trim()).toBe('0')
  })
})

describe('a server', () => {
  it('drops requests after their request-lifetime', () => {
    const group = new DeviceGroup()
    const ca = authority(group)
    const cap = group.device('cap')
    typed(ca, '/certificate/scep-server/set 0 request-lifetime=10m')
    add(cap)
    group.pass(500)
    expect(typed(ca, '/certificate/scep-server/requests/print count-only').trim()).toBe('1')
    group.pass(200)
    expect(typed(ca, '/certificate/scep-server/requests/print count-only').trim()).toBe('0')
    expect(status(cap)).toBe('failed')
  })

  it('refuses a client whose request was removed', () => {
    const group = new DeviceGroup()
    const ca = authority(group)
    const cap = group.device('cap')
    add(cap)
    typed(ca, '/certificate/scep-server/requests/remove 0')
    group.pass(40)
    expect(status(cap)).toBe('failed')
    expect(typed(cap, '/log/print where topics~"certificate"')).toBe(
      ' 2024-11-20 12:00:30 certificate,error CAP1: SCEP server refuses the request: badCertId, no such transaction\n',
    )
    typed(cap, '/certificate/scep-renew CAP1')
    expect(status(cap)).toBe('pending')
  })

  it('grants a request once', () => {
    const group = new DeviceGroup()
    const ca = authority(group)
    add(group.device('cap'))
    typed(ca, '/certificate/scep-server/requests/grant 0')
    expect(thrownBy(() => typed(ca, '/certificate/scep-server/requests/grant 0'))).toBe('Error: failure: request is granted already')
    expect(flags(ca)).toEqual(['KA T ca', 'I issued_1'])
  })

  it('returns issued certificates, and its revocation list', () => {
    const group = new DeviceGroup()
    const { ca } = enrolled(group)
    typed(
      ca,
      '/certificate/issued-revoke issued_1; /certificate export-certificate ca file-name=ca; /certificate export-certificate ' +
        'issued_1 file-name=issued',
    )
    const read = (name: string) =>
      readCertificate(readPem(Buffer.from(ca.router.files.read(name) ?? '').toString())[0]?.bytes ?? Buffer.alloc(0))
    const [authorityCertificate, certificate] = [read('ca.crt'), read('issued.crt')]
    const key = fixtureKey('rsa-1024-a')
    const signer = { certificate: readCertificate(selfSign(contents('somebody', key), key)), key }
    const ask = (type: 'GetCert' | 'GetCRL', about: string) => {
      const question = { type, transactionId: 'x', senderNonce: Buffer.alloc(16) }
      const message = writeScepRequest(
        question,
        Buffer.from(about, 'latin1'),
        authorityCertificate,
        signer,
        { cipher: 'aes-256', digest: 'sha384' },
        seeded(1),
      )
      const answer = group.network.http(
        { method: 'POST', url: 'http://ca/scep/ca?operation=PKIOperation', headers: [], body: message, timeout: 1, maxBodyBytes: 1e6 },
        () => undefined,
      )
      return readMessage('fault' in answer ? Buffer.alloc(0) : answer.body)
    }
    expect(readSigned(ask('GetCert', certificate.issuerAndSerial).open(signer).content).certificates).toEqual([certificate.der])
    expect(ask('GetCert', authorityCertificate.issuerAndSerial).failInfo).toBe('badCertId')
    const [list] = readSigned(ask('GetCRL', certificate.issuerAndSerial).open(signer).content).crls
    expect([...readCrl(list ?? Buffer.alloc(0)).revoked.keys()]).toEqual([certificate['serial-number']])
  })

  it('does not answer while it is disabled', () => {
    const group = new DeviceGroup()
    const ca = authority(group)
    typed(ca, '/certificate/scep-server/disable 0')
    const cap = group.device('cap')
    add(cap)
    expect(status(cap)).toBe('failed')
    expect(typed(cap, '/log print')).toBe(' 2024-11-20 12:00:00 certificate,error CAP1: SCEP server answers 404 Not OK\n')
  })
})
