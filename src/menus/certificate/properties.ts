// Owns the properties of /certificate: whether a value is that of the template, the certificate or a client, and its form.
import type { Router } from '../../device/router.ts'
import type { Certificate } from '../../pki/certificate.ts'
import { keyUsages, type KeyUsage } from '../../pki/key-usage.ts'
import { digests } from '../../pki/signature.ts'
import type { MenuProperty, Row } from '../../schema/menu.ts'
import { choice, interval, list, qualified, reference, setOf, shown, text, yesNo, type Kind } from '../../schema/property.ts'
import { wholeSeconds } from '../../text/units.ts'
import { formatDateTime } from '../../value/date.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, Time, type Value } from '../../value/value.ts'
import { clientOf } from './acme/client.ts'
import { isAuthority } from './authority.ts'
import { keySizeType } from './key-size.ts'
import { isTemplate, certificatePath, signedOf } from './parts/signed.ts'
import { trustStoreType } from './parts/trust-store.ts'
import { enrolmentOf } from './scep/client.ts'
import { requestFingerprint, type Enrolment } from './scep/enrolment.ts'

/** A property that has the template's own value, and once signed the certificate's. */
const fromEither = (
  type: Kind | 'facts',
  name: string,
  read: (certificate: Certificate, device: Router) => Value | undefined,
  defaultValue?: Value,
): MenuProperty<Router> => ({
  type,
  value: (row, device) => {
    const signed = signedOf(row)
    return signed === undefined ? (row.values.get(name) ?? defaultValue) : read(signed.certificate, device)
  },
})

/** A property that only certificates have. */
const fromCertificate = (
  type: Kind,
  read: (certificate: Certificate, device: Router, row: Row) => Value | undefined,
): MenuProperty<Router> => ({
  type,
  readOnly: true,
  value: (row, device) => {
    const signed = signedOf(row)
    return signed === undefined ? undefined : read(signed.certificate, device, row)
  },
})

/** A property of ACME clients' rows only. */
const ofAcme = (name: string): MenuProperty<Router> => ({
  type: text(),
  readOnly: true,
  releases: '7.22..',
  value: (row) => (clientOf(row) === undefined ? undefined : row.values.get(name)),
})

/** A read-only yes/no property of certificates, which templates lack. */
const truth = (ask: (row: Row, device: Router) => boolean): MenuProperty<Router> => ({ type: yesNo, readOnly: true, value: ask })

/** A property of SCEP clients' rows only. */
const ofScep = (read: (enrolment: Enrolment) => Value | undefined): MenuProperty<Router> => ({
  type: text(),
  readOnly: true,
  value: (row, device) => {
    const enrolment = enrolmentOf(device, row)
    return enrolment && read(enrolment)
  },
})

/** Whether a row is a SCEP client without its first certificate: it has a key and is trusted (a thread of 6.x shows `K T`). */
export const isEnrolling = (row: Row): boolean => row.values.has('scep-url') && signedOf(row) === undefined

/** Whether a row is a client, of SCEP or ACME, without its first certificate: services can refer to it already. */
export const isAwaited = (row: Row): boolean => signedOf(row) === undefined && !isTemplate(row)

const part = (name: 'common-name' | 'country' | 'state' | 'locality' | 'organization' | 'unit'): MenuProperty<Router> =>
  fromEither(text(), name, ({ subject }) => subject[name])

/** Formats key identifiers: lower case in 7.16 (C-22), upper case in 7.23 (C-20); the release that changed it was not seen. */
const identifier = (hex: string, device: Router): string => (device.isRelease('7.19..') ? hex.toUpperCase() : hex)

/**
 * Formats serial numbers: upper case in 6.43, 7.8 and 7.16, lower case in 7.23 (C-12, C-60, C-22, C-20). The first 6.x counts them, `"1"`,
 * `"2"`: that numbers of more digits are decimal is *inferred*.
 */
