// Owns the order of a certificate's properties in listings, by release.
import type { OrderSince } from '../../schema/menu.ts'

/** The part that is the same from 6.0 to 7.18 (C-12, C-22). */
const issuerToFingerprints = [
  'issuer',
  'country',
  'state',
  'locality',
  'organization',
  'unit',
  'common-name',
  'key-size',
  'subject-alt-name',
  'days-valid',
  'trusted',
  'key-usage',
  'ca',
  'scep-url',
  'serial-number',
  'fingerprint',
  'req-fingerprint',
  'ca-fingerprint',
] as const

/** The orders, each with the release since which it holds. */
export const detailOrder = [
  // C-12
  {
    since: '6.0',
    order: ['name', ...issuerToFingerprints, 'invalid-before', 'invalid-after', 'expires-after', 'challenge-password', 'revoked', 'status'],
  },
  // C-22
  {
    since: '6.47',
    order: [
      'name',
      'digest-algorithm',
      'key-type',
      ...issuerToFingerprints,
      'akid',
      'skid',
      'invalid-before',
      'invalid-after',
      'expires-after',
      'challenge-password',
      'revoked',
      'status',
    ],
  },
  // C-20; the places of `ca` and of ACME clients' properties were not seen: the latter follow the command tree.
  {
    since: '7.19',
    order: [
      'name',
      'trust-store',
      'digest-algorithm',
      'trusted',
      'common-name',
      'organization',
      'unit',
      'locality',
      'state',
      'country',
      'subject-alt-name',
      'issuer',
      'ca',
      'key-type',
      'key-size',
      'key-usage',
      'days-valid',
      'invalid-before',
      'invalid-after',
      'serial-number',
      'akid',
      'skid',
      'scep-url',
      'fingerprint',
      'req-fingerprint',
      'ca-fingerprint',
      'expires-after',
      'challenge-password',
      'domain-names',
      'directory-url',
      'acme-status',
      'revoked',
      'status',
    ],
  },
] as const satisfies readonly OrderSince<string>[]
