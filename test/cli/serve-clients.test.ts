// Owns the tests of a served device with real clients: node-routeros, routeros-client, routeros-api, many clients at once, a kill.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { createDevice, serve } from '../../src/index.ts'
import { offbox, scratch } from '../harness/command-line.ts'
import { rest, started } from '../harness/served-device.ts'
import { top } from '../harness/sources.ts'
import { until } from '../harness/until.ts'
import { steady } from '../harness/steady.ts'

const run = promisify(execFile)
const place = scratch()
afterAll(() => place.remove())

/** The common interface of node-routeros and routeros-api, neither of which has usable types. */
interface Api {
  connect(): Promise<unknown>
  write(path: string, words?: readonly string[]): Promise<readonly Readonly<Record<string, string>>[]>
  close(): Promise<unknown>
}
type ApiClass = new (options: { host: string; port: number; user: string; password: string }) => Api
const load = createRequire(import.meta.url)

describe.each([
  ['node-routeros', '7.16'],
  ['routeros-api', '7.24'],
])('%s', (name, release) => {
  it(`reads and writes a device of ${release}`, async () => {
    // Both packages export the class; one has other types, one has none.
    const { RouterOSAPI } = load(name) as { RouterOSAPI: ApiClass }
    const device = await started(place.path, '--release', release, '--listen', 'api=0')
    const api = new RouterOSAPI({ host: '127.0.0.1', port: device.ports['api'] ?? 0, user: 'admin', password: '' })
    await api.connect()
    expect(await api.write('/ip/address/print')).toEqual([])
    const [added] = await api.write('/ip/address/add', ['=address=10.0.0.1/24', '=interface=ether1', '=comment=c'])
    expect(added).toEqual({ ret: '*1' })
    await api.write('/ip/address/set', ['=.id=*1', '=!comment='])
    const [row] = await api.write('/ip/address/print', ['?interface=ether1'])
    expect(row).toEqual({
      '.id': '*1',
      address: '10.0.0.1/24',
      network: '10.0.0.0',
      interface: 'ether1',
      'actual-interface': 'ether1',
      disabled: 'false',
      invalid: 'false',
      dynamic: 'false',
    })
    expect(row).not.toHaveProperty('comment')
    await expect(api.write('/ip/address/remove', ['=.id=*7'])).rejects.toThrowErrorMatchingInlineSnapshot(`[Error: no such item]`)
    await api.write('/ip/address/remove', ['=.id=*1'])
    await api.close()
    expect(await device.end()).toBe(0)
  })
})

it('routeros-client adds, finds, updates and removes', async () => {
  interface Menu {
    add(row: object): Promise<Record<string, unknown>>
    where(name: string, value: string): Menu
    getOnly(): Promise<Record<string, unknown>>
    get(): Promise<readonly unknown[]>
    update(row: object): Promise<unknown>
    remove(): Promise<unknown>
  }
  interface Client {
    connect(): Promise<{ menu(path: string): Menu }>
    close(): Promise<unknown>
  }
  // The types of the package are for another module format.
  const { RouterOSClient } = load('routeros-client') as { RouterOSClient: new (options: object) => Client }
  const device = await started(place.path, '--release', '7.16', '--listen', 'api=0')
  const client = new RouterOSClient({ host: '127.0.0.1', port: device.ports['api'], user: 'admin', password: '' })
  const lists = (await client.connect()).menu('/ip firewall address-list')
  const row = {
    $$path: '/ip/firewall/address-list',
    id: '*1',
    list: 'l',
    address: '1.2.3.4',
    creationTime: 'TIME',
    disabled: false,
    dynamic: false,
  }
  const steadied = (given: Record<string, unknown>): object => ({ ...given, creationTime: steady(String(given['creationTime'])) })
  expect(steadied(await lists.add({ list: 'l', address: '1.2.3.4' }))).toEqual(row)
  await lists.where('list', 'l').update({ comment: 'q' })
  expect(steadied(await lists.where('list', 'l').getOnly())).toEqual({ ...row, comment: 'q' })
  await lists.where('list', 'l').remove()
  expect(await lists.get()).toEqual([])
  await client.close()
  expect(await device.end()).toBe(0)
})

