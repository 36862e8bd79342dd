// Owns tests of SCEP with misbehaving peers: old, silent, faulty or forged servers, arbitrary clients; and restarts.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadState, saveState } from '../../src/device/state/state.ts'
import type { HttpRequest, HttpResponse } from '../../src/host/host.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { readPem } from '../../src/pki/pem.ts'
import { readMessage } from '../../src/pki/scep-message.ts'
import type { Device } from '../../src/index.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { DeviceGroup, typed } from '../harness/device-group.ts'

const ok = (body: Uint8Array | string): HttpResponse => ({ status: 200, reason: 'OK', headers: [], body: Buffer.from(body) })

/** An authority, a client with a template, and `http://bad`, which answers like the authority unless `spoils` returns another response. */
function groupWith(
  spoils: (request: HttpRequest, operation: string, honest: () => HttpResponse) => ReturnType<DeviceGroup['network']['http']>,
) {
  const place = new DeviceGroup()
  const ca = place.device('ca')
  typed(ca, '/certificate add name=ca common-name=Test-CA key-usage=key-cert-sign,crl-sign days-valid=3650; /certificate sign ca')
  typed(ca, '/certificate/scep-server/add ca-cert=ca path=/scep/ca')
  const cap = place.device('cap')
  typed(cap, '/certificate add name=CAP1 common-name=CAP1')
  const honest = (request: HttpRequest): HttpResponse => {
    const answer = place.network.http({ ...request, url: request.url.replace('//bad/', '//ca/') }, () => undefined)
    if ('fault' in answer) throw new Error(answer.detail)
    return answer
  }
  place.server('bad', (request) => spoils(request, /operation=(\w+)/.exec(request.url)?.[1] ?? '', () => honest(request)))
  return { place, ca, cap, honest }
}
const password = (ca: Device): string =>
  typed(ca, ':put ([/certificate/scep-server/otp/generate minutes-valid=5 as-value]->"password")').trim()
const enrol = (cap: Device, more = ''): string => typed(cap, `/certificate add-scep template=CAP1 scep-url=http://bad/scep/ca ${more}`)
const status = (cap: Device): string => typed(cap, ':put [/certificate get CAP1 status]').trim()

