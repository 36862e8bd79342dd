// Owns the tests of requests in the order of terraform's provider for RouterOS: each step uses the result of the one before.
import { describe, expect, it } from 'vitest'
import { RestLab } from '../harness/rest-lab.ts'
import { continued } from '../harness/expected.ts'

/** The id in a body. */
const idOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && '.id' in body && typeof body['.id'] === 'string' ? body['.id'] : ''

describe('requests of the terraform provider', () => {
  it('add a row, find it by its id, change it, and remove it', () => {
    const lab = new RestLab('7.16')
    expect(lab.ask('GET', '/system/resource')?.body).toEqual({
      'architecture-name': 'x86_64',
      'board-name': 'CHR',
      cpu: 'QEMU',
      'cpu-count': '1',
      'cpu-frequency': '2000',
      'cpu-load': '0',
      'free-hdd-space': '67108864',
      'free-memory': '805306368',
      platform: 'MikroTik',
      'total-hdd-space': '134217728',
      'total-memory': '1073741824',
      uptime: '0s',
      version: '7.16 (stable)',
      'write-sect-since-reboot': '0',
      'write-sect-total': '0',
    })
    const made = lab.ask('PUT', '/ip/address', { address: '10.0.0.1/24', interface: 'ether1', comment: 'tf', disabled: 'no' })
    expect(made).toEqual({
      status: 201,
      headers: { 'Content-Type': 'application/json', Location: 'http://router.lan/rest/ip/address/*1' },
      body: {
        '.id': '*1',
        'actual-interface': 'ether1',
        address: '10.0.0.1/24',
        comment: 'tf',
        disabled: 'false',
        dynamic: 'false',
        interface: 'ether1',
        invalid: 'false',
        network: '10.0.0.0',
      },
    })
    const id = idOf(made?.body)
    expect(lab.ask('GET', `/ip/address?.id=${id}`)?.body).toEqual([made?.body])
    expect(lab.ask('PATCH', `/ip/address/${id}`, { comment: 'new', disabled: 'yes' })).toEqual({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: {
        '.id': '*1',
        'actual-interface': 'ether1',
        address: '10.0.0.1/24',
        comment: 'new',
        disabled: 'true',
        dynamic: 'false',
        interface: 'ether1',
        invalid: 'false',
        network: '10.0.0.0',
      },
    })
    expect(lab.ask('GET', '/ip/address?comment=new')?.body).toEqual([expect.objectContaining({ '.id': id })])
    expect(lab.ask('DELETE', `/ip/address/${id}`)).toEqual({ status: 204, headers: {}, body: '' })
    // The provider accepts an empty list for a row that another user has removed, and 404 for a row that is gone before it removes it.
    expect(lab.ask('GET', `/ip/address?.id=${id}`)).toEqual({ status: 200, headers: { 'Content-Type': 'application/json' }, body: [] })
    expect(lab.status('DELETE', `/ip/address/${id}`)).toBe(404)
  })

  it('set settings, which have no id', () => {
    const lab = new RestLab('7.16')
    expect(lab.ask('POST', '/ip/dns/set', { servers: '1.1.1.1,8.8.8.8', 'allow-remote-requests': 'true' })).toEqual({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: [],
    })
    expect(lab.ask('GET', '/ip/dns')?.body).toEqual({
      'address-list-extra-time': '0s',
      'allow-remote-requests': 'true',
      'cache-max-ttl': '1w',
      'cache-size': '2048KiB',
      'doh-max-concurrent-queries': '50',
      'doh-max-server-connections': '5',
      'doh-timeout': '5s',
      'max-concurrent-queries': '100',
      'max-concurrent-tcp-sessions': '20',
      'max-udp-packet-size': '4096',
      'mdns-repeat-ifaces': '',
      'query-server-timeout': '2s',
      'query-total-timeout': '10s',
      servers: '1.1.1.1,8.8.8.8',
      'use-doh-server': '',
      'verify-doh-cert': 'false',
      vrf: 'main',
    })
  })

  it('sign certificates with themselves and with an authority, revoke and remove them', () => {
    const lab = new RestLab('7.16')
    const template = {
      'common-name': 'ca',
      name: 'ca',
      'key-usage': 'key-cert-sign,crl-sign',
      'key-size': 'prime256v1',
      'days-valid': '3650',
    }
    const ca = idOf(lab.ask('PUT', '/certificate', template)?.body)
    expect(lab.status('POST', '/certificate/sign', { number: ca })).toBe(200)
    expect(lab.ask('GET', `/certificate?.id=${ca}`)?.body).toMatchObject([{ name: 'ca', authority: 'true', 'private-key': 'true' }])
    const web = {
      'common-name': 'web',
      name: 'web',
      'key-usage': 'digital-signature,tls-server',
      'key-size': 'prime256v1',
      'subject-alt-name': 'DNS:web.lan',
      trusted: 'true',
    }
    const leaf = idOf(lab.ask('PUT', '/certificate', web)?.body)
    expect(lab.status('POST', '/certificate/sign', { number: leaf, ca: 'ca' })).toBe(200)
    expect(lab.ask('PATCH', `/certificate/${leaf}`, { name: 'other', trusted: 'no' })?.body).toMatchObject({
      ca: 'ca',
      name: 'other',
      trusted: 'false',
      issued: 'true',
    })
    expect(lab.status('POST', '/certificate/issued-revoke', { numbers: leaf })).toBe(200)
    expect(lab.ask('GET', `/certificate?.id=${leaf}`)?.body).toMatchObject([{ revoked: 'true' }])
    expect(lab.status('POST', '/certificate/remove', { '.id': ca })).toBe(200)
    // Removing an authority removes its certificates.
    expect(lab.ask('GET', '/certificate')?.body).toEqual([])
  })

  it('import a certificate and its key from files that they wrote', () => {
    const lab = new RestLab('7.16')
    lab.device.run(`/certificate/add name=a common-name=a key-size=prime256v1
/certificate/sign a
/certificate/export-certificate a file-name=a export-passphrase=12345678
/certificate/remove a`)
    expect(lab.ask('POST', '/certificate/import', { 'file-name': 'a.crt', passphrase: '', name: 'mine' })?.body).toEqual([
      {
        'certificates-imported': '1',
        'decryption-failures': '0',
        'files-imported': '1',
        'keys-with-no-certificate': '0',
        'private-keys-imported': '0',
      },
    ])
    expect(lab.ask('POST', '/certificate/import', { 'file-name': 'a.key', passphrase: '12345678', name: 'mine' })?.body).toEqual([
      {
        'certificates-imported': '0',
        'decryption-failures': '0',
        'files-imported': '1',
        'keys-with-no-certificate': '0',
        'private-keys-imported': '1',
      },
    ])
    expect(lab.ask('GET', '/certificate?name=mine')?.body).toMatchObject([{ 'private-key': 'true', trusted: 'true' }])
    expect(lab.status('POST', '/certificate/import', { 'file-name': 'none.crt', passphrase: '' })).toBe(400)
  })

  it('add a SCEP client of an unknown server, and read its properties', () => {
    const lab = new RestLab('7.16')
    const made = lab.ask('PUT', '/certificate', {
      name: 'c',
      'common-name': 'c',
      'key-usage': 'digital-signature,key-agreement,tls-client',
    })
    expect(made?.status).toBe(201)
    const given = { 'scep-url': 'http://scep.server/scep/test', 'challenge-password': '12345' }
    expect(lab.status('POST', '/certificate/add-scep', { template: 'c', ...given })).toBe(200)
    const { body } = lab.ask('GET', '/certificate?name=c') ?? {}
    expect(body).toEqual([
      {
        '.id': '*1',
        authority: 'false',
        'challenge-password': '12345',
        'common-name': 'c',
        crl: 'false',
        'days-valid': '365',
        expired: 'false',
        issued: 'false',
        'key-size': '2048',
        'key-type': 'rsa',
        'key-usage': 'digital-signature,key-agreement,tls-client',
        name: 'c',
        'private-key': 'true',
        'scep-url': 'http://scep.server/scep/test',
        'smart-card-key': 'false',
        status: 'failed',
        'subject-alt-name': '',
        trusted: 'true',
      },
    ])
    expect(continued(JSON.stringify(body))).toMatchInlineSnapshot(`
      "[{".id":"*1","authority":"false","challenge-password":"12345","common-name":"c","crl":"false",\\
          "days-valid":"365","expired":"false","issued":"false","key-size":"2048","key-type":"rsa","key-usage":"digital-signature,\\
          key-agreement,tls-client","name":"c","private-key":"true","scep-url":"http://scep.server/scep/test",\\
          "smart-card-key":"false","status":"failed","subject-alt-name":"","trusted":"true"}]"
    `)
    expect(lab.status('DELETE', `/certificate/${idOf(made?.body)}`)).toBe(204)
  })
})
