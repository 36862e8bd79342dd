// Owns tests of REST, one form of a request or error at a time: known responses of devices (7.23.7, 7.24.4, the manual). rest.test.ts tests
// sequences.
import { describe, expect, it } from 'vitest'
import { RestLab as Lab } from '../harness/rest-lab.ts'
import { continued } from '../harness/expected.ts'

const address = { address: '10.0.0.1/24', interface: 'ether1' }
const bridges = (lab: Lab): unknown => lab.ask('POST', '/interface/bridge/print', { '.proplist': 'name' })?.body
const rule = (lab: Lab, comment: string): unknown => lab.ask('PUT', '/ip/firewall/filter', { chain: 'input', action: 'accept', comment })
const comments = (lab: Lab): unknown => {
  const body = lab.ask('POST', '/ip/firewall/filter/print', { '.proplist': ['comment'] })?.body
  return Array.isArray(body) ? body.map((row: { comment?: string }) => row.comment).join('') : body
}

describe('a command by POST', () => {
  it('returns rows as a list, a value as an object, and nothing as an empty list', () => {
    const lab = new Lab()
    expect(lab.ask('POST', '/ip/address/add', address)).toEqual({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: { ret: '*1' },
    })
    expect(lab.ask('POST', '/ip/address/print', { '.proplist': 'address,comment' })).toEqual({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: [{ address: '10.0.0.1/24' }],
    })
    expect(lab.ask('POST', '/ip/address/disable', { '.id': '*1' })).toEqual({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: [],
    })
    expect(lab.ask('POST', '/ip/address/get', { '.id': '*1', 'value-name': 'disabled' })?.body).toEqual({ ret: 'true' })
    expect(lab.ask('POST', '/ip/address/remove', { numbers: '*1' })?.body).toEqual([])
    expect(bridges(lab)).toEqual([])
  })

  it('accepts names as ids, texts, numbers and booleans', () => {
    const lab = new Lab()
    const made = ['a', 'b', 'c'].map((name) => lab.ask('PUT', '/interface/bridge', { name, disabled: 'no', mtu: '1500' })?.body)
    const [, , { '.id': third } = { '.id': '' }] = made.filter((one): one is { '.id': string } => typeof one === 'object' && one !== null)
    expect(lab.ask('POST', '/interface/bridge/set', { '.id': `a,${third}`, mtu: 1400 })?.body).toEqual([])
    expect(continued(JSON.stringify(lab.ask('GET', `/interface/bridge/${third}`)?.body))).toMatchInlineSnapshot(`
      "{".id":"*3","admin-mac":"","ageing-time":"5m","arp":"enabled","arp-timeout":"auto","auto-mac":"true",\\
          "dhcp-snooping":"false","disabled":"false","dynamic":"false","ether-type":"0x8100","fast-forward":"true",\\
          "forward-delay":"15s","frame-types":"admit-all","igmp-snooping":"false","max-message-age":"20s",\\
          "mld-version":"1","mtu":"1400","multicast-querier":"false","name":"c","port-cost-mode":"long",\\
          "priority":"0x8000","protocol-mode":"rstp","pvid":"1","running":"true","transmit-hold-count":"6",\\
          "vlan-filtering":"false"}"
    `)
    expect(lab.ask('POST', '/interface/bridge/set', { numbers: 'b', disabled: true })?.body).toEqual([])
    expect(continued(JSON.stringify(lab.ask('GET', '/interface/bridge/a')?.body))).toMatchInlineSnapshot(`
      "{".id":"*1","admin-mac":"","ageing-time":"5m","arp":"enabled","arp-timeout":"auto","auto-mac":"true",\\
          "dhcp-snooping":"false","disabled":"false","dynamic":"false","ether-type":"0x8100","fast-forward":"true",\\
          "forward-delay":"15s","frame-types":"admit-all","igmp-snooping":"false","max-message-age":"20s",\\
          "mld-version":"1","mtu":"1400","multicast-querier":"false","name":"a","port-cost-mode":"long",\\
          "priority":"0x8000","protocol-mode":"rstp","pvid":"1","running":"true","transmit-hold-count":"6",\\
          "vlan-filtering":"false"}"
    `)
    expect(continued(JSON.stringify(lab.ask('GET', '/interface/bridge/b')?.body))).toMatchInlineSnapshot(`
      "{".id":"*2","admin-mac":"","ageing-time":"5m","arp":"enabled","arp-timeout":"auto","auto-mac":"true",\\
          "dhcp-snooping":"false","disabled":"true","dynamic":"false","ether-type":"0x8100","fast-forward":"true",\\
          "forward-delay":"15s","frame-types":"admit-all","igmp-snooping":"false","max-message-age":"20s",\\
          "mld-version":"1","mtu":"1500","multicast-querier":"false","name":"b","port-cost-mode":"long",\\
          "priority":"0x8000","protocol-mode":"rstp","pvid":"1","running":"false","transmit-hold-count":"6",\\
          "vlan-filtering":"false"}"
    `)
  })

  it.each([
    ['by numbers', { numbers: '*3', destination: '*1' }, 'cab'],
    ['by .id', { '.id': '*3', destination: '*1' }, 'cab'],
    ['to nowhere: to the end', { '.id': '*1' }, 'bca'],
    ['to a place that is not there: to the end', { '.id': '*1', destination: '*99' }, 'bca'],
    ['a position', { numbers: '0', destination: '*3' }, 'bac'],
    ['several', { '.id': '*2,*3', destination: '*1' }, 'bca'],
  ])('moves %s', (_, body, order) => {
    const lab = new Lab()
    for (const comment of ['a', 'b', 'c']) rule(lab, comment)
    expect(lab.ask('POST', '/ip/firewall/filter/move', body)).toEqual({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: [],
    })
    expect(comments(lab)).toBe(order)
  })

  it('refuses moves as a device does', () => {
    const lab = new Lab()
    for (const comment of ['a', 'b']) rule(lab, comment)
    expect(lab.status('POST', '/ip/firewall/filter/move', { numbers: '*99', destination: '*1' })).toBe(404)
    expect(lab.detail('POST', '/ip/firewall/filter/move', { numbers: '*1', destination: '*1' })).toEqual([
      400,
      'failure: can not move object before itself',
    ])
    expect(lab.detail('POST', '/ip/firewall/filter/move', { destination: '*1' })).toEqual([400, 'missing =.id='])
    expect(comments(lab)).toBe('ab')
  })

  it('returns one sample with `once`, unless that is false', () => {
    const lab = new Lab()
    const once = (said: unknown): unknown =>
      lab.ask('POST', '/interface/monitor-traffic', { interface: 'ether1', once: said, duration: '2s' })?.body
    expect(once('')).toEqual([
      {
        'fp-rx-bits-per-second': '0',
        'fp-rx-packets-per-second': '0',
        'fp-tx-bits-per-second': '0',
        'fp-tx-packets-per-second': '0',
        name: 'ether1',
        'rx-bits-per-second': '0',
        'rx-drops-per-second': '0',
        'rx-errors-per-second': '0',
        'rx-packets-per-second': '0',
        'tx-bits-per-second': '0',
        'tx-drops-per-second': '0',
        'tx-errors-per-second': '0',
        'tx-packets-per-second': '0',
        'tx-queue-drops-per-second': '0',
      },
    ])
    expect(continued(JSON.stringify(once('false')))).toMatchInlineSnapshot(`
      "[{".section":"0","fp-rx-bits-per-second":"0","fp-rx-packets-per-second":"0","fp-tx-bits-per-second":"0",\\
          "fp-tx-packets-per-second":"0","name":"ether1","rx-bits-per-second":"0","rx-drops-per-second":"0",\\
          "rx-errors-per-second":"0","rx-packets-per-second":"0","tx-bits-per-second":"0","tx-drops-per-second":"0",\\
          "tx-errors-per-second":"0","tx-packets-per-second":"0","tx-queue-drops-per-second":"0"},{".section":"1",\\
          "fp-rx-bits-per-second":"0","fp-rx-packets-per-second":"0","fp-tx-bits-per-second":"0","fp-tx-packets-per-second":"0",\\
          "name":"ether1","rx-bits-per-second":"0","rx-drops-per-second":"0","rx-errors-per-second":"0",\\
          "rx-packets-per-second":"0","tx-bits-per-second":"0","tx-drops-per-second":"0","tx-errors-per-second":"0",\\
          "tx-packets-per-second":"0","tx-queue-drops-per-second":"0"}]"
    `)
  })

  it('ends after a minute', () => {
    const lab = new Lab()
    const before = lab.device.router.host.clock.now()
    expect(lab.detail('POST', '/interface/monitor-traffic', { interface: 'ether1' })).toEqual([400, 'Session closed'])
    expect(Number(lab.device.router.host.clock.now() - before) / 1e9).toBe(60)
  })
})