describe('a client of a server that', () => {
  /** The client stays and reports the error; it retries at growing intervals, and enrols once the server is correct. */
  const fails = (spoils: Parameters<typeof groupWith>[0], words: string): void => {
    let honest = false
    const { ca, cap, place } = groupWith((request, operation, answer) => (honest ? answer() : spoils(request, operation, answer)))
    enrol(cap)
    expect(status(cap)).toBe('failed')
    expect(typed(cap, ':put [/log/get ([find]->([:len [find]] - 1)) message]'.replaceAll('find', '/log/find'))).toBe(`CAP1: ${words}\n`)
    expect(cap.router.agenda.waiting[0]?.state).toBe(`failed: ${words}`)
    place.requests.length = 0
    place.pass(30 * 86_400)
    expect(place.requests.filter((asked) => asked.includes('//bad/') && asked.includes('GetCACaps')).length).toBeLessThan(60)
    honest = true
    place.pass(86_400)
    typed(ca, '/certificate/scep-server/requests/grant [find where status=pending]')
    place.pass(86_400)
    expect(status(cap)).toBe('idle')
  }
  const spoiled =
    (
      wanted: string,
      answer: (honest: HttpResponse, request: HttpRequest) => ReturnType<DeviceGroup['network']['http']>,
    ): Parameters<typeof groupWith>[0] =>
    (request, operation, honest) =>
      operation === wanted ? answer(honest(), request) : honest()

  it('is not there, reports it', () =>
    fails(() => ({ fault: 'refused', detail: 'connection refused' }), 'SCEP server http://bad/scep/ca gives no answer: connection refused'))
  it('closes the connection early, reports it', () =>
    fails(
      spoiled('PKIOperation', () => ({ fault: 'closed', detail: 'closed' })),
      'SCEP server http://bad/scep/ca gives no answer: closed',
    ))
  it('does not support SCEP, reports it', () =>
    fails(() => ({ ...ok('no'), status: 404, reason: 'Not Found' }), 'SCEP server answers 404 Not Found'))
  it('sends an invalid certificate, reports it', () =>
    fails(
      spoiled('GetCACert', () => ok('<html>')),
      'answer of the SCEP server cannot be used: a length that the input does not hold',
    ))
  it('sends no certificate, reports it', () =>
    fails(
      spoiled('GetCACert', () => ok('')),
      'answer of the SCEP server cannot be used: ends in the middle of an element',
    ))
  it('sends an invalid response, reports it', () =>
    fails(
      spoiled('PKIOperation', () => ok('0\x80garbage')),
      'answer of the SCEP server cannot be used: a length that the input does not hold',
    ))
  it('truncates its response, reports it', () =>
    fails(
      spoiled('PKIOperation', ({ body }) => ok(body.subarray(0, body.length - 10))),
      'answer of the SCEP server cannot be used: a length that the input does not hold',
    ))
  it('returns the request, reports it', () =>
    fails(
      spoiled('PKIOperation', (_honest, { body }) => ok(body ?? '')),
      'answer of the SCEP server cannot be used: the reply belongs to another request',
    ))
  it('repeats an older response, reports it', () => {
    let first: HttpResponse | undefined
    fails(
      spoiled('PKIOperation', (honest) =>
        first === undefined ? ok((first = honest).body.map((byte, at) => (at === honest.body.length - 1 ? byte ^ 1 : byte))) : first,
      ),
      'answer of the SCEP server cannot be used: the reply is not signed by the server',
    )
  })

  it('stays pending, polls at growing intervals', () => {
    const { cap, place } = groupWith((_request, _operation, honest) => honest())
    enrol(cap, '')
    typed(cap, '/certificate print')
    place.requests.length = 0
    place.pass(23 * 3600)
    expect(place.requests.length / 2).toBeLessThan(80)
    expect(status(cap)).toBe('pending')
  })

  it('is away for a while, retries', () => {
    let away = false
    const { ca, cap, place } = groupWith((_request, _operation, honest) =>
      away ? { fault: 'timeout', detail: 'no answer in time' } : honest(),
    )
    enrol(cap)
    away = true
    place.pass(100)
    expect(status(cap)).toBe('failed')
    expect(typed(cap, '/log print')).toMatchInlineSnapshot(`
      " 2024-11-20 12:00:30 certificate,error CAP1: SCEP server http://bad/scep/ca gives no answer: no answer in time
       2024-11-20 12:01:00 certificate,error CAP1: SCEP server http://bad/scep/ca gives no answer: no answer in time
       2024-11-20 12:01:30 certificate,error CAP1: SCEP server http://bad/scep/ca gives no answer: no answer in time
      "
    `)
    away = false
    typed(ca, '/certificate/scep-server/requests/grant 0')
    place.pass(100)
    expect(status(cap)).toBe('idle')
  })

  it.each([
    ['POSTPKIOperation\nDES3\nSHA-1\n', 'POST', 'sha1', '3des'],
    ['AES\nSHA-512\n', 'GET', 'sha512', 'aes-128'],
    ['', 'GET', 'sha1', 'des'],
  ])('only supports %j, requests by %s with %s and %s', (capabilities, method, digest, cipher) => {
    let seen: HttpRequest | undefined
    const { ca, cap } = groupWith((request, operation, honest) => {
      if (operation === 'PKIOperation') seen = request
      return operation === 'GetCACaps' ? (capabilities === '' ? { ...ok(''), status: 500 } : ok(capabilities)) : honest()
    })
    enrol(cap, `challenge-password=${password(ca)}`)
    expect(status(cap)).toBe('idle')
    const base64 = decodeURIComponent(/message=(.*)/.exec(seen?.url ?? '')?.[1] ?? '')
    const message = readMessage(seen?.body ?? Buffer.from(base64, 'base64'))
    // The first device has the first key.
    const [key] = fixtureKeys()['2048'] ?? []
    if (key === undefined) throw new Error('no key')
    expect([seen?.method, message.digest, message.open({ certificate: authorityOf(ca), key }).cipher]).toEqual([method, digest, cipher])
  })
})

function authorityOf(ca: Device): ReturnType<typeof readCertificate> {
  typed(ca, '/certificate export-certificate ca file-name=ca')
  return readCertificate(readPem(Buffer.from(ca.router.files.read('ca.crt') ?? '').toString())[0]?.bytes ?? Buffer.alloc(0))
}

