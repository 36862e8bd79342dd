// Owns the tests of REST: responses, errors, permissions, and concurrent users; over a simulated network.
import { describe, expect, it } from 'vitest'
import { RestLab as Lab, type RestRequest } from '../harness/rest-lab.ts'
import { continued, anyValue } from '../harness/expected.ts'

const address = { address: '10.0.0.1/24', interface: 'ether1', comment: 'a' }

describe('REST', () => {
  it('adds, reads, changes and removes a row', () => {
    const lab = new Lab()
    const row = {
      '.id': '*1',
      'actual-interface': 'ether1',
      invalid: 'false',
      address: '10.0.0.1/24',
      comment: 'a',
      disabled: 'false',
      dynamic: 'false',
      interface: 'ether1',
      network: '10.0.0.0',
    }
    const added = lab.ask('PUT', '/ip/address', address)
    expect(added).toEqual({
      status: 201,
      headers: { 'Content-Type': 'application/json', Location: 'http://router.lan/rest/ip/address/*1' },
      body: row,
    })
    expect(added?.body).toEqual(row)
    expect(Object.keys(added?.body ?? {})).toEqual(Object.keys(added?.body ?? {}).toSorted())
    expect(lab.ask('GET', '/ip/address')?.body).toEqual([row])
    expect(lab.ask('GET', '/ip/address/*1')?.body).toEqual(row)
    expect(lab.ask('PATCH', '/ip/address/*1', { disabled: true, comment: '' })?.body).toEqual({
      '.id': '*1',
      'actual-interface': 'ether1',
      address: '10.0.0.1/24',
      disabled: 'true',
      dynamic: 'false',
      interface: 'ether1',
      invalid: 'false',
      network: '10.0.0.0',
    })
    expect(lab.ask('GET', '/ip/address/*1')?.body).not.toHaveProperty('comment')
    expect(lab.ask('DELETE', '/ip/address/*1')).toEqual({ status: 204, headers: {}, body: '' })
    expect(lab.ask('DELETE', '/ip/address/*1')).toEqual({
      status: 404,
      headers: { 'Content-Type': 'application/json' },
      body: { error: 404, message: 'Not Found' },
    })
    expect(lab.ask('GET', '/ip/address')?.body).toEqual([])
  })

  it('filters rows and selects properties', () => {
    const lab = new Lab()
    lab.ask('PUT', '/ip/address', address)
    lab.ask('PUT', '/ip/address', { ...address, address: '10.0.1.1/24', interface: 'ether2', comment: 'b c' })
    expect(lab.ask('GET', '/ip/address?comment=b%20c&interface=ether2&.proplist=address')?.body).toEqual([
      { '.id': '*2', address: '10.0.1.1/24' },
    ])
    expect(lab.ask('GET', '/ip/address?.id=*9')?.body).toEqual([])
    const query = { '.query': ['interface=ether1', 'interface=ether2', '#|'], '.proplist': 'address' }
    expect(lab.ask('POST', '/ip/address/print', query)?.body).toEqual([{ address: '10.0.0.1/24' }, { address: '10.0.1.1/24' }])
    expect(lab.ask('POST', '/ip/address/print', { 'count-only': '' })?.body).toEqual({ ret: '2' })
    expect(lab.ask('POST', '/ip/address/set', { '.id': '*1,*2', comment: 'x' })?.body).toEqual([])
    expect(lab.ask('GET', '/ip/address?comment=x')?.body).toHaveLength(2)
  })

  it('addresses rows by name, also with slashes in names', () => {
    const lab = new Lab()
    expect(lab.ask('GET', '/interface/ether1')?.body).toEqual({
      '.id': '*1',
      'actual-mtu': '1500',
      'default-name': 'ether1',
      disabled: 'false',
      dynamic: 'false',
      inactive: 'false',
      'mac-address': '52:54:00:00:00:00',
      mtu: '1500',
      name: 'ether1',
      passthrough: 'false',
      running: 'true',
      slave: 'false',
      type: 'ether',
    })
    expect(lab.ask('PUT', '/interface/bridge', { name: 'a/b' })?.status).toBe(201)
    expect(lab.ask('GET', '/interface/bridge/a%2Fb')?.body).toMatchInlineSnapshot(`
      {
        ".id": "*1",
        "admin-mac": "",
        "ageing-time": "5m",
        "arp": "enabled",
        "arp-timeout": "auto",
        "auto-mac": "true",
        "dhcp-snooping": "false",
        "disabled": "false",
        "dynamic": "false",
        "ether-type": "0x8100",
        "fast-forward": "true",
        "forward-delay": "15s",
        "frame-types": "admit-all",
        "igmp-snooping": "false",
        "max-message-age": "20s",
        "mld-version": "1",
        "mtu": "auto",
        "multicast-querier": "false",
        "name": "a/b",
        "port-cost-mode": "long",
        "priority": "0x8000",
        "protocol-mode": "rstp",
        "pvid": "1",
        "running": "true",
        "transmit-hold-count": "6",
        "vlan-filtering": "false",
      }
    `)
    expect(lab.detail('GET', '/interface/etherX')).toEqual([400, 'no such command or directory (etherX)'])
    expect(lab.detail('GET', '/ip/address/x')).toEqual([400, 'no such command prefix'])
    expect(lab.detail('GET', '/interface/%2A1')).toEqual([400, 'no such command prefix'])
    expect(lab.status('GET', '/interface/*99')).toBe(404)
  })

  it('returns a settings menu as an object, which PATCH does not change', () => {
    const lab = new Lab()
    expect(lab.ask('GET', '/system/identity')?.body).toEqual({ name: 'MikroTik' })
    expect(lab.ask('POST', '/system/identity/set', { name: 'r1' })?.body).toEqual([])
    expect(lab.ask('GET', '/system/identity')?.body).toEqual({ name: 'r1' })
    expect(lab.detail('PATCH', '/system/identity', { name: 'x' })).toEqual([400, 'missing or invalid resource identifier'])
  })

  it('refuses requests as devices do', () => {
    const lab = new Lab()
    expect(lab.detail('GET', '/foo')).toEqual([400, 'no such command or directory (foo)'])
    expect(lab.detail('GET', '/ip/address/add')).toEqual([400, 'no such command'])
    expect(lab.detail('POST', '/ip/address')).toEqual([400, 'no such command'])
    expect(lab.detail('PUT', '/ip/address', { adress: 'x' })).toEqual([400, 'unknown parameter adress'])
    expect(lab.detail('PUT', '/ip/address', { interface: 'ether1' })).toEqual([400, 'missing =address='])
    expect(lab.detail('PUT', '/ip/address', { ...address, interface: 'zz' })).toEqual([400, 'input does not match any value of interface'])
    expect(lab.detail('POST', '/ip/address/set', { comment: 'x' })).toEqual([400, 'missing =.id='])
    expect(lab.detail('PATCH', '/ip/address', { comment: 'x' })).toEqual([400, 'missing or invalid resource identifier'])
    expect(lab.detail('PATCH', '/interface/ether1', { mtu: 'x' })).toEqual([400, 'missing or invalid resource identifier'])
    expect(lab.detail('PUT', '/ip/address', undefined, { text: '{"address":1e3}' })).toEqual([400, 'Failed to parse json'])
    expect(lab.status('PUT', '/ip/address', address, { type: 'text/plain' })).toBe(415)
    expect(lab.status('HEAD', '/ip/address')).toBe(501)
    expect(lab.status('OPTIONS', '/ip/address')).toBe(503)
  })

  it('reads numbers and booleans of JSON', () => {
    const lab = new Lab()
    const made = lab.ask('PUT', '/interface/bridge', undefined, {
      text: '{"name":"b","name":"c","mtu":0x5DC,"fast-forward":false,"disabled":"no"}',
    })
    expect(made).toMatchInlineSnapshot(`
      {
        "body": {
          ".id": "*1",
          "admin-mac": "",
          "ageing-time": "5m",
          "arp": "enabled",
          "arp-timeout": "auto",
          "auto-mac": "true",
          "dhcp-snooping": "false",
          "disabled": "false",
          "dynamic": "false",
          "ether-type": "0x8100",
          "fast-forward": "false",
          "forward-delay": "15s",
          "frame-types": "admit-all",
          "igmp-snooping": "false",
          "max-message-age": "20s",
          "mld-version": "1",
          "mtu": "1500",
          "multicast-querier": "false",
          "name": "c",
          "port-cost-mode": "long",
          "priority": "0x8000",
          "protocol-mode": "rstp",
          "pvid": "1",
          "running": "true",
          "transmit-hold-count": "6",
          "vlan-filtering": "false",
        },
        "headers": {
          "Content-Type": "application/json",
          "Location": "http://router.lan/rest/interface/bridge/*1",
        },
        "status": 201,
      }
    `)
  })

  it('runs scripts; the failure of a script is part of its output', () => {
    const lab = new Lab()
    const script = ':put hello; /ip/service/set www-ssl certificate=zz'
    const ret = 'hello\ninput does not match any value of certificate (/ip/service/set (certificate); line 1)'
    expect(lab.ask('POST', '/execute', { script, 'as-string': 'false' })).toEqual({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: { ret },
    })
    expect(lab.ask('POST', '/execute', { script: ':log info later' })?.body).toEqual({ ret: '*1' })
    lab.device.run(':delay 1s')
    expect(continued(lab.device.run(':put [/log/print as-value]').output)).toMatchInlineSnapshot(`
      ".id=*1;message=user admin logged in from 192.0.2.1 via rest-api;time=2024-01-01 00:00:00;topics=system,\\
          info,account;.id=*2;message=later;time=2024-01-01 00:00:00;topics=script,info
      "
    `)
  })

  it('admits users of /user, from their addresses, with the policies of their group', () => {
    const lab = new Lab()
    lab.device.run(
      '/user/group/add name=looker policy=read,api,web,rest-api; /user/group/add name=bare policy=rest-api,read; ' +
        '/user/add name=ann group=looker password=p; /user/add name=bob group=bare password=p; ' +
        '/user/add name=cy group=full password=p address=10.0.0.0/8; ' +
        '/user/add name=dee group=full password=p disabled=yes; /user/group/add name=none policy=api,read,web; ' +
        '/user/add name=eve group=none password=p',
    )
    const as = (user: string, method = 'GET', more: RestRequest = {}): unknown => {
      const answer = lab.ask(method, '/ip/address', method === 'GET' ? undefined : address, { user, ...more })
      return answer?.status
    }
    expect(lab.ask('GET', '/ip/address', undefined, { user: 'admin:x' })).toEqual({
      status: 401,
      headers: { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Basic realm="RouterOS"' },
      body: { error: 401, message: 'Unauthorized' },
    })
    expect(['ann:p', 'ann:q', 'bob:p', 'cy:p', 'dee:p', 'eve:p'].map((user) => as(user))).toEqual([200, 401, 500, 401, 401, 401])
    expect(as('cy:p', 'GET', { from: '10.1.2.3' })).toBe(200)
    expect(lab.detail('PUT', '/ip/address', address, { user: 'ann:p' })).toEqual([500, 'not enough permissions (9)'])
    expect(lab.detail('GET', '/ip/address', undefined, { user: 'bob:p' })).toEqual([500, 'std failure: not allowed (9)'])
    lab.ask('PUT', '/ip/address', address)
    expect(lab.detail('DELETE', '/ip/address/*1', undefined, { user: 'ann:p' })).toEqual([400, 'missing or invalid resource identifier'])
    expect(lab.ask('GET', '/user', undefined, { user: 'ann:p' })?.body).not.toContainEqual(expect.objectContaining({ password: anyValue }))
    const lines = lab.device.run(':foreach l in=[/log/print as-value] do={:put ($l->"message")}').output.split('\n')
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "login failure for user admin from 192.0.2.1 via rest-api
      user ann logged in from 192.0.2.1 via rest-api
      login failure for user ann from 192.0.2.1 via rest-api
      user bob logged in from 192.0.2.1 via rest-api
      login failure for user cy from 192.0.2.1 via rest-api
      login failure for user dee from 192.0.2.1 via rest-api
      login failure for user eve from 192.0.2.1 via rest-api
      user cy logged in from 10.1.2.3 via rest-api
      user admin logged in from 192.0.2.1 via rest-api
      "
    `)
  })

  it('is served as /ip/service/webserver says, and in releases that have it', () => {
    const lab = new Lab()
    lab.device.run('/ip/service/webserver/set rest-plain=no')
    expect(lab.status('GET', '/ip/address')).toBe(403)
    expect(new Lab('7.8').status('GET', '/ip/address')).toBe(404)
  })

  it('supports console/inspect', () => {
    const lab = new Lab()
    const names = (given: object): readonly string[] => {
      const body = lab.ask('POST', '/console/inspect', given)?.body
      return Array.isArray(body)
        ? body.map((row: { name?: string; completion?: string; symbol?: string }) => row.name ?? row.completion ?? row.symbol ?? '')
        : []
    }
    expect(names({ request: 'child', path: 'ip,address' })).toEqual(expect.arrayContaining(['add', 'set', 'print']))
    expect(names({ request: 'child', path: 'ip,address,add' })).toEqual(expect.arrayContaining(['address', 'interface']))
    expect(names({ request: 'child', path: '/ip/address' })).toEqual([])
    expect(names({ request: 'completion', input: '/ip/addr' })).toEqual(['address'])
    expect(names({ request: 'syntax', path: 'ip,address,find' })).toEqual(['', '<where>'])
    expect(lab.ask('POST', '/console/inspect', { request: 'highlight', input: '/ip' })?.body).toEqual([
      { type: 'highlight', highlight: 'none,dir,dir' },
    ])
  })

  it('samples a monitor for some time', () => {
    const lab = new Lab()
    const body = lab.ask('POST', '/interface/monitor-traffic', { interface: 'ether1', duration: '3s' })?.body
    expect(body).toMatchInlineSnapshot(`
      [
        {
          ".section": "0",
          "fp-rx-bits-per-second": "0",
          "fp-rx-packets-per-second": "0",
          "fp-tx-bits-per-second": "0",
          "fp-tx-packets-per-second": "0",
          "name": "ether1",
          "rx-bits-per-second": "0",
          "rx-drops-per-second": "0",
          "rx-errors-per-second": "0",
          "rx-packets-per-second": "0",
          "tx-bits-per-second": "0",
          "tx-drops-per-second": "0",
          "tx-errors-per-second": "0",
          "tx-packets-per-second": "0",
          "tx-queue-drops-per-second": "0",
        },
        {
          ".section": "1",
          "fp-rx-bits-per-second": "0",
          "fp-rx-packets-per-second": "0",
          "fp-tx-bits-per-second": "0",
          "fp-tx-packets-per-second": "0",
          "name": "ether1",
          "rx-bits-per-second": "0",
          "rx-drops-per-second": "0",
          "rx-errors-per-second": "0",
          "rx-packets-per-second": "0",
          "tx-bits-per-second": "0",
          "tx-drops-per-second": "0",
          "tx-errors-per-second": "0",
          "tx-packets-per-second": "0",
          "tx-queue-drops-per-second": "0",
        },
        {
          ".section": "2",
          "fp-rx-bits-per-second": "0",
          "fp-rx-packets-per-second": "0",
          "fp-tx-bits-per-second": "0",
          "fp-tx-packets-per-second": "0",
          "name": "ether1",
          "rx-bits-per-second": "0",
          "rx-drops-per-second": "0",
          "rx-errors-per-second": "0",
          "rx-packets-per-second": "0",
          "tx-bits-per-second": "0",
          "tx-drops-per-second": "0",
          "tx-errors-per-second": "0",
          "tx-packets-per-second": "0",
          "tx-queue-drops-per-second": "0",
        },
      ]
    `)
    expect(lab.ask('POST', '/interface/monitor-traffic', { interface: 'ether1', once: '' })?.body).toEqual([
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
  })
})
