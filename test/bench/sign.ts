// Owns the benchmark of issuing a certificate: relative to the bare signature with the same key, in the same run.
import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type CertificateContents, issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { spkiOf } from '../../src/pki/key.ts'
import { writeName } from '../../src/pki/name.ts'

const rounds = 21

/**
 * Returns the ratios of issuing a client certificate (known key, seven extensions) to a bare `crypto.sign` with the issuer's key: the
 * minimum of interleaved rounds, since other load only increases times.
 */
export const measure = (): { name: string; ratio: number; limit: number }[] => [
  { name: 'issue with RSA-2048 / sign', ratio: ratio('rsa-2048-a', 40), limit: 1.2 },
  { name: 'issue with P-256 / sign', ratio: ratio('ec-prime256v1', 400), limit: 2.5 },
]

function ratio(issuerKey: string, count: number): number {
  const caKey = fixtureKey(issuerKey)
  const client = contents(spkiOf(fixtureKey('rsa-2048-b')), 'client')
  const issuer = issuerOf(readCertificate(selfSign(contents(spkiOf(caKey), 'ca'), caKey)), caKey)
  const body = Buffer.alloc(issue(client, issuer).length - 200, 7)
  const makeOne = (): unknown => issue(client, issuer)
  const signOne = (): unknown => sign('sha256', body, caKey)
  time(makeOne, count * 3)
  time(signOne, count)
  const best = { make: Infinity, sign: Infinity }
  for (let round = 0; round < rounds; round++) {
    best.make = Math.min(best.make, time(makeOne, count))
    best.sign = Math.min(best.sign, time(signOne, count))
  }
  return best.make / best.sign
}

function time(run: () => unknown, count: number): number {
  const start = process.hrtime.bigint()
  for (let at = 0; at < count; at++) run()
  return Number(process.hrtime.bigint() - start)
}

const contents = (spki: Uint8Array, name: string): CertificateContents => ({
  subject: writeName({ country: 'LV', organization: 'Lab', 'common-name': name }),
  spki,
  serial: Uint8Array.of(0x1a, 0x6a, 0x09, 0x3f, 0xbd, 0xf8, 0xd2, 0xf9),
  'invalid-before': 1_700_000_000_000_000_000n,
  'invalid-after': 1_731_536_000_000_000_000n,
  'digest-algorithm': 'sha256',
  'key-usage':
    name === 'ca' ? ['key-cert-sign', 'crl-sign'] : ['digital-signature', 'key-cert-sign', 'tls-server', 'tls-client', 'code-sign', 'dvcs'],
  'subject-alt-name': ['DNS:a.example.com', 'DNS:b.example.com', 'IP:192.0.2.1', 'email:a@example.com'],
  distributionPoints: ['http://192.0.2.1/crl/1.crl'],
})

const fixtureKey = (name: string): KeyObject =>
  createPrivateKey(readFileSync(new URL(`../../fixtures/keys/${name}.pem`, import.meta.url), 'utf8'))
