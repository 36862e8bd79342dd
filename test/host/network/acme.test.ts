// Owns tests of the ACME client with simulated servers: waits, refusals, lost accounts, and misbehaving peers.
import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NetworkFault, HttpResponse } from '../../../src/host/host.ts'
import type { AcmeOrder } from '../../../src/host/acme.ts'
import { runAcmeOrder } from '../../../src/host/node/network/acme/issue.ts'
import { revoke } from '../../../src/host/node/network/acme/revoke.ts'
import { anyText } from '../../harness/expected.ts'
import { authorization, base, certificate, inTurn, json, order, problem, type Reply, server, usual } from './acme-server.ts'
import { existing } from '../../harness/existing.ts'

const key = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey

const wanted = (more: Partial<AcmeOrder> = {}): AcmeOrder => ({
  directory: `${base}/dir`,
  account: { key },
  names: [{ name: 'router.test', challenge: 'http-01' }],
  request: Uint8Array.of(0x30, 0x00),
  timeout: 60_000,
  ...more,
})

describe('an order', () => {
  it('completes, and removes its challenge', async () => {
    let seen: string | undefined
    const world = server({ '/challenge': () => ((seen = world.published.get('token-1')), json({})) })
    expect(await runAcmeOrder(wanted(), world)).toEqual({ chain: [Uint8Array.of(0x30, 0x00)], account: `${base}/account/1` })
    expect(world.paths).toEqual(['/dir', '/nonce', '/account', '/order', '/authz', '/challenge', '/authz', '/finalize', '/certificate'])
    expect(world.steps).toEqual(['directory', 'account', 'order', 'challenge', 'validation', 'finalization', 'certificate'])
    expect(seen?.replace(/(?<=\.)[\w-]{43}$/, 'DIGEST')).toBe('token-1.DIGEST')
    expect(world.published.size).toBe(0)
  })

  it('signs with the key until the account is known, then with its URL; each request contains its own URL', async () => {
    const world = server()
    await runAcmeOrder(wanted(), world)
    const [account = {}, placed = {}] = world.calls.slice(2, 4).map(({ header }) => header)
    const { jwk, ...rest } = account
    expect(JSON.stringify(jwk).replaceAll(/[\w-]{43}/g, 'NUMBER')).toBe('{"kty":"EC","crv":"P-256","x":"NUMBER","y":"NUMBER"}')
    expect(rest).toEqual({
      alg: 'ES256',
      nonce: 'nonce-1',
      url: 'https://acme.test/account',
    })
    expect(placed).toEqual({ alg: 'ES256', nonce: 'nonce-2', url: 'https://acme.test/order', kid: 'https://acme.test/account/1' })
    expect(placed).not.toHaveProperty('jwk')
  })

  it('uses a TXT record if that is requested', async () => {
    let seen: string | undefined
    const world = server({ '/challenge': () => ((seen = world.records.get('_acme-challenge.router.test')), json({})) })
    await runAcmeOrder(wanted({ names: [{ name: 'router.test', challenge: 'dns-01' }] }), world)
    expect(seen?.replace(/^[\w-]{43}$/, 'DIGEST')).toBe('DIGEST')
    expect(world.records.size).toBe(0)
  })

  it('requests no challenge for a name that is already authorized', async () => {
    const world = server({ '/authz': () => json(authorization('valid')) })
    await runAcmeOrder(wanted(), world)
    expect(world.paths).not.toContain('/challenge')
  })

  it('does not register a known account, and registers again if the server lost it', async () => {
    const known = { key, url: `${base}/account/7` }
    const world = server()
    expect(await runAcmeOrder(wanted({ account: known }), world)).toMatchObject({ account: known.url })
    expect(world.paths).not.toContain('/account')
    const forgetful = server({
      '/order': inTurn(problem('accountDoesNotExist', 'who'), existing(usual['/order'], 'order')(undefined, { path: '', header: {} })),
    })
    expect(await runAcmeOrder(wanted({ account: known }), forgetful)).toMatchObject({ account: `${base}/account/1` })
  })

  it('registers a new account with external account binding', async () => {
    let sent: unknown
    const world = server({ '/account': (payload, call) => ((sent = payload), existing(usual['/account'], 'account')(payload, call)) })
    await runAcmeOrder(wanted({ binding: { kid: 'kid-1', key: Buffer.from('secret') } }), world)
    expect(sent).toMatchObject({
      termsOfServiceAgreed: true,
      externalAccountBinding: { protected: anyText, signature: anyText },
    })
  })

  it('finalizes again if the server has not seen the authorization yet', async () => {
    const world = server({
      '/finalize': inTurn(problem('orderNotReady', 'wait', {}, 403), json(order('valid', { certificate: `${base}/certificate` }))),
      '/order/1': inTurn(json(order('pending')), json(order('ready'))),
    })
    expect(await runAcmeOrder(wanted(), world)).toHaveProperty('chain')
    expect(world.paths.filter((path) => path === '/finalize')).toHaveLength(2)
  })
})

