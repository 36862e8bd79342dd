// Owns deciding whether the device accepts a certificate, by its trusted certificates, settings and revocation lists.
import type { Router } from '../../../device/router.ts'
import { type Certificate, readCertificate } from '../../../pki/certificate.ts'
import { type Crl, readCrl } from '../../../pki/crl.ts'
import { type Judgement, type Purpose, verifyCertificate } from '../../../pki/verification.ts'
import { elements } from '../../../schema/property.ts'
import { show } from '../../../value/show.ts'
import { builtInCertificates } from './built-in.ts'
import { usableLists } from './held-list.ts'
import { publishedLists } from './authority-list.ts'
import { rejectionText } from './refusal-text.ts'
import { certificatePath, signedOf } from './signed.ts'
import { type TrustStore, usualStores } from './trust-store.ts'

const settings = '/certificate/settings'

/** The circumstances of a verification. */
export interface VerificationOptions {
  /** The service that verifies: certificates may be trusted for some services only. */
  readonly service: TrustStore
  /** The purpose of the certificate; undefined: any. */
  readonly purpose?: Purpose
  /** Nanoseconds since 1970; now where absent. */
  readonly at?: bigint
  /** Other certificates that the peer sent. */
  readonly sent?: readonly Certificate[]
  /** `yes-without-crl`: revocation lists are skipped, whatever the settings. */
  readonly withoutCrl?: boolean
}

/** The result; for a refusal with the device's message, which follows `failure: ` and appears in the log. */
export type Verdict = (Judgement & { readonly accepted: true }) | (Judgement & { readonly accepted: false; readonly message: string })

/**
 * Verifies a certificate for a service. Chains end in a self-signed certificate that is `trusted` for the service, in a built-in authority
 * where the settings allow those, or in one that the user gave; every certificate of the device may be an intermediate. With `crl-use` each
 * member needs a list of `/certificate/crl` or one that an authority of this device publishes. Never throws.
 */
export function verifyChain(device: Router, certificate: Certificate, showing: VerificationOptions): Verdict {
  const { service, purpose, sent = [], withoutCrl = false } = showing
  const at = showing.at ?? device.host.clock.now()
  const rows = device.storeAt(certificatePath).items
  const usesLists = !withoutCrl && device.only(settings).values.get('crl-use') === true
  const judgement = verifyCertificate({
    certificate,
    anchors: [
      ...rows.flatMap((row) =>
        row.values.get('trusted') === true && serves(row.values.get('trust-store'), service) ? (signedOf(row)?.certificate ?? []) : [],
      ),
      ...(trustsBuiltIn(device, service) ? builtInCertificates(device) : []),
      ...trustedByUser(device),
    ],
    others: [...sent, ...rows.flatMap((row) => signedOf(row)?.certificate ?? [])],
    at,
    purpose,
    crls: usesLists ? listsOf(device) : undefined,
  })
  return judgement.accepted ? judgement : { ...judgement, message: rejectionText(device, judgement.reason, judgement.member, at) }
}

/** Authorities that the user gave (`--ca`), for every service. */
const trustedByUser = (device: Router): readonly Certificate[] => (device.host.trusted?.() ?? []).map((der) => readCertificate(der))

/** Lists that the device itself publishes are used without a download: *inferred*. */
const listsOf = (device: Router): readonly Crl[] => [...usableLists(device), ...publishedLists(device).map(readCrl)]

/** Whether a service is in a `trust-store` value; a certificate without one serves all. */
const serves = (stores: Parameters<typeof elements>[0] | undefined, service: TrustStore): boolean => {
  const words = stores === undefined ? ['all'] : elements(stores).map(show)
  return words.includes('all') || words.includes(service)
}

/** 7.19 and 7.20 have one setting for all services, 7.21 and later one per service. */
function trustsBuiltIn(device: Router, service: TrustStore): boolean {
  const value = (name: string): readonly string[] => elements(device.value(settings, device.only(settings), name)).map(show)
  if (device.isRelease('7.19..7.20')) return value('builtin-trust-anchors').includes('trusted')
  if (!device.isRelease('7.21..')) return false
  const words = value('builtin-trust-store')
  if (words.includes('default')) return (device.isRelease('7.22.1..') ? value('current-defaults') : usualStores).includes(service)
  return words.includes('all') || words.includes(service)
}