it('a new device is configured from an export, and --ephemeral stores nothing of a stored one', async () => {
  const lab = join(place.path, 'kept')
  expect(offbox(place.path, ['run', '--device', lab, '-'], '/ip/address/add address=10.0.0.1/24 interface=ether1').code).toBe(0)
  writeFileSync(join(place.path, 'more.rsc'), '# 2026-01-01 00:00:00 by RouterOS 7.20\n/system identity\nset name=fromfile\n')
  const device = await started(place.path, '--device', lab, '--ephemeral', '--listen', 'www=0')
  expect((await rest(device.ports['www'] ?? 0, 'DELETE', '/ip/address/*1')).status).toBe(204)
  expect(await device.end()).toBe(0)
  expect(offbox(place.path, ['run', '--device', lab, '-'], ':put [:len [/ip/address/find]]').out).toBe('1\n')
  const fresh = await started(place.path, '--from', 'more.rsc', '--listen', 'www=0')
  expect((await rest(fresh.ports['www'] ?? 0, 'GET', '/system/identity')).text).toBe('{"name":"fromfile"}')
  expect((await rest(fresh.ports['www'] ?? 0, 'GET', '/system/resource?.proplist=version')).text).toMatchInlineSnapshot(
    `"{"version":"7.20 (stable)"}"`,
  )
  expect(await fresh.end()).toBe(0)
})

it('reports and lists only services that listen once the files of --from are applied', async () => {
  writeFileSync(join(place.path, 'closed.rsc'), '/ip/service/disable www\n')
  const device = await started(place.path, '--from', 'closed.rsc', '--listen', 'www=0,api=0')
  expect(Object.keys(device.ports)).toEqual(['api'])
  expect(steady(device.errorOutput())).toBe('api: 127.0.0.1:PORT\nwarning: www does not listen: /ip/service/enable www switches it on\n')
  expect(await device.end()).toBe(0)
})