describe('nonces', () => {
  it('uses the nonce of the error response', async () => {
    const world = server({
      '/order': inTurn(
        problem('badNonce', 'old'),
        problem('badNonce', 'old'),
        existing(usual['/order'], 'order')(undefined, { path: '', header: {} }),
      ),
    })
    expect(await runAcmeOrder(wanted(), world)).toHaveProperty('chain')
    expect(world.paths.filter((path) => path === '/nonce')).toHaveLength(1)
    expect(world.calls.filter(({ path }) => path === '/order').map(({ header }) => header['nonce'])).toEqual([
      'nonce-2',
      'nonce-3',
      'nonce-4',
    ])
  })

  it('gives up after several attempts', async () => {
    const world = server({ '/order': () => problem('badNonce', 'never') })
    expect(await runAcmeOrder(wanted(), world)).toEqual({ problem: { type: 'badNonce', detail: 'never', subproblems: [] } })
  })
})

describe('waiting', () => {
  const processing = (headers: HttpResponse['headers']): Reply => json(order('processing'), headers)

  it('waits as long as the server says, in seconds or until a date', async () => {
    const world = server({
      '/finalize': () => processing([]),
      '/order/1': inTurn(
        processing([['Retry-After', '7']]),
        processing([['retry-after', 'Thu, 01 Jan 2026 00:00:20 GMT']]),
        json(order('valid', { certificate: `${base}/certificate` })),
      ),
    })
    expect(await runAcmeOrder(wanted(), world)).toHaveProperty('chain')
    expect(world.waits).toEqual([7_000, 13_000])
  })

  it('waits longer each time if the server gives no delay, and gives up', async () => {
    const world = server({ '/finalize': () => processing([]), '/order/1': () => processing([]) })
    expect(await runAcmeOrder(wanted(), world)).toEqual({ fault: 'timeout', detail: 'the ACME server did not finish in time' })
    expect(world.waits.slice(0, 4)).toEqual([10, 15, 22.5, 33.75])
    expect(Math.max(...world.waits)).toBe(10_000)
    expect(world.waits.reduce((sum, time) => sum + time, 0)).toBeLessThanOrEqual(60_000)
  })

  it('does not start a wait that ends too late', async () => {
    const world = server({ '/finalize': () => processing([]), '/order/1': () => processing([['Retry-After', '86400']]) })
    expect(await runAcmeOrder(wanted(), world)).toEqual({ fault: 'timeout', detail: 'the ACME server did not finish in time' })
    expect(world.waits).toEqual([])
  })
})

describe('refusals', () => {
  it('keep the whole problem document', async () => {
    const subproblems = [
      { type: 'urn:ietf:params:acme:error:caa', detail: 'CAA forbids', identifier: { type: 'dns', value: 'router.test' } },
    ]
    const world = server({ '/order': () => problem('compound', 'several', { subproblems }) })
    expect(await runAcmeOrder(wanted(), world)).toEqual({
      problem: {
        type: 'compound',
        detail: 'several',
        subproblems: [{ type: 'caa', detail: 'CAA forbids', identifier: 'router.test', subproblems: [] }],
      },
      challenge: undefined,
    })
  })

  it('report the failed challenge, and remove it', async () => {
    const world = server({
      '/authz': inTurn(
        json(authorization('pending')),
        json(authorization('invalid', { type: 'urn:ietf:params:acme:error:connection', detail: 'refused' })),
      ),
    })
    expect(await runAcmeOrder(wanted(), world)).toEqual({
      problem: { type: 'connection', detail: 'refused', subproblems: [] },
      challenge: { name: 'router.test', type: 'http-01' },
    })
    expect(world.published.size).toBe(0)
  })

  it('report why an order became invalid', async () => {
    const error = { type: 'urn:ietf:params:acme:error:badCSR', detail: 'weak key' }
    const world = server({ '/finalize': () => json(order('invalid', { error })) })
    expect(await runAcmeOrder(wanted(), world)).toEqual({ problem: { type: 'badCSR', detail: 'weak key', subproblems: [] } })
  })
})