describe('values', () => {
  it('are texts in the wire format', () => {
    const lab = new Lab()
    lab.device.run(
      '/ip/firewall/filter/add chain=input action=accept connection-state=established,related log=yes limit=1,5:packet; ' +
        '/system/scheduler/add name=s interval=1d7h44m20s; /ip/dns/set servers=10.0.0.1,10.0.0.2; ' +
        '/ip/pool/add name=p ranges=10.0.0.2-10.0.0.9;' +
        '/user/add name=u group=full password=secret; /ip/dhcp-server/add name=d interface=ether2 address-pool=p use-radius=no',
    )
    const row = (path: string): unknown => lab.ask('GET', path)?.body
    expect(row('/ip/firewall/filter')).toEqual([
      {
        '.id': '*1',
        action: 'accept',
        chain: 'input',
        'connection-state': 'established,related',
        disabled: 'false',
        dynamic: 'false',
        invalid: 'false',
        limit: '1,5:packet',
        log: 'true',
        'log-prefix': '',
      },
    ])
    expect(row('/system/scheduler/s')).toEqual({
      '.id': '*1',
      disabled: 'false',
      interval: '1d7h44m20s',
      name: 's',
      'next-run': '2024-01-02 07:44:20',
      'on-event': '',
      owner: 'admin',
      policy: 'ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon',
      'run-count': '0',
      'start-date': '2024-01-01',
      'start-time': '0s',
    })
    expect(row('/ip/dns')).toEqual({
      'address-list-extra-time': '0s',
      'allow-remote-requests': 'false',
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
      servers: '10.0.0.1,10.0.0.2',
      'use-doh-server': '',
      'verify-doh-cert': 'false',
      vrf: 'main',
    })
    expect(row('/ip/dhcp-server/d')).toEqual({
      '.id': '*1',
      'address-pool': 'p',
      authoritative: 'yes',
      'bootp-lease-time': 'forever',
      disabled: 'false',
      dynamic: 'false',
      interface: 'ether2',
      invalid: 'false',
      'lease-script': '',
      'lease-time': '30m',
      name: 'd',
      'use-radius': 'no',
    })
    expect(row('/user/u')).not.toHaveProperty('password')
    expect(row('/user/u')).not.toHaveProperty('comment')
    expect(continued(JSON.stringify(row('/system/resource')))).toMatchInlineSnapshot(`
      "{"architecture-name":"x86_64","board-name":"CHR","cpu":"QEMU","cpu-count":"1","cpu-frequency":"2000",\\
          "cpu-load":"0","free-hdd-space":"67108864","free-memory":"805306368","platform":"MikroTik",\\
          "total-hdd-space":"134217728","total-memory":"1073741824","uptime":"0s","version":"7.24 (stable)",\\
          "write-sect-since-reboot":"0","write-sect-total":"0"}"
    `)
    for (const path of ['/interface', '/system/resource', '/ip/service', '/ip/firewall/filter', '/ip/dhcp-server'])
      for (const each of [row(path)].flat()) expect(Object.values(each ?? {}).filter((value) => typeof value !== 'string')).toEqual([])
  })

  it('have dates in the format of the release', () => {
    const made = (release: string): unknown => {
      const lab = new Lab(release)
      lab.device.run('/file/add name=a.txt contents=x')
      return lab.ask('GET', '/file?name=a.txt')?.body
    }
    expect(JSON.stringify(made('7.24'))).toBe(
      '[{".id":"*1","last-modified":"2024-01-01 00:00:00","name":"a.txt","size":"1","type":".txt file"}]',
    )
    expect(JSON.stringify(made('7.9'))).toBe(
      '[{".id":"*1","creation-time":"jan/01/2024 00:00:00","name":"a.txt","size":"1","type":".txt file"}]',
    )
  })

  it('of files are read in pieces, and written up to 60 KB', () => {
    const lab = new Lab()
    const text = 'abcdefgh'.repeat(5_000)
    expect(lab.ask('PUT', '/file', { name: 'f.txt', contents: text })?.status).toBe(201)
    expect(lab.ask('POST', '/file/read', { file: 'f.txt', offset: '8', 'chunk-size': '16' })?.body).toEqual([{ data: 'abcdefghabcdefgh' }])
    expect(lab.ask('POST', '/file/read', { file: 'f.txt', 'chunk-size': '40000' })?.status).toBe(400)
    expect(lab.ask('PUT', '/file', { name: 'g.txt', contents: 'x'.repeat(70_000) })?.status).toBe(400)
  })
})

