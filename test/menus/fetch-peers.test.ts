// Owns the tests of /tool/fetch with real peers on the loopback address: trust, client certificates, and misbehaving peers.
import { spawn, type ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDevice, memoryHost, nodeHost, nodeNetwork, type Device, type NodeNetwork } from '../../src/index.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { continued } from '../harness/expected.ts'
import { steady } from '../harness/steady.ts'

const peers = `
const { createServer } = require('node:https')
const { createServer: createPlain } = require('node:http')
const pems = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
const answer = (request, response) => {
  if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end()
  else if (request.url === '/middle') { response.writeHead(200, { 'content-length': 1000 }); response.write('half'); setTimeout(() => \
response.destroy(), 50) }
  else if (request.url === '/silent') {}
  else if (request.url === '/endless') { response.writeHead(200, { 'content-length': 1e10 }); const more = () => { while \
(response.write(Buffer.alloc(65536))); }; response.on('drain', more); more() }
  else if (request.url === '/unending') { response.writeHead(200); const part = Buffer.alloc(1 << 20); const more = () => { while \
(response.write(part)); }; response.on('drain', more); more() }
  else if (request.url === '/large') { response.writeHead(200); let left = 100; const more = () => { while (left > 0) { left--; if \
(!response.write(Buffer.alloc(1 << 20))) return; } response.end() }; response.on('drain', more); more() }
  else if (request.url === '/echo') { let body = ''; request.on('data', (part) => body += part); request.on('end', () => \
response.end([request.method, request.headers['content-length'], body].join(' '))) }
  else if (request.url === '/from') response.end(request.socket.remoteAddress)
  else response.writeHead(200).end('you are ' + (request.socket.getPeerCertificate?.()?.subject?.CN ?? 'nobody'))
}
const twice = (request, response) => {
  let body = ''
  request.on('data', (part) => body += part)
  request.on('end', () => {
    if (request.url === '/none') return response.writeHead(404).end()
    if (request.url === '/reset') return request.stream.close(2)
    if (request.url === '/large') { response.writeHead(200); let left = 100; const more = () => { while (left > 0) { left--; if \
(!response.write(Buffer.alloc(1 << 20))) return; } response.end() }; response.on('drain', more); return more() }
    response.setHeader('x-two', 'seen')
    response.end([request.httpVersion, request.method, request.headers['x-one'], request.headers[':authority'] ?? 'HTTP/1', body].join(' '))
  })
}
const servers = [createPlain(answer), ...pems.map(({ cert, key, ca }) => createServer({ cert, key, ca, passphrase: '12345678', \
requestCert: true, rejectUnauthorized: false }, answer)), \
require('node:http2').createSecureServer({ cert: pems[0].cert, key: pems[0].key, passphrase: '12345678', allowHTTP1: true }, twice)]
let left = servers.length
for (const server of servers) server.listen(0, '127.0.0.1', () => { if (--left === 0) console.log(servers.map((one) => \
one.address().port).join(' ')) })
`

/** Creates an authority, certificates of a valid server, of a server with another name and of an expired one, and a client certificate. */
function makePki(): { files: ReadonlyMap<string, string>; authority: Uint8Array; client: Uint8Array } {
  const now = BigInt(Date.now()) * 1_000_000n
  const day = 86_400_000_000_000n
  const host = memoryHost({ now: now - 40n * day, keys: fixtureKeys() })
  const device = createDevice({ host })
  const server = (name: string, names: string, days: number): string =>
    `add name=${name} common-name=${name} subject-alt-name=${names} key-usage=digital-signature,tls-server ` +
    `days-valid=${days}; sign ${name} ca=ca; export-certificate ${name} file-name=${name} export-passphrase=12345678\n`
  const { failure } = device.run(
    '/certificate\nadd name=ca common-name=ca key-usage=key-cert-sign,crl-sign\nsign ca\nexport-certificate ca file-name=ca\n' +
      server('good', 'IP:127.0.0.1', 365) +
      server('other', 'DNS:other.example', 365) +
      server('old', 'IP:127.0.0.1', 30) +
      'add name=client common-name=client key-size=prime256v1 key-usage=digital-signature,tls-client; sign client ca=ca; ' +
      'export-certificate client type=pkcs12 file-name=client export-passphrase=12345678',
  )
  if (failure !== undefined) throw new Error(failure.message)
  const files = new Map(host.files.list().map(({ name }) => [name, Buffer.from(host.files.read(name) ?? []).toString('latin1')]))
  return { files, authority: host.files.read('ca.crt') ?? new Uint8Array(), client: host.files.read('client.p12') ?? new Uint8Array() }
}

let process_: ChildProcess
let network: NodeNetwork
let device: Device
let plain = ''
let [good, other, old, two] = ['', '', '', '']
const run = (text: string): string => {
  const { output, failure } = device.run(text)
  return output + (failure?.message ?? '')
}