function serial(hex: string, device: Router): string {
  if (device.isRelease('..6.15') && hex.length <= 8) return String(Number.parseInt(hex, 16))
  return device.isRelease('7.19..') ? hex : hex.toUpperCase()
}

/** SHA-256 since 6.16 (changelog), SHA-1 before. */
const fingerprint = (known: Certificate, device: Router): string => (device.isRelease('..6.15') ? known.sha1 : known.fingerprint)

const date = (ns: bigint, device: Router): string => formatDateTime(device.local(ns), device.dates)

const isExpired = (row: Row, device: Router): boolean => {
  const signed = signedOf(row)
  return signed !== undefined && device.host.clock.now() > signed.certificate['invalid-after']
}

/** The releases of words: 6.x had some for ipsec and for server-gated cryptography; `dvcs` came with 7.10. */
const datedUsages = {
  'ipsec-end-system': '..6.99',
  'ipsec-tunnel': '..6.99',
  'ipsec-user': '..6.99',
  'server-gated-crypto': '..6.99',
  dvcs: '7.10..',
} as const
const usageReleases: { readonly [word in KeyUsage]?: string } = datedUsages

const usualUsage = new ArrayValue([
  'digital-signature',
  'key-encipherment',
  'data-encipherment',
  'key-cert-sign',
  'crl-sign',
  'tls-server',
  'tls-client',
] satisfies KeyUsage[])

/** The usages of a certificate that the release has words for. */
const usagesOf = (known: Certificate, device: Router): Value =>
  new ArrayValue(known['key-usage'].filter((word) => device.isRelease(usageReleases[word])))

