// Owns the tests of /tool/fetch: requests, results, redirects, trust, and failures.
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, memoryNetwork, type Device, type MemoryAnswer, type MemoryNetwork } from '../../src/index.ts'
import type { HttpRequest } from '../../src/host/host.ts'
import { digestAnswer } from '../../src/menus/tool/digest.ts'
import { defaultClock } from '../harness/clock.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { continued } from '../harness/expected.ts'

const page = (text: string, more: object = {}): MemoryAnswer => ({
  body: Buffer.from(text),
  headers: [['Content-Length', String(text.length)]],
  ...more,
})
const led = (to: string, status = 302): MemoryAnswer => ({ status, reason: 'Found', headers: [['Location', to]] })

function deviceWith(
  answers: Record<string, MemoryAnswer | ((request: HttpRequest) => MemoryAnswer)>,
  release = '7.24',
): { device: Device; network: MemoryNetwork; run: (text: string) => string } {
  const network = memoryNetwork({ answers })
  const device = createDevice({ release, host: memoryHost({ now: defaultClock, keys: fixtureKeys(), network }) })
  return {
    device,
    network,
    run(text) {
      const { output, failure } = device.run(text)
      return output + (failure?.message ?? '')
    },
  }
}

describe('a response', () => {
  it('becomes a file, named by the URL or dst-path', () => {
    const { device, run } = deviceWith({ 'http://a.example/x/list.txt': page('hello') })
    expect(run('/tool/fetch url="http://a.example/x/list.txt"')).toBe(
      '      status: finished\n        code: 200     \n  downloaded: 1KiB    \n       total: 1KiB    \n    duration: 0s      \n',
    )
    run('/tool/fetch mode=http address=a.example src-path=/x/list.txt dst-path=pub/ as-value')
    expect(device.router.files.list().map(({ name }) => name)).toEqual(['list.txt', 'pub', 'pub/list.txt'])
  })

  it('becomes a value, truncated without an error', () => {
    const { run } = deviceWith({
      'http://a.example/long': page('x'.repeat(70_000)),
      'http://a.example/short': page('abc', { headers: [] }),
    })
    expect(
      run(':local r [/tool/fetch url=http://a.example/long output=user as-value]; :put [:len ($r->"data")]; :put ($r->"downloaded")'),
    ).toBe('64512\n68\n')
    expect(run(':put [/tool/fetch url=http://a.example/short output=user as-value]')).toBe(
      'code=200;data=abc;downloaded=1;duration=00:00:00;status=finished\n',
    )
    expect(run(':put [:typeof ([/tool/fetch url=http://a.example/short output=user-with-headers as-value]->"http-headers")]')).toBe(
      'array\n',
    )
  })

  it('is discarded with output=none and keep-result=no', () => {
    const { device, run } = deviceWith({ 'http://a.example/x': page('abc') })
    run('/tool/fetch url=http://a.example/x output=none; /tool/fetch url=http://a.example/x keep-result=no')
    expect(device.router.files.list()).toEqual([])
  })

  it('is unpacked within limits', () => {
    const packed = (bytes: Uint8Array): MemoryAnswer => ({ body: bytes, headers: [['Content-Encoding', 'gzip']] })
    const { device, run } = deviceWith({
      'http://a.example/ok': packed(gzipSync('abc')),
      'http://a.example/bomb': packed(gzipSync(Buffer.alloc(80 * 1024 * 1024))),
      'http://a.example/bad': packed(Buffer.from('no')),
    })
    expect(run(':put ([/tool/fetch url=http://a.example/ok output=user as-value]->"data")')).toBe('abc\n')
    expect(run('/tool/fetch url=http://a.example/bomb output=user')).toBe(
      'failure: the answer is not valid gzip, or larger than 67108864 bytes (/tool/fetch; line 1)',
    )
    expect(run('/tool/fetch url=http://a.example/bad')).toBe(
      'failure: the answer is not valid gzip, or larger than 1073741824 bytes (/tool/fetch; line 1)',
    )
    expect(device.router.files.list()).toEqual([])
  })
})

