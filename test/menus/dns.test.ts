// Owns the tests of name resolution: static names, DNS over HTTPS, `:resolve`.
import { decode, encode } from 'dns-packet'
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, memoryNetwork, type MemoryAnswer, type MemoryNetwork } from '../../src/index.ts'
import type { HttpRequest } from '../../src/host/host.ts'

const names = { 'a.example': ['192.0.2.1', '2001:db8::1'], 'six.example': ['2001:db8::6'] }

function deviceWith(answers: Record<string, MemoryAnswer | ((request: HttpRequest) => MemoryAnswer)> = {}): {
  network: MemoryNetwork
  run: (text: string) => string
} {
  const network = memoryNetwork({ answers, names })
  const device = createDevice({ host: memoryHost({ now: 1_732_104_000_000_000_000n, network }) })
  return {
    network,
    run(text) {
      const { output, failure } = device.run(text)
      return output + (failure?.message ?? '')
    },
  }
}

describe(':resolve', () => {
  it('returns addresses by type', () => {
    const { run } = deviceWith()
    expect(
      run(
        ':put [:resolve a.example]; :put [:resolve a.example type=ipv6]; :put [:resolve six.example]; :put [:typeof [:resolve a.example]]',
      ),
    ).toBe('192.0.2.1\n2001:db8::1\n2001:db8::6\nip\n')
    expect(run(':put [:resolve six.example type=ipv4]')).toBe('failure: dns name exists, but no appropriate record (:resolve; line 1)')
    expect(run(':put [:resolve nobody.example]')).toBe('failure: dns name does not exist (:resolve; line 1)')
  })

  it('requires network permission', () => {
    const { failure } = createDevice({ host: memoryHost() }).run(':resolve a.example')
    expect(failure).toEqual({
      message: ':resolve has no network for a.example (--allow-net=a.example allows it, --allow-net everything) (:resolve; line 1)',
      line: 1,
      column: 2,
      command: ':resolve',
      trace: [],
      notModelled: true,
    })
  })
})

describe('static names', () => {
  it.each([
    ['name=x.lan address=10.0.0.1', 'x.lan', '10.0.0.1\n'],
    ['name=X.lan address=10.0.0.1', 'x.LAN', '10.0.0.1\n'],
    ['name=lan address=10.0.0.1 match-subdomain=yes', 'y.lan', '10.0.0.1\n'],
    ['regexp="^[0-9]+\\\\.lan\\$" address=10.0.0.1', '42.lan', '10.0.0.1\n'],
    ['name=x.lan address=2001:db8::9 type=AAAA', 'x.lan', '2001:db8::9\n'],
    ['name=x.lan type=CNAME cname=a.example', 'x.lan', '192.0.2.1\n'],
    ['name=x.lan type=FWD forward-to=10.0.0.53', 'x.lan', 'failure: dns name does not exist (:resolve; line 1)'],
    ['name=x.lan type=CNAME cname=x.lan', 'x.lan', 'failure: dns name does not exist (:resolve; line 1)'],
    ['name=a.example type=NXDOMAIN', 'a.example', 'failure: dns name does not exist (:resolve; line 1)'],
    ['name=a.example address=10.0.0.1 disabled=yes', 'a.example', '192.0.2.1\n'],
  ])('%s', (entry, name, found) => {
    const { run } = deviceWith()
    expect(run(`/ip/dns/static/add ${entry}`)).toBe('')
    expect(run(`:put [:resolve ${name}]`)).toBe(found)
  })

  it('redirect requests', () => {
    const { network, run } = deviceWith({ 'http://x.lan/': { body: Buffer.from('ok') } })
    run('/ip/dns/static/add name=x.lan address=10.0.0.1; /tool/fetch url=http://x.lan/ output=none')
    expect(network.asked[0]?.address).toBe('10.0.0.1')
  })
})

describe('use-doh-server', () => {
  const answer = (request: HttpRequest): MemoryAnswer => {
    const { questions = [] } = decode(Buffer.from(request.body ?? []))
    const [question] = questions
    const known = question?.type === 'A' && question.name === 'a.example'
    return {
      body: encode({
        type: 'response',
        flags: known ? 0 : 3,
        questions,
        answers: known
          ? [
              { type: 'CNAME', name: 'a.example', data: 'b.example' },
              { type: 'A', name: 'b.example', data: '198.51.100.5' },
            ]
          : [],
      }),
    }
  }

  it('is used for names that are not static', () => {
    const { network, run } = deviceWith({ 'https://doh.example/dns-query': answer })
    run('/ip/dns/set use-doh-server=https://doh.example/dns-query')
    expect(run(':put [:resolve a.example]')).toBe('198.51.100.5\n')
    expect(network.asked[0]?.headers).toContainEqual(['Content-Type', 'application/dns-message'])
    expect(run(':put [:resolve six.example]')).toBe('failure: dns name does not exist (:resolve; line 1)')
    expect(run('/ip/dns/static/add name=a.example address=10.0.0.1; :put [:resolve a.example]')).toBe('10.0.0.1\n')
  })

  it('failures are logged, and no other server is asked', () => {
    const { run } = deviceWith({
      'https://doh.example/a': { fault: 'timeout', detail: '', connected: true },
      'https://doh.example/b': { body: Buffer.from('no dns') },
      'https://doh.example/c': { status: 500 },
      'https://doh.example/d': { chain: [Buffer.from('no certificate')] },
    })
    for (const path of ['a', 'b', 'c', 'd']) {
      run(`/ip/dns/set use-doh-server=https://doh.example/${path} verify-doh-cert=yes`)
      expect(run(':put [:resolve a.example]')).toBe('failure: dns server failure (:resolve; line 1)')
    }
    expect(run(':put [/log/get 0 topics]; :foreach l in=[/log/find] do={:put [/log/get $l message]}').split('\n')).toEqual([
      'dns,error',
      'DoH server connection error: Idle timeout - waiting data',
      'DoH server connection error: Idle timeout - waiting data',
      ...Array.from({ length: 2 }, () => 'DoH server connection error: malformed answer'),
      ...Array.from({ length: 2 }, () => 'DoH server connection error: HTTP status 500'),
      ...Array.from({ length: 2 }, () => 'DoH server connection error: SSL: ssl: no certificate received (6)'),
      '',
    ])
  })
})
