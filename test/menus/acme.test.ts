// Owns tests of the ACME commands of /certificate with a simulated authority: rows, names, releases, failures, renewal.
import { describe, expect, it } from 'vitest'
import { Router } from '../../src/device/router.ts'
import { loadState, saveState } from '../../src/device/state/state.ts'
import { memoryHost } from '../../src/host/memory.ts'
import { menus } from '../../src/menus/list.ts'
import { show } from '../../src/value/show.ts'
import { testConsole } from '../device/console.ts'
import { catalogOf } from '../harness/catalog.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { add, lab, start } from '../harness/acme-lab.ts'
import { existing } from '../harness/existing.ts'

describe('add-acme', () => {
  it('stores the certificate and its issuer', () => {
    const { run } = lab()
    expect(run(add)).toBe('')
    expect(run('/certificate/print proplist=name,common-name,subject-alt-name')).toBe(`Flags: K - PRIVATE-KEY; T - TRUSTED; a - ACME-MANAGED
Columns: NAME, COMMON-NAME, SUBJECT-ALT-NAME
#     NAME           COMMON-NAME        SUBJECT-ALT-NAME   
0 KTa router.test    router.test        DNS:router.test    
                                        DNS:www.router.test
1  T  router.test_1  Test Intermediate                     
`)
    for (const [name, value] of Object.entries({
      'domain-names': 'router.test,www.router.test',
      'directory-url': 'https://acme.test/dir',
      'acme-status': 'idle',
      'acme-managed': 'true',
    }))
      expect(run(`:put [/certificate/get router.test ${name}]`)).toBe(`${value}\n`)
    expect(run(':put [/certificate/get router.test_1 acme-managed]')).toBe('false\n')
  })

  it('marks the certificate with a flag, and returns its id', () => {
    const { run } = lab()
    expect(run(`:put ([${add} as-value]->".id")`)).toBe('*1\n')
    expect(run(':put [/certificate/find where acme-managed]')).toBe('*1\n')
  })

  it('names the certificate after name, or the first domain name', () => {
    const { run, fails } = lab()
    run(`${add} name=mine`)
    expect(run(':put [/certificate/get mine common-name]')).toBe('router.test\n')
    expect(fails(`${add} name=mine`)).toBe('failure: Name exists, please choose another!')
  })

  it("uses Let's Encrypt without a directory URL", () => {
    const { run, authority } = lab()
    run('/certificate/add-acme domain-names=router.test')
    expect(authority.orders.map(({ directory }) => directory)).toEqual(['https://acme-v02.api.letsencrypt.org/directory'])
  })

  it('uses DNS-01 for names of /ip/cloud and wildcards, and HTTP-01 for all others', () => {
    const { run, fails, authority } = lab()
    run('/certificate/add-acme domain-names=a.sn.mynetname.net,*.a.sn.mynetname.net,router.test')
    expect(authority.orders[0]?.names).toEqual([
      { name: 'a.sn.mynetname.net', challenge: 'dns-01' },
      { name: '*.a.sn.mynetname.net', challenge: 'dns-01' },
      { name: 'router.test', challenge: 'http-01' },
    ])
    expect(fails('/certificate/add-acme domain-names=*.router.test')).toBe(
      'failure: *.router.test needs DNS-01, and that is for names of /ip/cloud only',
    )
  })

  it('requires names that certificates can contain', () => {
    const { fails } = lab()
    expect(fails('/certificate/add-acme directory-url=https://acme.test/dir')).toBe('missing value(s) of argument(s) domain-names')
    expect(fails('/certificate/add-acme domain-names=""')).toBe('input does not match any value of domain-names')
    expect(fails('/certificate/add-acme domain-names="ro uter.test"')).toBe('input does not match any value of domain-names')
  })

  it.each(['eab-key-b64', 'eab-hmac-key'])('registers an account with %s', (spelling) => {
    const { run, fails, authority } = lab()
    run(`${add} eab-kid=kid-1 ${spelling}=c2VjcmV0`)
    expect(authority.orders[0]?.binding).toEqual({ kid: 'kid-1', key: new Uint8Array(Buffer.from('secret')) })
    expect(fails(`${add} name=b eab-kid=kid-1`)).toBe('failure: eab-kid and eab-key-b64 go together')
    expect(fails(`${add} name=b eab-kid=kid-1 ${spelling}="!"`)).toBe(`invalid value for argument ${spelling}`)
  })

  it('has one account for each server', () => {
    const { run, authority } = lab()
    run(add)
    run(`${add} name=b`)
    run('/certificate/add-acme domain-names=c.test')
    const [first, second, third] = authority.orders.map(({ account }) => account)
    expect([first?.url, second?.url, third?.url]).toEqual([undefined, 'https://acme.test/account/1', undefined])
    expect(second?.key).toBe(first?.key)
  })

  it('exists from 7.22 on, acme-renew from 7.24', () => {
    expect(lab({ release: '7.21' }).fails(add)).toBe('bad command name add-acme (line 1 column 14)')
    expect(lab({ release: '7.22' }).fails('/certificate/acme-renew 0')).toBe('bad command name acme-renew (line 1 column 14)')
  })
})

