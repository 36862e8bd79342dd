// Owns whether the device accepts a certificate that it is shown: by its trusted certificates, its settings and its revocation lists.
import type { Router } from '../../../device/router.ts'
import { type Certificate, readCertificate } from '../../../pki/certificate.ts'
import { type Crl, readCrl } from '../../../pki/crl.ts'
import { type Judgement, type Purpose, verify } from '../../../pki/verification.ts'
import { elements } from '../../../schema/property.ts'
import { show } from '../../../value/show.ts'
import { builtInCertificates } from './built-in.ts'
import { usableLists } from './held-list.ts'
import { publishedLists } from './authority-list.ts'
import { refusalText } from './refusal-text.ts'
import { path, signedOf } from './signed.ts'
import { type TrustStore, usualStores } from './trust-store.ts'

const settings = '/certificate/settings'

/** How a certificate is shown. */
export interface Showing {
  /** Who is asked to trust it: certificates may be trusted for some services only. */
  readonly service: TrustStore
  /** What it is shown for; undefined: anything. */
  readonly purpose?: Purpose
  /** Nanoseconds since 1970; now where absent. */
  readonly at?: bigint
  /** What the other side sent beside it. */
  readonly sent?: readonly Certificate[]
  /** `yes-without-crl`: lists are not looked at, whatever the settings say. */
  readonly withoutCrl?: boolean
}

/** The judgement; of a refusal also the device's words, as they stand behind `failure: ` and in the log. */
export type Verdict = (Judgement & { readonly accepted: true }) | (Judgement & { readonly accepted: false; readonly message: string })

/**
 * Whether a service accepts a certificate. Chains end in a self-signed certificate that is `trusted` for the service, or in a built-in
 * authority where the settings allow those, or in one that the user has named; every certificate of the device may stand between. With
 * `crl-use` each member has to be cleared by a list
 * of `/certificate/crl` or one that an authority of this device publishes. Never throws.
 */
export function verifyChain(device: Router, certificate: Certificate, showing: Showing): Verdict {
  const { service, purpose, sent = [], withoutCrl = false } = showing
  const at = showing.at ?? device.host.clock.now()
  const rows = device.store(device.declared(path)).items
  const usesLists = !withoutCrl && device.only(settings).values.get('crl-use') === true
  const judgement = verify({
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
  return judgement.accepted ? judgement : { ...judgement, message: refusalText(device, judgement.reason, judgement.member, at) }
}

/** Authorities that the user has named (`--ca`), for every service. */
const trustedByUser = (device: Router): readonly Certificate[] => (device.host.trusted?.() ?? []).map((der) => readCertificate(der))

/** What the device publishes itself it need not fetch: that it looks there is a guess. */
const listsOf = (device: Router): readonly Crl[] => [...usableLists(device), ...publishedLists(device).map(readCrl)]

/** Whether a service is among those of a `trust-store` value; a certificate that names none serves all. */
const serves = (stores: Parameters<typeof elements>[0] | undefined, service: TrustStore): boolean => {
  const words = stores === undefined ? ['all'] : elements(stores).map(show)
  return words.includes('all') || words.includes(service)
}

/** 7.19 and 7.20 ask for all services at once, 7.21 and later for each. */
function trustsBuiltIn(device: Router, service: TrustStore): boolean {
  const value = (name: string): readonly string[] => elements(device.value(settings, device.only(settings), name)).map(show)
  if (device.holds('7.19..7.20')) return value('builtin-trust-anchors').includes('trusted')
  if (!device.holds('7.21..')) return false
  const words = value('builtin-trust-store')
  if (words.includes('default')) return (device.holds('7.22.1..') ? value('current-defaults') : usualStores).includes(service)
  return words.includes('all') || words.includes(service)
}
