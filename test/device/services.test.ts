// Owns the tests of services of a device: which ones listen, which clients they admit, their pages, and requests to the device itself.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, memoryNetwork, type Device, type MemoryNetwork } from '../../src/index.ts'
import { fixtureKeys } from '../harness/keys.ts'

const pki = '/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign; /certificate sign ca ca-crl-host=127.0.0.1'

function served(release = '7.24'): {
  device: Device
  network: MemoryNetwork
  status: (path: string, more?: object) => number | undefined
  run: (text: string) => string
} {
  const network = memoryNetwork()
  const device = createDevice({ release, host: memoryHost({ keys: fixtureKeys(), network }) })
  device.run(pki)
  return {
    device,
    network,
    status: (path, more = {}) => network.deliver({ path, ...more })?.status,
    run(text) {
      const { output, failure } = device.run(text)
      return output + (failure?.message ?? '')
    },
  }
}

describe('services', () => {
  it('listen if they are enabled, with their configured certificate', () => {
    const { network, run } = served()
    const apis = [
      { service: 'api', port: 8728, maxConnections: 20 },
      { service: 'api-ssl', port: 8729, maxConnections: 20, tls: { identity: undefined, versions: 'any' } },
    ]
    expect(network.listeners).toEqual([
      { service: 'www', port: 80, maxConnections: 20 },
      { service: 'api', port: 8728, maxConnections: 20 },
      { service: 'api-ssl', port: 8729, maxConnections: 20, tls: { versions: 'any' } },
    ])
    run('/ip/service/set www-ssl disabled=no')
    expect(network.listeners).toMatchObject([
      { service: 'www' },
      { service: 'www-ssl', port: 443, tls: { identity: undefined, versions: 'any' } },
      ...apis,
    ])
    run('/ip/service/set www-ssl certificate=ca tls-version=only-1.2 port=8443; /ip/service/disable www')
    expect(network.listeners).toMatchObject([
      { service: 'www-ssl', port: 8443, tls: { identity: { chain: [expect.anything()] }, versions: 'only-1.2' } },
      ...apis,
    ])
  })

  it('answer clients that /ip/service admits', () => {
    const { status, run } = served()
    expect(status('/crl/1.crl', { from: '10.1.2.3' })).toBe(200)
    run('/ip/service/set www address=10.0.0.0/8,2001:db8::/32')
    expect(status('/crl/1.crl', { from: '10.1.2.3' })).toBe(200)
    expect(status('/crl/1.crl', { from: '2001:db8::7' })).toBe(200)
    expect(status('/crl/1.crl', { from: '11.1.2.3' })).toBeUndefined()
    expect(status('/crl/1.crl', { from: '2001:db9::7' })).toBeUndefined()
    run('/ip/service/disable www')
    expect(status('/crl/1.crl', { from: '10.1.2.3' })).toBeUndefined()
  })

  it('serve the pages that /ip/service/webserver allows, and all of them over TLS', () => {
    const { status, run } = served()
    run('/ip/service/set www-ssl disabled=no certificate=ca; /ip/service/webserver/set crl-plain=no')
    expect(status('/crl/1.crl')).toBe(404)
    expect(status('/crl/1.crl', { service: 'www-ssl' })).toBe(200)
  })

  it('have the pages that menus declare', () => {
    const { status } = served()
    expect(['/', '/crl/2.crl', '/crl/1.crl/', '/crl/x', '/webfig'].map((path) => status(path))).toEqual([404, 404, 404, 404, 404])
    expect(status('/crl/1.crl', { method: 'POST' })).toBe(405)
  })
})

describe('a device', () => {
  it('reaches itself without a network', () => {
    const device = createDevice({ host: memoryHost({ keys: fixtureKeys() }) })
    device.run(pki)
    device.run('/ip/address/add address=192.0.2.7/24 interface=ether1; /ip/dns/static/add name=me.lan address=192.0.2.7')
    for (const host of ['127.0.0.1', 'localhost', '192.0.2.7', 'me.lan'])
      expect(device.run(`:put ([/tool/fetch url=http://${host}/crl/1.crl output=user as-value]->"code")`).output, host).toBe('200\n')
    expect(device.run('/tool/fetch url=http://127.0.0.1:81/').failure).toEqual({
      message:
        '/tool/fetch has no network for 127.0.0.1:81 (--allow-net=127.0.0.1:81 allows it, --allow-net everything) (/tool/fetch; line 1)',
      line: 1,
      column: 2,
      command: '/tool/fetch',
      trace: [],
      notModelled: true,
    })
    expect(device.run('/tool/fetch url=http://192.0.2.8/').failure).toEqual({
      message:
        '/tool/fetch has no network for 192.0.2.8:80 (--allow-net=192.0.2.8:80 allows it, --allow-net everything) (/tool/fetch; line 1)',
      line: 1,
      column: 2,
      command: '/tool/fetch',
      trace: [],
      notModelled: true,
    })
    device.run('/ip/service/set www address=10.0.0.0/8')
    expect(device.run('/tool/fetch url=http://127.0.0.1/crl/1.crl').failure?.message).toBe(
      'failure: connection closed by the other side (/tool/fetch; line 1)',
    )
  })
})
