// Owns the commands of the documents that use a network, as printed, with simulated servers: ACME, fetch, and problems 3 and 5 of the guide
// with their solutions.
import { beforeEach, describe, expect, it } from 'vitest'
import type { AcmeEvents, AcmeOrder, AcmeRefusal } from '../../src/host/acme.ts'
import { memoryNetwork, type MemoryNetwork } from '../../src/host/memory-network.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { readDer } from '../../src/pki/der-read.ts'
import { issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { keyIdentifier, spkiOf } from '../../src/pki/key.ts'
import { signed } from '../../src/pki/signature.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { acmeAuthority, type AcmeAuthority } from '../harness/acme-authority.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { contents, fixtureKey, newYear } from '../pki/fixture.ts'
import { day } from '../../src/text/units.ts'
import { continued } from '../harness/expected.ts'
import { existing } from '../harness/existing.ts'

const now = newYear + 10n * day

const rootKey = fixtureKey('ec-prime256v1')
/** A test root with the key identifier of ISRG Root X2, by which the device identifies its built-in anchors. */
const root = readCertificate(
  named(selfSign(contents('A Public Root', rootKey, { 'key-usage': ['key-cert-sign'], 'invalid-after': newYear + 3650n * day }), rootKey)),
)

function named(der: Uint8Array): Buffer {
  const [body] = readDer(der).children
  const own = keyIdentifier(spkiOf(rootKey)).toString('latin1')
  return signed(
    existing(body, 'body')
      .bytes.toString('latin1')
      .replace(own, Buffer.from('7c4296aede4b483bfa92f89e8ccf6d8ba9723795', 'hex').toString('latin1')),
    rootKey,
    'sha256',
  )
}

const site = issue(contents('example.com', fixtureKey('rsa-2048-a'), { 'subject-alt-name': ['DNS:example.com'] }), issuerOf(root, rootKey))

let network: MemoryNetwork
let authority: AcmeAuthority

/** Validates like Let's Encrypt: requests each http-01 name at the device's port 80. */
function visit(order: AcmeOrder, events: AcmeEvents): AcmeRefusal | undefined {
  for (const { name, challenge } of order.names.filter(({ challenge }) => challenge === 'http-01')) {
    const token = `token-of-${name}`
    events.publish(token, `${token}.key`)
    const answer = network.deliver({ path: `/.well-known/acme-challenge/${token}` })
    if (Buffer.from(answer?.body ?? []).toString() !== `${token}.key`)
      return {
        problem: {
          type: 'connection',
          detail: `192.0.2.1: Fetching http://${name}/.well-known/acme-challenge/${token}: Connection refused`,
          subproblems: [],
        },
        challenge: { name, type: challenge },
      }
    events.publish(token, undefined)
  }
  return undefined
}

/** Creates a router of a release with simulated servers: Let's Encrypt, ZeroSSL, and https://example.com under a public root. */
function router(release: string): TestConsole {
  authority = acmeAuthority({ now: () => now, refuse: visit })
  network = memoryNetwork({ acme: authority, answers: { 'https://example.com/': { body: Buffer.from('hello'), chain: [site] } } })
  return testConsole({ release, width: 120, now, keys: fixtureKeys(), network, authorities: [root.der], door: 'console' })
}

describe('the guide, 7.20', () => {
  let box: TestConsole
  beforeEach(() => void (box = router('7.20')))

  it('example 3: a certificate for its name, and for that of /ip/cloud', () => {
    expect(box.run('/certificate enable-ssl-certificate dns-name=router.example.com')).toBe(
      '  progress: [success] ssl certificate updated\n\n',
    )
    expect(box.run('/ip cloud set ddns-enabled=yes\n/certificate enable-ssl-certificate')).toBe(
      '  progress: [success] ssl certificate updated\n\n',
    )
    expect(authority.orders.map(({ names }) => names.map(({ name }) => name.replace(/^[0-9a-f]{12}\./, 'N.')))).toEqual([
      ['router.example.com'],
      ['N.sn.mynetname.net'],
    ])
    expect(box.run(':put [/certificate/get router.example.com days-valid]')).toBe('90\n')
  })

  it('problem 3: the challenge fails if www is disabled; enabling it solves that', () => {
    const enable = '/certificate enable-ssl-certificate dns-name=router.example.com'
    box.run('/ip service disable www')
    expect(continued(box.run(enable))).toMatchInlineSnapshot(`
      "  progress: [error] HTTP challenge validation failed for router.example.com: connection: 192.0.2.1: \\
          Fetching http://router.example.com/.well-known/acme-challenge/token-of-router.example.com: \\
          Connection refused

      "
    `)
    expect(box.run(':put [/ip/service/get www-ssl certificate]')).toBe('none\n')
    expect(box.run(`/ip service enable www\n/ip firewall filter print where dst-port=80\n${enable}`)).toMatchInlineSnapshot(`
      "Flags: X - disabled, I - invalid; D - dynamic 
        progress: [success] ssl certificate updated

      "
    `)
  })

  it('example 6 and problem 5: fetch finds no issuer until the built-in anchors are trusted', () => {
    const fetch = '/tool fetch url=https://example.com check-certificate=yes'
    expect(box.fails(fetch)).toBe('failure: SSL: ssl: no trusted CA certificate found (6)')
    box.run('/certificate settings set builtin-trust-anchors=trusted')
    expect(box.run(fetch)).toMatchInlineSnapshot(`
      "  status: connecting

            status: finished
        downloaded: 0KiB    
          duration: 0s      
      "
    `)
  })
})

describe('the manual', () => {
  it('of 7.16: a name, and another server with account binding', () => {
    const box = router('7.16')
    expect(box.run('/certificate enable-ssl-certificate dns-name=my.domain.com')).toBe('  progress: [success] ssl certificate updated\n\n')
    const zerossl =
      '/certificate/enable-ssl-certificate directory-url=https://acme.zerossl.com/v2/DV90 dns-name=mydomain.abc ' +
      'eab-hmac-key=4ac7xuxAdV4mIncwIIEhLjExsFZ4v1rWgDkX4SKXD25pMVtF85GZJYSF8UKXUOjzSr2g3-v4lhL57NHFaQ42Ff ' +
      'eab-kid=GHWaP2_Ghx73vcU8ricAKU '
    expect(box.run(zerossl)).toBe('  progress: [success] ssl certificate updated\n\n')
    expect(authority.orders.at(-1)).toMatchObject({
      directory: 'https://acme.zerossl.com/v2/DV90',
      binding: { kid: 'GHWaP2_Ghx73vcU8ricAKU' },
    })
  })

  it('of the current release: an ACME client for the name of /ip/cloud, with its flag', () => {
    const box = router('7.24')
    box.run('/ip/cloud/set ddns-enabled=yes')
    expect(
      box.run('/certificate/add-acme directory-url=https://acme-v02.api.letsencrypt.org/directory domain-names=[/ip/cloud/get dns-name]'),
    ).toBe('')
    expect(box.run('/certificate/print proplist=name where acme-managed')).toMatchInlineSnapshot(`
      "Flags: K - PRIVATE-KEY; T - TRUSTED; a - ACME-MANAGED
      Columns: NAME
      #     NAME                         
      0 KTa f3c9ebfd2b30.sn.mynetname.net
      "
    `)
    expect(authority.orders[0]?.names.map(({ challenge }) => challenge)).toEqual(['dns-01'])
  })
})