describe('a refused order', () => {
  const refusal = {
    problem: {
      type: 'unauthorized',
      detail: 'The key authorization\nis wrong',
      subproblems: [{ type: 'caa', detail: 'no', identifier: 'router.test', subproblems: [] }],
    },
    challenge: { name: 'router.test', type: 'http-01' },
  } as const

  it('is reported completely in the status and the log, and ends', () => {
    const { run, log, device, authority } = lab({ refuse: () => refusal })
    const words = 'HTTP challenge validation failed for router.test: unauthorized: The key authorization is wrong (router.test: caa: no)'
    run(add)
    expect(run(':put [/certificate/get router.test acme-status]; :put [/certificate/get router.test private-key]')).toBe(
      `failed: ${words}\ntrue\n`,
    )
    expect(log()).toEqual([words, 'failed to update ssl certificate'])
    expect(device.agenda.waiting).toEqual([
      {
        what: 'certificate router.test',
        state:
          'failed: HTTP challenge validation failed for router.test: unauthorized: The key authorization is wrong (router.test: caa: no)',
        cause: { kind: 'http-challenge-failed' },
      },
    ])
    run(':delay 10d')
    expect(authority.orders).toHaveLength(1)
    // The server may already know the account's key: it is kept.
    expect(device.storeAt('/certificate/acme-account').size).toBe(1)
  })

  it('removes challenges', () => {
    const { run, device } = lab({
      refuse: (_order, events) => {
        events.publish('token', 'text')
        return refusal
      },
    })
    run(add)
    expect(device.storeAt('/certificate/acme-challenge').size).toBe(0)
  })

  it('does not result from an unreachable server: the client retries, and a script can see that', () => {
    let away = true
    const { run, device, authority } = lab({ refuse: () => (away ? { fault: 'refused', detail: 'connection refused' } : undefined) })
    const status = ':put [/certificate/get router.test acme-status]'
    expect(run(`${add}; ${status}; :delay 1s; ${status}`)).toBe('issuing\nfailed: connection refused\n')
    expect(device.agenda.waiting).toEqual([
      { what: 'certificate router.test', state: 'failed: connection refused', next: 1_767_226_500_000_000_000n },
    ])
    expect(run('/certificate/print detail')).toMatchInlineSnapshot(`
      "Flags: K - PRIVATE-KEY; L - CRL; C - SMART-CARD-KEY; A - AUTHORITY; 
      I - ISSUED, R - REVOKED; E - EXPIRED; T - TRUSTED; a - ACME-MANAGED; 
      D - DYNAMIC 
       0 K     Ta  name="router.test" trust-store=all trusted=yes 
                   domain-names="router.test,www.router.test" 
                   directory-url="https://acme.test/dir" 
                   acme-status="failed: connection refused" 
      "
    `)
    away = false
    expect(run(`:while ([/certificate/get router.test acme-status] != "idle") do={:delay 1m}; ${status}`)).toBe('idle\n')
    expect(authority.orders).toHaveLength(2)
    expect(device.agenda.waiting).toEqual([])
  })

  it('leaves a client that can be removed, and no template', () => {
    const { run, fails } = lab({ refuse: () => refusal })
    run(add)
    expect(fails('/certificate/sign router.test')).toBe('failure: certificate is signed already')
    expect(run('/certificate/remove router.test; /certificate/print count-only')).toBe('0\n')
  })

  it('names the flag if there is no network', () => {
    expect(testConsole({ keys: fixtureKeys() }).fails(add)).toBe(
      'ACME has no network for acme.test (--allow-net=acme.test allows it, --allow-net everything)',
    )
  })
})

