// Owns the tests of the network thread: exchanges with real peers on the loopback address, limits, permission, and requests answered while
// waiting.
import { spawn, type ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFault, type NetworkFault, type HttpRequest, type HttpResponse } from '../../src/host/host.ts'
import { readPlaces, hostRefusal } from '../../src/host/node/network/permission.ts'
import { nodeNetwork, type NodeNetwork } from '../../src/index.ts'

/** Misbehaving peers in another process, because a waiting device blocks this one. */
const peers = `
const { createServer } = require('node:http')
const { createServer: createTcp } = require('node:net')
const http = createServer((request, response) => {
  const path = request.url
  if (path === '/hello') response.writeHead(200, { 'X-One': 'a' }).end('hello')
  else if (path === '/echo') { response.writeHead(201); request.pipe(response) }
  else if (path === '/middle') { response.writeHead(200, { 'content-length': 100 }); response.write('half'); setTimeout(() => \
response.destroy(), 50) }
  else if (path === '/endless') { response.writeHead(200, { 'content-length': 10e9 }); const more = () => { while \
(response.write(Buffer.alloc(65536))); }; response.on('drain', more); more() }
  else if (path === '/silent') {}
  else if (path === '/drip') { response.writeHead(200); setInterval(() => response.write('.'), 50) }
})
const garbage = createTcp((socket) => socket.on('error', () => {}).end('\\x00\\x01garbage\\r\\n\\r\\n'))
http.listen(0, '127.0.0.1', () => garbage.listen(0, '127.0.0.1', () => console.log(http.address().port + ' ' + garbage.address().port)))
`
let process_: ChildProcess
let at = ''
let garbage = ''
let network: NodeNetwork
beforeAll(async () => {
  process_ = spawn(process.execPath, ['-e', peers], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve) => process_.stdout?.once('data', (data) => resolve(String(data))))
  const [one, two] = line.trim().split(' ')
  at = `http://127.0.0.1:${one}`
  garbage = `http://127.0.0.1:${two}`
  network = nodeNetwork({
    allowed: 'all',
    listenAddresses: new Map([['www', { address: '127.0.0.1', port: 0 }]]),
    names: new Map([['named.example', '127.0.0.1']]),
  })
})
afterAll(() => {
  network.close()
  process_.kill()
})

const ask = (url: string, more: Partial<HttpRequest> = {}, by = network): HttpResponse | NetworkFault =>
  by.http({ method: 'GET', url, headers: [], timeout: 20_000, maxBodyBytes: 1_000_000, ...more }, () => undefined)
const textOf = ({ body }: HttpResponse): string => Buffer.from(body).toString()
const faultOf = (outcome: object): string => (isFault(outcome) ? outcome.fault : 'none')

describe('an HTTP exchange', () => {
  it('returns status, headers and body', () => {
    const outcome = ask(`${at}/hello`)
    expect(isFault(outcome) ? outcome : { ...outcome, headers: outcome.headers.slice(0, 1), body: textOf(outcome) }).toEqual({
      status: 200,
      reason: 'OK',
      headers: [['X-One', 'a']],
      body: 'hello',
    })
  })

  it('sends a body', () => {
    const outcome = ask(`${at}/echo`, { method: 'POST', body: Buffer.from('0123') })
    expect(isFault(outcome) ? outcome : [outcome.status, textOf(outcome)]).toEqual([201, '0123'])
  })

  it('uses the address that the user gave for a name', () => {
    expect(isFault(ask(`${at.replace('127.0.0.1', 'named.example')}/hello`))).toBe(false)
  })

  it('reports the cause of a failure', () => {
    expect(faultOf(ask(`${at}/middle`))).toBe('closed')
    expect(faultOf(ask(`${at}/endless`))).toBe('too-large')
    expect(faultOf(ask(`${at}/silent`, { timeout: 200 }))).toBe('timeout')
    expect(faultOf(ask(`${at}/silent`, { idle: 200 }))).toBe('timeout')
    expect(faultOf(ask(`${at}/drip`, { timeout: 400 }))).toBe('timeout')
    expect(faultOf(ask(garbage))).toBe('malformed')
    expect(faultOf(ask(garbage.replace('http:', 'https:')))).toBe('tls')
    expect(faultOf(ask('http://127.0.0.1:1/'))).toBe('refused')
    expect(faultOf(ask('http://nobody.invalid/'))).toBe('unknown-name')
  })

  it('ends when the user interrupts it', () => {
    let asked = 0
    const impatient = nodeNetwork({ allowed: 'all', interrupted: () => ++asked > 2 })
    expect(faultOf(ask(`${at}/silent`, {}, impatient))).toBe('interrupted')
    impatient.close()
  })

  it('reports its progress', () => {
    const progress: number[] = []
    ask(`${at}/endless`, { discards: true, timeout: 1_500, progress: (received) => progress.push(received) })
    expect(progress.length).toBeGreaterThan(0)
  })
})