describe('a request', () => {
  it('has the headers of a device, then those of the script', () => {
    const { network, run } = deviceWith({ 'http://a.example/x': page('') }, '7.23.3')
    run(
      '/tool/fetch url=http://a.example/x http-method=post http-data="{\\"a\\":1}" http-header-field="Content-Type: ' +
        'application/json,X-List: a\\\\,b" output=none',
    )
    const [asked] = network.asked
    expect(asked?.method).toBe('POST')
    expect(Buffer.from(asked?.body ?? []).toString()).toBe('{"a":1}')
    expect(asked?.headers).toEqual([
      ['User-Agent', 'RouterOS 7.23.3'],
      ['Content-Type', 'application/json'],
      ['X-List', 'a,b'],
      ['Accept-Encoding', 'deflate, gzip'],
    ])
  })

  it('contains user and password, can compress its body, and has a limit', () => {
    const { network, run } = deviceWith({ 'http://a.example/x': page('') })
    run('/tool/fetch url="http://u:p%40@a.example/x" http-method=put http-data=abc http-content-encoding=gzip output=none')
    expect(network.asked[0]?.url).toBe('http://a.example/x')
    expect(network.asked[0]?.headers).toContainEqual(['Authorization', 'Basic dTpwQA=='])
    expect(network.asked[0]?.headers).toContainEqual(['Content-Encoding', 'gzip'])
    expect(Buffer.from(network.asked[0]?.body ?? []).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
    expect(
      run(
        ':local d ""; :for i from=1 to=6544 do={:set d ($d . "0123456789")}; /tool/fetch url=http://a.example/x ' +
          'http-method=post http-data=$d',
      ),
    ).toMatchInlineSnapshot(`"failure: maximum message size exceeded (/tool/fetch; line 1)"`)
  })

  it.each([
    ['url=http://a.example/x upload=yes src-path=a', 'failure: only [s]ftp modes support upload (/tool/fetch; line 1)'],
    ['url="http://a b/"', 'failure: invalid URL (/tool/fetch; line 1)'],
    ['url=http://a.example/x certificate=nobody', 'input does not match any value of certificate (/tool/fetch (certificate); line 1)'],
  ])('with %s is refused', (words, message) => {
    const { network, run } = deviceWith({})
    expect(run(`/tool/fetch ${words}`)).toBe(message)
    expect(network.asked).toEqual([])
  })
})

describe('an unsuccessful response', () => {
  it.each([
    ['7.24', 'failure: Status 404, Not Found (/tool/fetch; line 1)'],
    ['7.16', 'failure: Status 404, Not Found (/tool/fetch; line 1)'],
    ['6.49', 'failure: closing connection: <404 Not Found> a.example:80 (4) (/tool/fetch; line 1)'],
  ])('is reported as in %s', (release, message) => {
    const { device, run } = deviceWith({ 'http://a.example/x': { status: 404, reason: 'Not Found' } }, release)
    expect(run('/tool fetch url="http://a.example/x"')).toBe(message)
    expect(device.router.files.list()).toEqual([])
  })

  it('is caught by on-error', () => {
    const { run } = deviceWith({ 'http://a.example/x': { fault: 'timeout', detail: '', connected: true } })
    expect(run(':onerror e in={/tool/fetch url=http://a.example/x} do={:put $e}')).toBe(
      'failure: Idle timeout - waiting data (/tool/fetch; line 1)\n',
    )
    expect(run(':do {/tool/fetch url=http://b.example/} on-error={:put caught}')).toBe('caught\n')
  })

  it('passes status and headers to the second variable of :onerror', () => {
    const { run } = deviceWith({
      'http://a.example/x': {
        status: 404,
        reason: 'Not Found',
        headers: [
          ['Pragma', 'no-cache'],
          ['Content-Length', '0'],
        ],
      },
    })
    const script =
      ':onerror err,attr in={/tool/fetch url=http://a.example/x as-value} do={:put $err; :put ($attr->"code"); :put ' +
      '($attr->"http-headers")}'
    expect(run(script)).toBe('failure: Status 404, Not Found (/tool/fetch; line 1)\n404\nContent-Length: 0;Pragma: no-cache\n')
  })

  it('keeps an older file unchanged', () => {
    const { run } = deviceWith({ 'http://a.example/x': { fault: 'closed', detail: '' } })
    expect(run('/file/add name=x contents=old; :do {/tool/fetch url=http://a.example/x} on-error={}; :put [/file/get x contents]')).toBe(
      'old\n',
    )
  })
})

describe('authentication', () => {
  // RFC 7616 section 3.9.1.
  const challenge = (algorithm: string): readonly [string, string] => [
    'WWW-Authenticate',
    `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, ` +
      'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
  ]
  const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ'
  const asked = { method: 'GET', uri: '/dir/index.html', body: new Uint8Array() }
  const mufasa = { user: 'Mufasa', password: 'Circle of Life' }

  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers Digest with %s as specified in RFC 7616', (algorithm, response) => {
    expect(digestAnswer([challenge(algorithm)[1]], asked, mufasa, cnonce)).toBe(
      `Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", ` +
        `uri="/dir/index.html", response="${response}", algorithm=${algorithm}, qop=auth, nc=00000001, ` +
        'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", ' +
        'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    )
  })

  it('chooses the strongest of several challenges, and no unknown one', () => {
    const both = `Basic realm="a, b", ${challenge('MD5')[1]}, ${challenge('SHA-256')[1]}`
    expect(continued(digestAnswer([both], asked, mufasa, cnonce) ?? '')).toMatchInlineSnapshot(`
      "Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",\\
           uri="/dir/index.html", response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",\\
           algorithm=SHA-256, qop=auth, nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",\\
           opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS""
    `)
    expect(digestAnswer(['Basic realm="Digest nonce=1"', challenge('SHA-512')[1]], asked, mufasa, cnonce)).toBeUndefined()
  })

  it('sends no password before a challenge, and sends at most two requests', () => {
    const { network, run } = deviceWith({
      'http://a.example/x': { status: 401, reason: 'Unauthorized', headers: [challenge('MD5')] },
    })
    expect(run('/tool/fetch url=http://a.example/x user=u password=p http-auth-scheme=digest output=none')).toBe(
      'failure: Status 401, Unauthorized (/tool/fetch; line 1)',
    )
    const sent = network.asked.map(({ headers }) => headers.find(([name]) => name === 'Authorization')?.[1].slice(0, 20))
    expect(sent).toEqual([undefined, 'Digest username="u",'])
  })

  it('reports a 401 response without a challenge', () => {
    const refused = { status: 401, reason: 'Unauthorized', headers: [] }
    const words = (release: string): string =>
      deviceWith({ 'http://a.example/x': refused }, release).run('/tool/fetch url=http://a.example/x')
    expect(words('7.19')).toMatchInlineSnapshot(`"failure: 401 should contain www-authenticate header (/tool/fetch; line 1)"`)
    expect(words('7.13')).toMatchInlineSnapshot(`"failure: Status 401, Unauthorized (/tool/fetch; line 1)"`)
  })
})