describe('enable-ssl-certificate', () => {
  const enable = '/certificate/enable-ssl-certificate dns-name=router.test'

  it('reports its progress and assigns the certificate to www-ssl without enabling it', () => {
    const { run } = lab({ release: '7.18' })
    expect(run(`:put ([${enable} as-value]->"progress")`)).toBe('[success] ssl certificate updated\n')
    expect(run(':put [/ip/service/get www-ssl certificate]; :put [/ip/service/get www-ssl disabled]')).toBe('router.test\ntrue\n')
    expect(run(`:put ([${enable} as-value]->"progress")`)).toBe('[success] ssl certificate updated\n')
  })

  it('continues in the background in a script, and assigns the certificate later', () => {
    const { run } = lab({ release: '7.18' })
    const bound = ':put [/ip/service/get www-ssl certificate]'
    expect(run(`${enable}; ${bound}; :delay 45s; ${bound}`)).toBe('none\nrouter.test\n')
  })

  it('reports the obstacle, keeps the client and retries', () => {
    let away = true
    const { run } = lab({ release: '7.18', refuse: () => (away ? { fault: 'refused', detail: 'connection refused' } : undefined) })
    expect(run(`:put ([${enable} as-value]->"progress")`)).toBe('[error] connection refused\n')
    away = false
    expect(run(':delay 1h; :put [/ip/service/get www-ssl certificate]')).toBe('router.test\n')
  })

  it.each([
    ['7.1', 'letsencrypt_2026-01-01T00:00:00Z'],
    ['7.8', 'letsencrypt-autogen_2026-01-01T00:00:00Z'],
    ['7.16', 'router.test'],
    ['7.24', 'router.test'],
  ])('in %s names the certificate %s', (release, name) => {
    const { run } = lab({ release })
    run(enable)
    expect(run(':put [/certificate/get *1 name]')).toBe(`${name}\n`)
  })

  // 7.5: the second run reports success at once, and the certificate is unchanged.
  it('changes nothing when it is repeated, and creates another certificate for a new key', () => {
    const { run, device, authority } = lab({ release: '7.18' })
    run(enable)
    const facts = (): readonly string[] =>
      ['serial-number', 'skid'].map((name) =>
        show(device.value('/certificate', existing(device.storeAt('/certificate').items[0], 'row'), name)),
      )
    const [serial, skid] = facts()
    run('/ip/service/set www-ssl certificate=none')
    expect(run(enable)).toBe('  progress: [success] ssl certificate updated\n\n')
    expect(facts()).toEqual([serial, skid])
    expect(authority.orders).toHaveLength(1)
    expect(run(':put [/ip/service/get www-ssl certificate]; /certificate/print count-only')).toBe('router.test\n2\n')
    run(`${enable} reset-private-key=yes`)
    expect(run(':put [/certificate/find where private-key]; :put [/ip/service/get www-ssl certificate]')).toBe('*1;*3\nrouter.test_2\n')
    expect(authority.orders).toHaveLength(2)
  })

  it('uses the name of /ip/cloud by default', () => {
    const { run, fails, authority } = lab({ release: '7.18' })
    expect(fails('/certificate/enable-ssl-certificate')).toBe('failure: give dns-name, or switch on /ip/cloud ddns-enabled for a name')
    run('/ip/cloud/set ddns-enabled=yes; /certificate/enable-ssl-certificate')
    const other = lab({ release: '7.18' })
    other.run('/ip/cloud/set ddns-enabled=yes; /certificate/enable-ssl-certificate type=dns')
    expect(
      [...authority.orders, ...other.authority.orders].map(({ names: [first] }) => [
        /\.sn\.mynetname\.net$/.test(first?.name ?? ''),
        first?.challenge,
      ]),
    ).toEqual([
      [true, 'http-01'],
      [true, 'dns-01'],
    ])
  })

  it('accepts another server from 7.15 on', () => {
    const directory = `${enable} directory-url=https://acme.test/dir eab-kid=k eab-hmac-key=c2VjcmV0`
    expect(lab({ release: '7.12' }).fails(directory)).toBe('expected end of command (line 1 column 58)')
    const { run, authority } = lab({ release: '7.16' })
    run(directory)
    expect(authority.orders[0]).toMatchObject({ directory: 'https://acme.test/dir', binding: { kid: 'k' } })
  })
})