describe('services', () => {
  it('answer requests while the device waits for others', () => {
    const opened = network
      .listen([{ service: 'www', port: 80, maxConnections: 20 }], ({ path, query, from }) =>
        path === '/none' ? undefined : { status: 200, headers: [['X-Two', 'b']], body: Buffer.from(`${path} ${query} ${from}`) },
      )
      .get('www')
    if (opened === undefined || isFault(opened)) throw new Error(opened?.detail)
    const own = `http://127.0.0.1:${opened.port}`
    const outcome = ask(`${own}/a%20b?c=d`)
    expect(isFault(outcome) ? outcome : textOf(outcome)).toBe('/a b c=d 127.0.0.1')
    expect(faultOf(ask(`${own}/none`))).toBe('closed')
    const large = ask(`${own}/`, { method: 'POST', body: Buffer.alloc(2 * 1024 * 1024) })
    expect(isFault(large) ? large.fault : large.status).toSatisfy((seen) => seen === 413 || seen === 'closed')
    network.listen([], () => undefined)
    expect(faultOf(ask(`${own}/`))).toBe('refused')
  })

  it('need an address to listen on', () => {
    expect(network.listen([{ service: 'www-ssl', port: 443, maxConnections: 20 }], () => undefined).get('www-ssl')).toEqual({
      fault: 'not-allowed',
      detail: '--listen www-ssl=PORT opens it',
    })
  })
})

describe('permission', () => {
  it('accepts lists of hosts', () => {
    expect(readPlaces('example.com,10.0.0.1:80,[2001:DB8::1]:443,::1')).toEqual([
      { host: 'example.com', port: undefined },
      { host: '10.0.0.1', port: 80 },
      { host: '2001:db8::1', port: 443 },
      { host: '::1', port: undefined },
    ])
    for (const text of ['', 'a b', 'a:99999', 'http://x', 'a,,b', '[::1']) expect(readPlaces(text), text).toBeUndefined()
  })

  it('is denied without a flag, and for hosts that are not named', () => {
    expect(hostRefusal(undefined, 'example.com', 80)?.detail).toBe(
      'no network for example.com:80 (--allow-net=example.com:80 allows it, --allow-net everything)',
    )
    const places = readPlaces('example.com:80')
    expect(hostRefusal(places, 'EXAMPLE.com', 80)).toBeUndefined()
    expect(hostRefusal(places, 'example.com', 81)).toBeDefined()
    expect(hostRefusal(places, 'example.com', undefined)).toBeUndefined()
    expect(hostRefusal(places, 'other.com', undefined)).toBeDefined()
  })

  it('applies to the address to which the device resolved a name', () => {
    const narrow = nodeNetwork({ allowed: readPlaces('allowed.example') })
    expect(faultOf(ask('http://allowed.example/', { address: '127.0.0.1' }, narrow))).toBe('not-allowed')
  })
})