describe('servers that misbehave', () => {
  const closed: NetworkFault = { fault: 'closed', detail: 'the other side closed the connection' }

  it.each(['/dir', '/nonce', '/account', '/order', '/authz', '/challenge', '/finalize', '/certificate'])(
    'closing the connection at %s',
    async (path) => {
      const world = server({ [path]: () => closed })
      expect(await runAcmeOrder(wanted(), world)).toEqual(closed)
      expect(world.published.size).toBe(0)
    },
  )

  it.each<[string, Reply, string]>([
    ['/dir', { text: 'not JSON' }, `the directory ${base}/dir is no JSON`],
    ['/dir', json([]), 'the directory of the ACME server is no JSON object'],
    ['/dir', json({ newNonce: 1 }), 'the directory of the ACME server has no newNonce'],
    ['/account', json({}), 'the account has no Location'],
    ['/order', json(null, [['Location', `${base}/order/1`]]), 'the order is no JSON object'],
    [
      '/authz',
      json({
        status: 'pending',
        identifier: { value: 'router.test' },
        challenges: [{ type: 'http-01', url: `${base}/challenge`, token: '../../x' }],
      }),
      'a challenge has an odd token',
    ],
    [
      '/order',
      json({ ...order('pending'), authorizations: [`${base}/authz`, `${base}/authz`] }, [['Location', `${base}/order/1`]]),
      'the order has more authorizations than names',
    ],
    [
      '/authz',
      json({ ...authorization('pending'), identifier: { type: 'dns', value: 'other.test' } }),
      'the order requires a proof of other.test, which was not requested',
    ],
    ['/certificate', { text: certificate.repeat(10_000) }, 'the chain of the ACME server has 590000 bytes'],
    ['/finalize', json(order('valid')), 'the order is valid and names no certificate'],
    ['/certificate', { text: '<html>' }, 'the ACME server sent no certificate'],
    ['/order', { status: 502, text: '<html>' }, `${base}/order answered 502 without a problem document`],
  ])('sending invalid data at %s', async (path, reply, detail) => {
    const world = server({ [path]: () => reply })
    expect(await runAcmeOrder(wanted(), world)).toEqual({ fault: 'malformed', detail })
    expect(world.published.size).toBe(0)
  })
})

describe('a server with arbitrary answers', () => {
  const words = fc.oneof(
    fc.constantFrom('pending', 'valid', 'invalid', 'processing', 'ready', `${base}/authz`, `${base}/order/1`, 'router.test', 'http-01'),
    fc.string(),
  )
  const members = fc.dictionary(
    fc.constantFrom(
      'status',
      'authorizations',
      'finalize',
      'certificate',
      'identifier',
      'value',
      'challenges',
      'type',
      'url',
      'token',
      'error',
    ),
    fc.oneof({ depthSize: 'small' }, words, fc.array(words, { maxLength: 3 }), fc.jsonValue({ maxDepth: 2 })),
  )
  const reply: fc.Arbitrary<Reply> = fc
    .tuple(
      fc.oneof(members, fc.jsonValue()),
      fc.constantFrom(200, 201, 400, 403, 500),
      fc.constantFrom('application/json', 'text/html'),
      words,
    )
    .map(([value, status, type, place]) =>
      json(
        value,
        [
          ['Content-Type', type],
          ['Location', place],
          ['Retry-After', place],
        ],
        status,
      ),
    )

  it('ends with an error in bounded time, and no challenge stays published', async () => {
    const paths = ['/dir', '/account', '/order', '/authz', '/challenge', '/finalize', '/order/1', '/certificate']
    await fc.assert(
      fc.asyncProperty(fc.subarray(paths, { minLength: 1 }), fc.array(reply, { minLength: 1, maxLength: 4 }), async (spoiled, replies) => {
        const world = server(Object.fromEntries(spoiled.map((path) => [path, inTurn(...replies)])))
        const outcome = await runAcmeOrder(wanted(), world)
        expect(['chain', 'problem', 'fault'].some((kind) => kind in outcome)).toBe(true)
        expect(world.published.size).toBe(0)
        expect(world.waits.reduce((sum, time) => sum + time, 0)).toBeLessThanOrEqual(60_000)
        expect(world.calls.length).toBeLessThan(7_000)
      }),
      { numRuns: 200 },
    )
  })
})

describe('revocation', () => {
  const revocation = {
    directory: `${base}/dir`,
    account: { key, url: `${base}/account/1` },
    certificate: Uint8Array.of(1),
    reason: 1,
    timeout: 60_000,
  }

  it('sends the certificate and a reason', async () => {
    let sent: unknown
    expect(await revoke(revocation, server({ '/revoke': (payload) => ((sent = payload), json(null)) }))).toBeUndefined()
    expect(sent).toEqual({ certificate: 'AQ', reason: 1 })
  })

  it('succeeds if the certificate was revoked before, and fails if it is refused', async () => {
    expect(await revoke(revocation, server({ '/revoke': () => problem('alreadyRevoked', 'done') }))).toBeUndefined()
    expect(await revoke(revocation, server({ '/revoke': () => problem('unauthorized', 'not yours', {}, 403) }))).toEqual({
      problem: { type: 'unauthorized', detail: 'not yours', subproblems: [] },
    })
  })
})