it('serves a device although commands of --from failed, says so, and ends with exit code 1', async () => {
  const lines = [
    '# 2026-01-01 00:00:00 by RouterOS 7.20',
    '/system identity',
    'set name=half',
    '/ip address',
    'add address=x interface=ether1',
  ]
  writeFileSync(join(place.path, 'bad.rsc'), `${lines.join('\n')}\n`)
  const device = await started(place.path, '--from', 'bad.rsc', '--listen', 'www=0')
  expect((await rest(device.ports['www'] ?? 0, 'GET', '/system/identity')).text).toBe('{"name":"half"}')
  expect(device.errorOutput().replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')).toMatchInlineSnapshot(`
    "error: invalid value for argument address
     --> bad.rsc:5:13
    5 | add address=x interface=ether1
      |             ^
    warning: commands of --from failed: the device is served without them, and offbox serve will end with exit code 1
    www: http://127.0.0.1:PORT/
    "
  `)
  expect(await device.end()).toBe(1)
})

it('keeps every answered change if it is killed, and reports a truncated last entry of the log', async () => {
  const lab = join(place.path, 'killed')
  const device = await started(place.path, '--device', lab, '--listen', 'www=0')
  const port = device.ports['www'] ?? 0
  for (let at = 0; at < 30; at++) {
    const made = await rest(port, 'PUT', '/ip/firewall/filter', { chain: 'input', action: 'drop', comment: `c${at}` })
    expect(made.status).toBe(201)
  }
  expect((await rest(port, 'DELETE', '/ip/firewall/filter/*3')).status).toBe(204)
  expect((await rest(port, 'POST', '/ip/firewall/filter/move', { numbers: '*1E', destination: '*1' })).status).toBe(200)
  expect((await rest(port, 'PUT', '/certificate', { name: 'c', 'common-name': 'c', 'key-size': 'prime256v1' })).status).toBe(201)
  expect((await rest(port, 'POST', '/certificate/sign', { number: '*1' })).status).toBe(200)
  await device.end('SIGKILL')
  const look =
    ':put [:len [/ip/firewall/filter/find]]; :put [/ip/firewall/filter/get ([find]->0) comment]; :put [/certificate/get c private-key]'
  const state = join(lab, 'state')
  const [log] = readdirSync(state).filter((name) => name.endsWith('.log'))
  if (log !== undefined) writeFileSync(join(state, log), `${readFileSync(join(state, log), 'utf8')}0123456789abcdef {"menus":[{"pa`)
  const again = offbox(place.path, ['run', '--device', lab, '-'], look)
  expect(again.out).toBe('29\nc29\ntrue\n')
  if (log !== undefined)
    expect(again.err.replace(/of \d+/, 'of N')).toMatchInlineSnapshot(`
    "warning: 1 of N changes after the last stored state are skipped: the last of them was not written to its end
    "
  `)
})

it('answers a hundred connections, and others while one waits', async () => {
  const device = await started(place.path, '--listen', 'www=0,api=0')
  const port = device.ports['www'] ?? 0
  let right = 0
  await Promise.all(
    Array.from({ length: 100 }, async (_, client) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      for (let turn = 0; turn < 10; turn++) {
        const answer = await rest(port, 'GET', `/interface?name=ether${(client % 5) + 1}&.proplist=name`, undefined, agent)
        if (answer.text === `[{".id":"*${(client % 5) + 1}","name":"ether${(client % 5) + 1}"}]`) right++
      }
      agent.destroy()
    }),
  )
  expect(right).toBe(1000)
  expect((await rest(port, 'PUT', '/user', { name: 'b', group: 'full', password: 'p' })).status).toBe(201)
  const order: string[] = []
  const noted = ({ text }: { readonly text: string }): number => order.push(text)
  const asB = (method: string, path: string, body?: object): ReturnType<typeof rest> => rest(port, method, path, body, undefined, 'b:p')
  // The script waits until the other user has got a response.
  const script = ':log info began; :while ([:len [/system/script/find name=go]] = 0) do={:delay 50ms}; :put late'
  const slow = rest(port, 'POST', '/execute', { script, 'as-string': '' }).then(noted)
  await until(async () => (await asB('GET', '/log?message=began')).text !== '[]')
  const same = rest(port, 'GET', '/system/identity').then(noted)
  noted(await asB('GET', '/ip/address'))
  expect((await asB('PUT', '/system/script', { name: 'go', source: '' })).status).toBe(201)
  await Promise.all([slow, same])
  expect(order).toEqual(['[]', '{"ret":"late"}', '{"name":"MikroTik"}'])
  expect(await device.end()).toBe(0)
})

// `node test/judges/load.mjs` has 50 clients with 10,000 requests each.
it.each([
  ['50 clients', '50', '40'],
  ['300 connections', '300', '4'],
])('loses nothing of %s that read and write at once, by REST and the API', async (_, clients, requests) => {
  const { stdout } = await run(process.execPath, [join(top, 'test', 'judges', 'load.mjs'), clients, requests])
  const totalRequests = Number(clients) * Number(requests)
  expect(stdout.split('\n')[0]?.replace(/\d+ s$/, 'SECONDS')).toBe(
    `${clients} clients, ${requests} requests each: ${totalRequests} of ${totalRequests} answered right in SECONDS`,
  )
})

it('a program serves a device of its own', async () => {
  const device = createDevice({ identity: 'mine' })
  const served = serve(device, { www: 0, api: 0 })
  const port = served.ports.www ?? 0
  expect(await rest(port, 'GET', '/system/identity')).toEqual({ status: 200, text: '{"name":"mine"}' })
  device.run('/system/identity/set name=other')
  expect((await rest(port, 'GET', '/system/identity')).text).toBe('{"name":"other"}')
  served.close()
  await expect(rest(port, 'GET', '/system/identity')).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/)
})