describe('errors', () => {
  const lab = new Lab()
  it.each<[string, string, unknown, readonly [number, string | undefined]]>([
    ['GET', '/zz/here', undefined, [400, 'no such command or directory (zz)']],
    ['GET', '/ip/nothing', undefined, [400, 'no such command or directory (nothing)']],
    ['POST', '/ip/address/nothing', {}, [400, 'no such command or directory (nothing)']],
    ['GET', '/ip/address/print', undefined, [400, 'no such command']],
    ['PUT', '/ip/address/add', address, [400, 'no such command']],
    ['POST', '/ip', {}, [400, 'no such command']],
    ['GET', '/ip', undefined, [400, 'no such command']],
    ['GET', '/ip/address/*99', undefined, [404, undefined]],
    ['DELETE', '/ip/address/*99', undefined, [404, undefined]],
    ['PATCH', '/ip/address/*99', { comment: 'x' }, [404, undefined]],
    ['PATCH', '/ip/address', { comment: 'x' }, [400, 'missing or invalid resource identifier']],
    ['DELETE', '/ip/address', undefined, [400, 'missing or invalid resource identifier']],
    ['DELETE', '/interface/ether1', undefined, [400, 'missing or invalid resource identifier']],
    ['PUT', '/ip/address', { ...address, wrong: 1 }, [400, 'unknown parameter wrong']],
    ['PUT', '/ip/address', { interface: 'ether1' }, [400, 'missing =address=']],
    ['POST', '/ip/address/remove', {}, [400, 'missing =.id=']],
    ['POST', '/execute', {}, [400, 'missing =script=']],
    ['PUT', '/interface/bridge', { name: 'b', mtu: '99999999' }, [400, 'value of mtu out of range (0..65536)']],
    ['PUT', '/interface/bridge', { name: 'b', 'protocol-mode': 'zz' }, [400, 'input does not match any value of protocol-mode']],
    ['PUT', '/ip/address', { ...address, address: 'zz' }, [400, 'invalid value for argument address']],
  ])('%s %s %j returns the error', (method, path, body, wanted) => {
    expect(lab.detail(method, path, body)).toEqual(wanted)
  })

  it('of commands contain no place', () => {
    const own = new Lab()
    own.ask('PUT', '/interface/bridge', { name: 'b' })
    expect(own.detail('PUT', '/interface/bridge', { name: 'b' })).toEqual([400, 'failure: already have interface with name b'])
  })

  it.each(['{"a":', '[1]', '{"a":1e5}', '{"a":{}}', 'null', '"x"', '{"a":1}{'])('of invalid JSON: %s', (text) => {
    expect(lab.detail('PUT', '/ip/address', undefined, { text })).toEqual([400, 'Failed to parse json'])
  })

  it('404 and 401 have no detail, all others are JSON in alphabetical order', () => {
    expect(lab.ask('GET', '/ip/address/*99')?.body).toEqual({ error: 404, message: 'Not Found' })
    expect(Object.keys(lab.ask('GET', '/zz')?.body ?? {})).toEqual(['detail', 'error', 'message'])
    expect(lab.ask('GET', '/zz')?.headers).toEqual({ 'Content-Type': 'application/json' })
  })

  it('are not sent to an address that the service does not admit', () => {
    const own = new Lab()
    own.device.run('/ip/service/set www address=10.0.0.0/8')
    expect(own.ask('GET', '/ip/address', undefined, { from: '192.0.2.1' })).toBeUndefined()
    expect(own.status('GET', '/ip/address', undefined, { from: '10.0.0.1' })).toBe(200)
  })

  it('depend on the webserver settings of www and www-ssl separately', () => {
    const own = new Lab()
    own.device.run('/ip/service/webserver/set rest-secure=no; /ip/service/set www-ssl disabled=no')
    expect(own.ask('GET', '/ip/address', undefined, { service: 'www-ssl' })).toEqual({
      status: 403,
      headers: { 'Content-Type': 'text/html' },
      body: '<html><head><title>Error 403: Forbidden</title></head><body><h1>Error 403: Forbidden</h1></body></html>\n',
    })
    expect(own.status('GET', '/ip/address')).toBe(200)
  })
})