describe('redirects', () => {
  it("do not send the script's headers or its certificate to another origin", () => {
    const { network, run } = deviceWith({
      'http://a.example/1': led('/2'),
      'http://a.example/2': led('http://b.example/3'),
      'http://b.example/3': page(''),
    })
    run(
      '/certificate/add name=me common-name=me; /certificate/sign me; /tool/fetch url=http://a.example/1 certificate=me output=none ' +
        'http-header-field="X-Api-Key: secret,Accept: text/plain"',
    )
    const has = (request: HttpRequest): readonly boolean[] => [
      request.client !== undefined,
      ...['X-Api-Key', 'Accept', 'User-Agent'].map((name) => request.headers.some(([field]) => field === name)),
    ]
    expect(network.asked.map(has)).toEqual([
      [true, true, true, true],
      [true, true, true, true],
      [false, false, true, true],
    ])
  })

  const chain = {
    'http://a.example/1': led('/2'),
    'http://a.example/2': led('http://b.example/3', 301),
    'http://b.example/3': page('end'),
    'http://a.example/loop': led('/loop'),
  }

  it('are followed twice since 7.22, and not before 7.18', () => {
    expect(deviceWith(chain).run(':put ([/tool/fetch url=http://a.example/1 output=user as-value]->"data")')).toBe('end\n')
    expect(deviceWith(chain, '7.16').run('/tool/fetch url=http://a.example/1')).toBe(
      'failure: Status 302, Found (Location: "/2") (/tool/fetch; line 1)',
    )
  })

  it('end at the limit', () => {
    const { network, run } = deviceWith(chain)
    expect(run('/tool/fetch url=http://a.example/loop http-max-redirect-count=5')).toBe(
      'failure: Status 302, Found (Location: "/loop") (/tool/fetch; line 1)',
    )
    expect(network.asked.length).toBe(6)
    expect(run('/tool/fetch url=http://a.example/1 http-max-redirect-count=1')).toBe(
      'failure: Status 301, Found (Location: "http://b.example/3") (/tool/fetch; line 1)',
    )
  })

  it('carry no credentials to another host', () => {
    const { network, run } = deviceWith(chain)
    run('/tool/fetch url=http://a.example/1 user=u password=p output=none')
    expect(network.asked.map(({ headers }) => headers.some(([name]) => name === 'Authorization'))).toEqual([true, true, false])
  })
})