/** The properties by name. */
export const properties = {
  name: { about: 'the name of the row; by default the file name or the subject', type: text() },
  'trust-store': { about: 'the services that trust it where it is trusted', type: trustStoreType, default: 'all', releases: '7.21..' },
  'digest-algorithm': {
    ...fromEither(choice(digests), 'digest-algorithm', (known) => known['digest-algorithm'] || undefined, 'sha256'),
    about: 'the digest of signatures',
  },
  'key-type': {
    about: 'rsa or ec',
    type: shown(),
    readOnly: true,
    value: (row) => {
      const signed = signedOf(row)
      if (signed !== undefined) return signed.certificate['key-type']
      return /^\d+$/.test(show(row.values.get('key-size') ?? '2048')) ? 'rsa' : 'ec'
    },
  },
  issuer: {
    about: 'the subject of the authority that signed it, where it was imported',
    type: shown(),
    readOnly: true,
    value: (row, device) => {
      const signed = signedOf(row)
      // For a waiting SCEP client that of the certificate which signs its messages (C-41).
      if (signed === undefined) return isEnrolling(row) ? enrolmentOf(device, row)?.parts.wanted?.signer.certificate.issuer : undefined
      return signed.origin === 'imported' ? signed.certificate.issuer : undefined
    },
  },
  country: { ...part('country'), about: 'C of the subject: a country in two letters' },
  state: { ...part('state'), about: 'ST of the subject: a state or a province' },
  locality: { ...part('locality'), about: 'L of the subject: a town' },
  organization: { ...part('organization'), about: 'O of the subject: a company' },
  unit: { ...part('unit'), about: 'OU of the subject: a part of a company' },
  'common-name': { ...part('common-name'), about: 'CN of the subject: the owner of the certificate, a host name for servers' },
  'key-size': {
    ...fromEither(keySizeType, 'key-size', (known) => known['key-size'], '2048'),
    about: 'the bits of an RSA key, or the curve of an elliptic one',
  },
  'subject-alt-name': {
    about: 'further names that it is for: DNS:, IP: and email:, with commas between',
    ...fromEither(
      list(qualified(['DNS', 'IP', 'email'])),
      'subject-alt-name',
      (known) => new ArrayValue([...known['subject-alt-name']]),
      new ArrayValue(),
    ),
    releases: '6.7..',
  },
  'days-valid': {
    ...fromEither('facts', 'days-valid', (known) => known['days-valid'], 365),
    about: 'the number of days for which it is valid once it is signed',
  },
  trusted: { about: 'whether the device trusts certificates that it, or an authority below it, has signed', type: yesNo, default: false },
  'key-usage': { ...fromEither(setOf(keyUsages, datedUsages), 'key-usage', usagesOf, usualUsage), about: 'what the key can be used for' },
  ca: {
    about: 'the authority of this device that signed it',
    type: reference(certificatePath),
    readOnly: true,
    value: (row) => row.values.get('ca'),
  },
  'ca-crl-host': {
    about: 'where its revocation list is published',
    type: list(shown()),
    readOnly: true,
    value: (row) => row.values.get('ca-crl-host'),
  },
  'serial-number': {
    ...fromCertificate(text(), (known, device) => serial(known['serial-number'], device)),
    about: 'the serial number that its authority chose',
  },
  fingerprint: { ...fromCertificate(text(), fingerprint), about: 'the SHA-256 hash of the certificate' },
  akid: { ...fromCertificate(shown(), (known, device) => identifier(known.akid, device)), about: 'the key identifier of its authority' },
  skid: { ...fromCertificate(shown(), (known, device) => identifier(known.skid, device)), about: 'its own key identifier' },
  'invalid-before': {
    ...fromCertificate(shown(), (known, device) => date(known['invalid-before'], device)),
    about: 'the time from which on it is valid',
  },
  'invalid-after': {
    ...fromCertificate(shown(), (known, device) => date(known['invalid-after'], device)),
    about: 'the time up to which it is valid',
  },
  'expires-after': {
    about: 'how long it is still valid',
    ...fromCertificate(interval(), (known, device) => {
      const left = known['invalid-after'] - device.host.clock.now()
      return left > 0n ? new Time(wholeSeconds(left)) : undefined
    }),
    releases: '6.43..',
  },
  revoked: {
    about: 'when its authority revoked it',
    ...truth((row) => signedOf(row)?.revoked !== undefined),
    print: (row, device) => {
      const at = signedOf(row)?.revoked
      return at === undefined ? undefined : [date(at, device)]
    },
  },
  'scep-url': { about: 'the SCEP server that it comes from', type: text({ quoted: false }), readOnly: true },
  'challenge-password': { about: 'the password that a SCEP server requires', type: text(), readOnly: true, sensitive: true },
  'req-fingerprint': {
    ...ofScep(({ parts }) => parts.request && requestFingerprint(parts.request)),
    about: 'the hash of the request that waits at a SCEP server',
  },
  'ca-fingerprint': { ...ofScep(({ authority }) => authority?.ca.fingerprint), about: 'the hash of the certificate of the SCEP server' },
  status: { ...ofScep(({ parts }) => parts.status), about: 'the state of a SCEP client' },
  'private-key': { ...truth((row) => signedOf(row)?.key !== undefined || isAwaited(row)), about: 'whether the device has its key' },
  crl: {
    ...truth((row) => (signedOf(row)?.certificate.distributionPoints.length ?? 0) > 0),
    about: 'whether it names a revocation list',
  },
  dsa: { ...truth(() => false), releases: '..6.44' },
  'smart-card-key': { ...truth(() => false), about: 'whether its key is on a smart card' },
  authority: { ...truth(isAuthority), about: 'whether it can sign others on this device' },
  issued: truth((row, device) => signedOf(row)?.origin === 'issued' && signedOf(row)?.revoked === undefined && !isAuthority(row, device)),
  expired: { ...truth(isExpired), about: 'whether it has expired' },
  'domain-names': { ...ofAcme('domain-names'), about: 'the names requested from an ACME server' },
  'directory-url': { ...ofAcme('directory-url'), about: 'the ACME server that it comes from' },
  'acme-status': { ...ofAcme('acme-status'), about: 'the state of the order at the ACME server' },
  'acme-managed': { ...truth((row) => clientOf(row) !== undefined), releases: '7.22..' },
  dynamic: { ...truth(() => false), releases: '7.22..' },
} satisfies Readonly<Record<string, MenuProperty<Router>>>