it('over www-ssl the link of an answer has https', () => {
  const lab = new Lab()
  lab.device.run('/ip/service/set www-ssl disabled=no')
  expect(lab.ask('PUT', '/ip/address', address, { service: 'www-ssl' })?.headers).toEqual({
    'Content-Type': 'application/json',
    Location: 'https://router.lan/rest/ip/address/*1',
  })
})

it('undo and redo include changes by REST', () => {
  const lab = new Lab()
  const added = (): number | undefined => lab.device.router.stores.used.get('/ip/address')?.size
  lab.ask('PUT', '/ip/address', address)
  expect(added()).toBe(1)
  expect(lab.ask('POST', '/undo')).toEqual({ status: 200, headers: { 'Content-Type': 'application/json' }, body: [] })
  expect(added()).toBe(0)
  expect(lab.ask('POST', '/redo')).toEqual({ status: 200, headers: { 'Content-Type': 'application/json' }, body: [] })
  expect(added()).toBe(1)
  expect(lab.detail('POST', '/redo')).toEqual([400, 'failure: nothing to redo'])
  expect(lab.detail('POST', '/undo', { number: '1' })).toEqual([400, 'unknown parameter number'])
})

it('an unknown path is reported with its decoded word', () => {
  const lab = new Lab()
  expect(lab.detail('GET', '/ip/no%2Fthing')).toEqual([400, 'no such command or directory (no/thing)'])
  expect(lab.detail('POST', '/ip/address/no%2fthing')).toEqual([400, 'no such command or directory (no/thing)'])
})

it('inspect returns the type of a name', () => {
  const lab = new Lab()
  const child = (path: string, name: string): unknown => {
    const body = lab.ask('POST', '/console/inspect', { request: 'child', path })?.body
    return Array.isArray(body) ? body.find((row: { name?: string }) => row.name === name) : body
  }
  expect(child('', 'ip')).toEqual({ type: 'child', name: 'ip', 'node-type': 'dir' })
  expect(child('ip', 'address')).toEqual({ type: 'child', name: 'address', 'node-type': 'path' })
  expect(child('ip,address', 'add')).toEqual({ type: 'child', name: 'add', 'node-type': 'cmd' })
  expect(child('ip,address,add', 'address')).toEqual({ type: 'child', name: 'address', 'node-type': 'arg' })
})
