// Owns tests of the network thread with ACME servers that misbehave during an order: real TLS peers in another process.
import { spawn, type ChildProcess } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AcmeEvents, AcmeOrder } from '../../../src/host/acme.ts'
import { nodeNetwork, type NodeNetwork } from '../../../src/index.ts'
import { selfSign } from '../../../src/pki/issue.ts'
import { writePem } from '../../../src/pki/pem.ts'
import { contents, fixture, fixtureKey } from '../../pki/fixture.ts'

/** The directory at each path contains URLs below that path, which determines the misbehaviour. */
const peers = `
const { createServer } = require('node:https')
const [cert, key] = [process.env.CERT, process.env.KEY]
const server = createServer({ cert, key }, (request, response) => {
  const [, what, step] = request.url.split('/')
  const url = (name) => 'https://127.0.0.1:' + server.address().port + '/' + what + '/' + name
  if (step === 'dir') return response.end(JSON.stringify({ newNonce: url('nonce'), newAccount: url('account'), newOrder: url('order'), \
revokeCert: url('revoke') }))
  if (what === 'closes') return request.socket.destroy()
  if (what === 'garbage') return request.socket.end('\\x00\\x01garbage\\r\\n\\r\\n')
  if (what === 'silent') return
  response.setHeader('Replay-Nonce', 'n')
  if (step === 'nonce') return response.end()
  const more = () => { while (response.write(Buffer.alloc(65536))); }
  response.on('drain', more)
  more()
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
`
let child: ChildProcess
let port = 0
let network: NodeNetwork
beforeAll(async () => {
  const key = fixtureKey('rsa-2048-a')
  const env = {
    ...process.env,
    CERT: writePem('CERTIFICATE', selfSign(contents('127.0.0.1', key), key)),
    KEY: fixture('keys/rsa-2048-a.pem').toString(),
  }
  child = spawn(process.execPath, ['-e', peers], { stdio: ['ignore', 'pipe', 'inherit'], env })
  port = Number(await new Promise((resolve) => child.stdout?.once('data', (data) => resolve(String(data).trim()))))
  network = nodeNetwork({ allowed: [{ host: '127.0.0.1', port }] })
})
afterAll(() => {
  network.close()
  child.kill()
})

const trusting: AcmeEvents = { judge: () => undefined, progress: () => undefined, publish: () => undefined }
const order = (what: string, timeout = 20_000): AcmeOrder => ({
  directory: `https://127.0.0.1:${port}/${what}/dir`,
  account: { key: createPrivateKey(fixture('keys/ec-prime256v1.pem').toString()) },
  names: [{ name: 'router.test', challenge: 'http-01' }],
  request: Uint8Array.of(0x30, 0x00),
  timeout,
})

it.each([
  ['closes', 'closed', 'socket hang up'],
  ['garbage', 'malformed', 'not HTTP: Expected HTTP/, RTSP/ or ICE/'],
  ['endless', 'too-large', 'the answer has more than 1048576 bytes'],
])('one that %s is reported', (what, fault, detail) => {
  expect(network.acme(order(what), trusting)).toEqual({ fault, detail, connected: true })
})

it('one that never answers is reported', () => {
  const told = network.acme(order('silent', 500), trusting)
  // What is left of the half second when the request leaves.
  expect(JSON.stringify(told).replace(/\d+(?= ms)/, 'LEFT')).toBe(
    '{"fault":"timeout","detail":"no complete answer within LEFT ms","connected":true}',
  )
})

it('one that certificate verification refuses is reported with its reason', () => {
  expect(network.acme(order('closes'), { ...trusting, judge: () => ({ message: 'not this one' }) })).toEqual({
    fault: 'untrusted',
    detail: 'not this one',
    connected: true,
  })
})

it('one that leads to hosts that are not allowed is refused', () => {
  const elsewhere = nodeNetwork({ allowed: [{ host: '127.0.0.1', port: 1 }] })
  expect(elsewhere.acme(order('closes'), trusting)).toEqual({
    fault: 'not-allowed',
    detail: `no network for 127.0.0.1:${port} (--allow-net=127.0.0.1:${port} allows it, --allow-net everything)`,
  })
  elsewhere.close()
})
