// Owns the contents of requests and revocation lists in tests, and an authority for each key.
import { readCertificate } from '../../src/pki/certificate.ts'
import { issuerOf, selfSign } from '../../src/pki/issue.ts'
import { writeName } from '../../src/pki/name.ts'
import { contents, fixtureKey, newYear, type keyNames } from './fixture.ts'
import { day } from '../../src/text/units.ts'

/** The contents of a request. */
export const requested = {
  subject: writeName({ country: 'LV', organization: 'Lab', 'common-name': 'host' }),
  'key-usage': ['digital-signature', 'tls-server'],
  'subject-alt-name': ['DNS:host.example.com', 'IP:192.0.2.1'],
  'digest-algorithm': 'sha256',
  challengePassword: 'secret 1',
} as const

/** The contents of a list with two revocations. */
export const crlContents = {
  num: 7,
  'last-update': newYear,
  'next-update': newYear + day,
  revocations: [
    { 'serial-number': '1a6a093fbdf8d2f9', revoked: newYear - day },
    { 'serial-number': '80', revoked: newYear },
  ],
  'digest-algorithm': 'sha256',
} as const

/** Creates an authority with a fixture key: its certificate, and the issuer. */
export const caOf = (name: (typeof keyNames)[number]) => {
  const key = fixtureKey(name)
  const certificate = readCertificate(selfSign(contents('ca', key, { 'key-usage': ['key-cert-sign', 'crl-sign'] }), key))
  return { certificate, issuer: issuerOf(certificate, key) }
}
