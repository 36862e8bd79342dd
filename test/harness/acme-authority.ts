// Owns an ACME authority on a simulated network: it issues certificates, or refuses as a test says.
import type { NetworkFault } from '../../src/host/host.ts'
import type { AcmeCertificate, AcmeEvents, AcmeOrder, AcmeRefusal, AcmeRevocation } from '../../src/host/acme.ts'
import type { MemoryAcme } from '../../src/host/memory-network.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { issue, issuerOf, newSerial, selfSign, type CertificateContents } from '../../src/pki/issue.ts'
import { spkiOf } from '../../src/pki/key.ts'
import { writeName } from '../../src/pki/name.ts'
import { readRequest } from '../../src/pki/request.ts'
import { fixtureKey, seeded } from '../pki/fixture.ts'
import { day } from '../../src/text/units.ts'

/** The behaviour of the authority. */
export interface AuthorityOptions {
  readonly now: () => bigint
  /** How long its certificates are valid, in days; by default 90. */
  readonly days?: number
  /** Called before each order; a result ends the order. */
  readonly refuse?: (order: AcmeOrder, events: AcmeEvents) => AcmeRefusal | NetworkFault | undefined
}

/** The authority, with the orders and revocations that it received. */
export interface AcmeAuthority extends MemoryAcme {
  readonly orders: readonly AcmeOrder[]
  readonly revoked: readonly AcmeRevocation[]
}

/** A root and an intermediate authority; its account URLs contain the number of the account's key, in the order of first use. */
export function acmeAuthority({ now, days = 90, refuse }: AuthorityOptions): AcmeAuthority {
  const [rootKey, key] = [fixtureKey('ec-secp384r1'), fixtureKey('ec-prime256v1')]
  const random = seeded(7)
  const contents = (common: string, more: Partial<CertificateContents>): CertificateContents => ({
    subject: writeName({ 'common-name': common }),
    spki: spkiOf(key),
    serial: newSerial(random),
    'invalid-before': now(),
    'invalid-after': now() + 3650n * day,
    'digest-algorithm': 'sha256',
    'key-usage': ['key-cert-sign', 'crl-sign'],
    'subject-alt-name': [],
    ...more,
  })
  const root = readCertificate(selfSign(contents('Test Root', { spki: spkiOf(rootKey) }), rootKey))
  const above = issue(contents('Test Intermediate', {}), issuerOf(root, rootKey))
  const issuer = issuerOf(readCertificate(above), key)
  const orders: AcmeOrder[] = []
  const revoked: AcmeRevocation[] = []
  const accounts: AcmeOrder['account']['key'][] = []
  return {
    orders,
    revoked,
    issue(order, events): AcmeCertificate | AcmeRefusal | NetworkFault {
      orders.push(order)
      const refusal = refuse?.(order, events)
      if (refusal !== undefined) return refusal
      events.progress('certificate')
      const request = readRequest(order.request)
      const end = contents('', {
        subject: request.subjectName,
        spki: request.spki,
        'invalid-after': now() + BigInt(days) * day,
        'key-usage': ['digital-signature', 'key-encipherment', 'tls-server'],
        'subject-alt-name': request['subject-alt-name'],
      })
      let account = accounts.findIndex((known) => known.equals(order.account.key))
      if (account === -1) account = accounts.push(order.account.key) - 1
      return { chain: [issue(end, issuer), above], account: `https://acme.test/account/${account + 1}` }
    },
    revoke(revocation) {
      revoked.push(revocation)
      return undefined
    },
  }
}