beforeAll(async () => {
  const { files, authority, client } = makePki()
  process_ = spawn(process.execPath, ['-e', peers], { stdio: ['pipe', 'pipe', 'inherit'] })
  process_.stdin?.end(
    JSON.stringify(
      ['good', 'other', 'old'].map((name) => ({ cert: files.get(`${name}.crt`), key: files.get(`${name}.key`), ca: files.get('ca.crt') })),
    ),
  )
  const line = await new Promise<string>((resolve) => process_.stdout?.once('data', (data) => resolve(String(data))))
  ;[plain = '', good = '', other = '', old = '', two = ''] = line.trim().split(' ')
  network = nodeNetwork({ allowed: 'all' })
  device = createDevice({ host: nodeHost({ network }), files: { 'ca.crt': authority, 'client.p12': client } })
})
afterAll(() => {
  network.close()
  process_.kill()
})

const get = (port: string, words = ''): string =>
  run(`:put ([/tool/fetch url=https://127.0.0.1:${port}/ ${words} output=user as-value]->"data")`)

describe('a server with TLS', () => {
  it('is not verified without check-certificate', () => {
    expect(get(old)).toBe('you are nobody\n')
  })

  it('must have a trusted authority, the right name and valid dates', () => {
    expect(get(good, 'check-certificate=yes')).toBe('failure: SSL: ssl: no trusted CA certificate found (6) (/tool/fetch; line 1)')
    run('/certificate/import file-name=ca.crt name=ca')
    expect(get(good, 'check-certificate=yes')).toBe('you are nobody\n')
    expect(get(other, 'check-certificate=yes')).toBe('failure: SSL: ssl: cert is not for 127.0.0.1 (6) (/tool/fetch; line 1)')
    expect(steady(get(old, 'check-certificate=yes'))).toBe(
      'failure: SSL: ssl: cert not valid (after: TIME < now: TIME) - "CN=old" (6) (/tool/fetch; line 1)',
    )
  })

  it('receives the client certificate', () => {
    expect(run('/certificate/import file-name=client.p12 name=me passphrase=12345678')).toMatchInlineSnapshot(`
      "     certificates-imported: 1
           private-keys-imported: 1
                  files-imported: 1
             decryption-failures: 0
        keys-with-no-certificate: 0

      "
    `)
    expect(get(good, 'certificate=me check-certificate=yes')).toBe('you are client\n')
  })

  it('is not a plain HTTP server', () => {
    expect(get(plain)).toBe('failure: SSL: handshake failed: wrong version number (6) (/tool/fetch; line 1)')
  })
})

describe('a server that violates the protocol', () => {
  it.each([
    ['closes in the middle', '/middle', '', 'connection closed by the other side'],
    ['never answers', '/silent', 'idle-timeout=1s', 'Idle timeout - waiting data'],
    ['answers ten gigabytes', '/endless', '', 'the answer has more than 1073741824 bytes'],
    ['leads in circles', '/loop', 'http-max-redirect-count=20', 'Status 302, Found (Location: "/loop")'],
  ])('%s: a clear error, and no file is stored', (_, path, words, message) => {
    const before = device.router.files.list().length
    expect(run(`/tool/fetch url=http://127.0.0.1:${plain}${path} ${words}`)).toBe(`failure: ${message} (/tool/fetch; line 1)`)
    expect(run(`:do {/tool/fetch url=http://127.0.0.1:${plain}${path} ${words}} on-error={:put caught}`)).toBe('caught\n')
    expect(device.router.files.list().length).toBe(before)
  })
})

describe('an endless response without a length', () => {
  it('is aborted after more than a gibibyte: a clear error, and no file is stored', () => {
    const before = device.router.files.list().length
    expect(run(`/tool/fetch url=http://127.0.0.1:${plain}/unending`)).toBe(
      'failure: the answer has more than 1073741824 bytes (/tool/fetch; line 1)',
    )
    expect(device.router.files.list().length).toBe(before)
  })
})

describe('a request', () => {
  const fetched = (path: string, words: string): string =>
    run(`:put ([/tool/fetch url=http://127.0.0.1:${plain}${path} ${words} output=user as-value]->"data")`)

  it.each(['get', 'delete', 'post', 'put', 'patch'])('frames the body of %s', (method) => {
    expect(fetched('/echo', `http-method=${method} http-data="k=v"`)).toBe(`${method.toUpperCase()} 3 k=v\n`)
  })

  it('allows unlimited discarded data, and a large amount for a file', () => {
    const large = `[/tool/fetch url=http://127.0.0.1:${plain}/large as-value`
    expect(run(`:put (${large} output=none]->"downloaded")`)).toBe('102400\n')
    expect(run(`:put (${large} dst-path=large]->"downloaded"); :put [/file/get large size]; /file/remove large`)).toBe(
      '102400\n104857600\n',
    )
  })

  it('is sent from the given local address, and over the given address family', () => {
    expect(fetched('/from', 'src-address=127.0.0.9')).toBe('127.0.0.9\n')
    expect(continued(fetched('/from', 'src-address=192.0.2.9'))).toMatchInlineSnapshot(`
      "/tool/fetch has no network from an address that this machine does not have (bind EADDRNOTAVAIL \\
          192.0.2.9) (/tool/fetch; line 1)"
    `)
    expect(fetched('/from', 'ip-type=ipv4')).toBe('127.0.0.1\n')
  })
})