describe('check-certificate', () => {
  const pki = `/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign; /certificate sign ca
/certificate add name=w common-name=w subject-alt-name=DNS:w.example,IP:127.0.0.1 key-usage=digital-signature,tls-server days-valid=10; \
/certificate sign w ca=ca
/ip/service/set www-ssl certificate=w disabled=no; /ip/address/add address=192.0.2.7/24 interface=ether1; /ip/dns/static/add \
name=w.example address=192.0.2.7; /ip/dns/static/add name=other.example address=192.0.2.7`
  const get = (host: string, more = 'yes'): string =>
    `:onerror e in={:put ([/tool/fetch url="https://${host}/nothing" check-certificate=${more} as-value]->"code")} do={:put $e}`
  const page404 = 'failure: Status 404, Not Found (/tool/fetch; line 1)\n'

  it('verifies the authority, the name, the dates and the revocation list', () => {
    const { run } = deviceWith({})
    run(pki)
    expect(run(get('w.example'))).toBe(page404)
    expect(run(get('127.0.0.1'))).toBe(page404)
    expect(run(get('other.example'))).toBe('failure: SSL: ssl: cert is not for other.example (6) (/tool/fetch; line 1)\n')
    expect(run(get('other.example', 'no'))).toBe(page404)
    run('/certificate/set ca trusted=no')
    expect(run(get('w.example'))).toBe('failure: SSL: ssl: no trusted CA certificate found (6) (/tool/fetch; line 1)\n')
    run('/certificate/set ca trusted=yes; /certificate/settings/set crl-use=yes')
    expect(run(get('w.example'))).toBe('failure: SSL: ssl: crl not found for: "CN=w" (6) (/tool/fetch; line 1)\n')
    expect(run(get('w.example', 'yes-without-crl'))).toBe(page404)
    run('/certificate/settings/set crl-use=no; :delay 11d')
    expect(run(get('w.example'))).toBe(
      'failure: SSL: ssl: cert not valid (after: Sat Nov 30 12:00:00 2024 < now: Sun Dec  1 12:00:00 2024) - "CN=w" (6) ' +
        '(/tool/fetch; line 1)\n',
    )
  })
})