describe('renewal', () => {
  it('starts after four fifths of the validity, with the same key, and services use the new certificate', () => {
    const { run, authority, log } = lab()
    run(`${add}; /ip/service/set www-ssl certificate=router.test`)
    const [serial, skid] = [run(':put [/certificate/get router.test serial-number]'), run(':put [/certificate/get router.test skid]')]
    run(':delay 71d')
    expect(authority.orders).toHaveLength(1)
    run(':delay 1d')
    expect(authority.orders).toHaveLength(2)
    expect(run(':put [/certificate/get router.test serial-number]')).not.toBe(serial)
    expect(run(':put [/certificate/get router.test skid]')).toBe(skid)
    expect(run(':put [/ip/service/get www-ssl certificate]')).toBe('router.test\n')
    expect(log()).toEqual([
      'ssl certificate updated',
      'cert update scheduled at 2026-03-14T00:00:00Z',
      'ssl certificate updated',
      'cert update scheduled at 2026-05-25T00:00:00Z',
    ])
    run(':delay 1000d')
    expect(authority.orders.length).toBe(Math.floor(1072 / 72) + 1)
  })

  it('is retried at growing intervals, reported, and keeps the certificate meanwhile', () => {
    let refused = false
    const { run, authority, log } = lab({ refuse: () => (refused ? { fault: 'refused', detail: 'connection refused' } : undefined) })
    run(add)
    refused = true
    run(':delay 72d')
    expect(run(':put [/certificate/get router.test acme-status]')).toBe('failed: connection refused\n')
    expect(run(':put [/certificate/get router.test private-key]')).toBe('true\n')
    expect(log().slice(2)).toEqual([
      'connection refused',
      'failed to update ssl certificate',
      'cert update scheduled at 2026-03-14T00:15:00Z',
    ])
    run(':delay 10d')
    expect(authority.orders.length).toBeGreaterThan(10)
    expect(authority.orders.length).toBeLessThan(25)
    refused = false
    run(':delay 1d')
    expect(run(':put [/certificate/get router.test acme-status]')).toBe('idle\n')
  })

  it('can be requested', () => {
    const { run, fails, authority } = lab()
    run(add)
    expect(run('/certificate/acme-renew router.test')).toBe('')
    expect(authority.orders).toHaveLength(2)
    run('/certificate/add name=t common-name=t')
    expect(fails('/certificate/acme-renew t')).toBe('failure: not a certificate from an ACME server')
  })

  it('that fails on request is logged; the command returns at once', () => {
    let refused = false
    const { run } = lab({ refuse: () => (refused ? { fault: 'refused', detail: 'connection refused' } : undefined) })
    run(add)
    refused = true
    expect(run('/certificate/acme-renew router.test; :put [/certificate/get router.test acme-status]')).toBe('issuing\n')
    expect(run(':put [/certificate/get router.test acme-status]')).toBe('failed: connection refused\n')
  })
})

describe('a stored device', () => {
  it('keeps its account and the due times of its certificates', () => {
    const { run, device, authority, network } = lab()
    run(add)
    const kept = new Router({ host: memoryHost({ now: start, keys: fixtureKeys(), network }), release: '7.24', menus })
    loadState(kept, saveState(device), catalogOf('7.24', 'all'))
    expect(testConsole({ device: kept }).run(':delay 71d; :put [/certificate/get router.test acme-status]')).toBe('idle\n')
    expect(authority.orders).toHaveLength(1)
    testConsole({ device: kept }).run(':delay 1d')
    const [first, second] = authority.orders
    expect(second?.account.url).toBe('https://acme.test/account/1')
    expect(first !== undefined && second?.account.key.equals(first.account.key)).toBe(true)
  })
})

describe('issued-revoke', () => {
  it('makes the server revoke its certificate, which is not renewed any more', () => {
    const { run, authority } = lab()
    run(add)
    run('/certificate/issued-revoke router.test')
    expect(authority.revoked).toMatchObject([
      { directory: 'https://acme.test/dir', reason: 0, account: { url: 'https://acme.test/account/1' } },
    ])
    expect(run(':put [/certificate/find where revoked]; :delay 100d')).toBe('*1\n')
    expect(authority.orders).toHaveLength(1)
  })
})