describe('values that HTTP cannot contain', () => {
  it.each([
    ['a line end in a field', '/', 'http-header-field="X: a\\r\\nInjected: 1"', 'Invalid character in header content ["X"]'],
    ['NUL in a field', '/', 'http-header-field="X: a\\00b"', 'Invalid character in header content ["X"]'],
    ['a blank in the name of a field', '/', 'http-header-field="X Y: a"', 'Header name must be a valid HTTP token ["X Y"]'],
    ['a line end in the host', '/', 'host="a\\r\\nb"', 'Invalid character in header content ["Host"]'],
    [
      "a length that is not the body's",
      '/',
      'http-method=post http-data=hello http-header-field="Content-Length: 3"',
      'Content-Length is 3, the body has 5 bytes',
    ],
    ['a name that leads out', '/', 'dst-path="../out"', 'bad file name "../out": it leads out of the device or nowhere'],
    ['a name that leads out, from the URL', '/%2e%2e%2fout', '', 'bad file name "../out": it leads out of the device or nowhere'],
    ['a name that is a folder', '/', 'dst-path=folder', 'cannot use file "folder": it is a folder'],
  ])('%s: a clear error at once, no file is stored, the network stays usable', (_, path, words, message) => {
    run('/file/add name=folder type=directory')
    const before = device.router.files.list().length
    expect(run(`/tool/fetch url="http://127.0.0.1:${plain}${path}" ${words}`)).toBe(`failure: ${message} (/tool/fetch; line 1)`)
    expect(device.router.files.list().length).toBe(before)
    expect(run(`:put ([/tool/fetch url="http://127.0.0.1:${plain}/" output=user as-value]->"data")`)).toBe('you are nobody\n')
  })

  it('may contain a percent sign that encodes nothing', () => {
    expect(run(`:put ([/tool/fetch url="http://%zz:%ff@127.0.0.1:${plain}/" output=user as-value]->"data")`)).toBe('you are nobody\n')
    expect(run('/tool/fetch url="http://127.0.0.1/%zz"')).toBe('failure: Status 400, Bad Request (/tool/fetch; line 1)')
  })

  it('may be times of any length', () => {
    expect(
      run(`:put ([/tool/fetch url="http://127.0.0.1:${plain}/" duration=9999w idle-timeout=9999w output=user as-value]->"data")`),
    ).toBe('you are nobody\n')
  })
})

describe('HTTP/2', () => {
  const asked = (port: string, words: string): string =>
    run(`:put ([/tool/fetch url="https://127.0.0.1:${port}${words} http-version=http2 output=user-with-headers as-value])`)

  it('is used if the server supports it, else HTTP/1.1', () => {
    const answer = asked(two, '/x" http-method=post http-data=abc http-header-field="X-One: 1"')
    const steadied = (text: string): string => steady(text).replace(/(?<=;duration=)[\d:]+/, 'DURATION')
    expect(steadied(answer)).toBe(
      'code=200;data=2.0 POST 1 127.0.0.1:PORT abc;downloaded=1;duration=DURATION;http-headers=date: TIME;x-two: seen;status=finished\n',
    )
    expect(steadied(asked(good, '/"'))).toBe(
      'code=200;data=you are nobody;downloaded=1;duration=DURATION;' +
        'http-headers=Connection: close;Date: TIME;Transfer-Encoding: chunked;status=finished\n',
    )
    expect(run(`:put ([/tool/fetch url="https://127.0.0.1:${two}/" output=user as-value]->"data")`)).toBe('1.1 GET  HTTP/1 \n')
  })

  it('has the same certificate verification and bounds', () => {
    run('/certificate/remove [find]')
    expect(asked(two, '/" check-certificate=yes')).toBe('failure: SSL: ssl: no trusted CA certificate found (6) (/tool/fetch; line 1)')
    expect(asked(two, '/none"')).toBe('failure: Status 404, Not Found (/tool/fetch; line 1)')
    expect(asked(two, '/reset"')).toBe('failure: Stream closed with error code NGHTTP2_INTERNAL_ERROR (/tool/fetch; line 1)')
    expect(asked(two, '/large"')).toBe('failure: the answer has more than 67108864 bytes (/tool/fetch; line 1)')
  })
})
