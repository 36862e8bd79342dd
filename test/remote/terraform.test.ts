// Owns the tests of requests in the order of terraform's provider for RouterOS: each step uses the result of the one before.
import { describe, expect, it } from 'vitest'
import { RestLab } from '../harness/rest-lab.ts'

/** The id in a body. */
const idOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && '.id' in body && typeof body['.id'] === 'string' ? body['.id'] : ''

describe('requests of the terraform provider', () => {
  it('add a row, find it by its id, change it, and remove it', () => {
    const lab = new RestLab('7.16')
    expect(lab.ask('GET', '/system/resource')?.body).toMatchObject({ version: '7.16 (stable)' })
    const made = lab.ask('PUT', '/ip/address', { address: '10.0.0.1/24', interface: 'ether1', comment: 'tf', disabled: 'no' })
    expect(made).toMatchObject({ status: 201, body: { address: '10.0.0.1/24', network: '10.0.0.0', disabled: 'false' } })
    const id = idOf(made?.body)
    expect(lab.ask('GET', `/ip/address?.id=${id}`)?.body).toEqual([made?.body])
    expect(lab.ask('PATCH', `/ip/address/${id}`, { comment: 'new', disabled: 'yes' })).toMatchObject({
      status: 200,
      body: { comment: 'new', disabled: 'true' },
    })
    expect(lab.ask('GET', '/ip/address?comment=new')?.body).toEqual([expect.objectContaining({ '.id': id })])
    expect(lab.ask('DELETE', `/ip/address/${id}`)).toMatchObject({ status: 204, body: '' })
    // The provider accepts an empty list for a row that another user has removed, and 404 for a row that is gone before it removes it.
    expect(lab.ask('GET', `/ip/address?.id=${id}`)).toMatchObject({ status: 200, body: [] })
    expect(lab.status('DELETE', `/ip/address/${id}`)).toBe(404)
  })

  it('set settings, which have no id', () => {
    const lab = new RestLab('7.16')
    expect(lab.ask('POST', '/ip/dns/set', { servers: '1.1.1.1,8.8.8.8', 'allow-remote-requests': 'true' })).toMatchObject({
      status: 200,
      body: [],
    })
    expect(lab.ask('GET', '/ip/dns')?.body).toMatchObject({ servers: '1.1.1.1,8.8.8.8', 'allow-remote-requests': 'true' })
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
    expect(lab.ask('POST', '/certificate/import', { 'file-name': 'a.crt', passphrase: '', name: 'mine' })?.body).toMatchObject([
      { 'certificates-imported': '1', 'files-imported': '1' },
    ])
    expect(lab.ask('POST', '/certificate/import', { 'file-name': 'a.key', passphrase: '12345678', name: 'mine' })?.body).toMatchObject([
      { 'private-keys-imported': '1' },
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
    expect(body).toMatchObject([given])
    expect(JSON.stringify(body)).toMatch(/"status":"\w/)
    expect(lab.status('DELETE', `/certificate/${idOf(made?.body)}`)).toBe(204)
  })
})