describe('a server', () => {
  /** The first request of a client. */
  function caught(): { ca: Device; message: Buffer } {
    let message = Buffer.alloc(0)
    const { ca, cap } = groupWith((request, operation, honest) => {
      if (operation !== 'PKIOperation') return honest()
      message = Buffer.from(request.body ?? '')
      return { fault: 'closed', detail: 'caught' }
    })
    enrol(cap)
    expect(typed(cap, '/log print')).toBe(
      ' 2024-11-20 12:00:00 certificate,error CAP1: SCEP server http://bad/scep/ca gives no answer: caught\n',
    )
    return { ca, message }
  }
  const post = (ca: Device, body: Uint8Array) =>
    ca.router.services.answer({
      service: 'www',
      method: 'POST',
      path: '/scep/ca',
      query: 'operation=PKIOperation',
      headers: [],
      body,
      from: '192.0.2.1',
    })
  const waiting = (ca: Device): string => typed(ca, ':put [:len [/certificate/scep-server/requests/find]]').trim()

  it('answers damaged messages with a failure or an HTTP error, and stores nothing of them', () => {
    const { ca, message } = caught()
    const authority = authorityOf(ca)
    const damaged = fc.oneof(
      fc
        .tuple(fc.nat(message.length - 1), fc.integer({ min: 1, max: 255 }))
        .map(([at, flip]) => message.map((byte, index) => (index === at ? byte ^ flip : byte))),
      fc.nat(message.length - 1).map((length) => message.subarray(0, length)),
      fc
        .tuple(fc.nat(message.length), fc.uint8Array({ minLength: 1, maxLength: 40 }))
        .map(([at, more]) => Buffer.concat([message.subarray(0, at), more, message.subarray(at)])),
      fc.uint8Array({ maxLength: 300 }),
    )
    fc.assert(
      fc.property(damaged, (bytes) => {
        const answer = post(ca, bytes)
        if (answer?.status !== 200) return void expect(answer?.status).toBe(400)
        const said = readMessage(answer.body)
        expect(said.signedBy([authority])).toBeDefined()
        // Bytes outside of signatures and envelopes may change: the request is then still the same.
        if (said.status === 'pending') expect(waiting(ca)).toBe('1')
        else expect(said.status).toBe('failure')
      }),
      { numRuns: 300 },
    )
    expect(Number(waiting(ca))).toBeLessThanOrEqual(1)
  })

  it('answers a repeated request with the same response', () => {
    const { ca, message } = caught()
    for (let times = 0; times < 3; times++) expect(readMessage(post(ca, message)?.body ?? Buffer.alloc(0)).status).toBe('pending')
    expect(waiting(ca)).toBe('1')
  })

  it('refuses messages that are too long, and unknown operations', () => {
    const { ca } = caught()
    expect(post(ca, Buffer.alloc(200_000))?.status).toBe(413)
    const get = (query: string): number | undefined =>
      ca.router.services.answer({
        service: 'www',
        method: 'GET',
        path: '/scep/ca',
        query,
        headers: [],
        body: Buffer.alloc(0),
        from: '192.0.2.1',
      })?.status
    expect(
      [
        '',
        'operation=',
        'operation=Nothing',
        'operation=PKIOperation',
        'operation=PKIOperation&message=%%%',
        'operation=GetNextCACert',
        'operation=GetCACert',
      ].map(get),
    ).toEqual([400, 400, 400, 400, 400, 404, 200])
  })

  it('is only served if the webserver allows it', () => {
    const { ca, message } = caught()
    typed(ca, '/ip/service/webserver/set scep-plain=no')
    expect(post(ca, message)?.status).toBe(404)
  })
})

describe('a restart', () => {
  it('keeps clients, requests and registration authorities', () => {
    const { place, ca, cap } = groupWith((_request, _operation, honest) => honest())
    typed(
      cap,
      '/certificate add name=ra common-name=ra; /certificate/scep-server/ra/add name=ra1 template=ra ' +
        'server-url=http://ca/scep/ca ra-path=/scep/ra',
    )
    enrol(cap)
    place.pass(10)
    const restarted = (device: Device, name: string): Device => {
      const again = place.device(name)
      loadState(again.router, saveState(device.router), again.catalog)
      return again
    }
    const [ca2, cap2] = [restarted(ca, 'ca'), restarted(cap, 'cap')]
    typed(ca2, '/certificate/scep-server/requests/grant [find]')
    place.pass(100)
    expect(status(cap2)).toBe('idle')
    const cap3 = restarted(cap2, 'cap')
    expect(typed(cap3, ':put [/certificate/scep-server/ra/get 0 status]; :put [/certificate get CAP1 ca-fingerprint]')).toBe(
      `idle\n${authorityOf(ca2).fingerprint}\n`,
    )
    place.pass(300 * 86_400)
    expect(typed(ca2, ':put [:len [/certificate find where issued]]')).toBe('4\n')
  })
})
