// Owns /certificate/builtin: the authorities that a device trusts without an import, depending on its settings.
import type { Router } from '../../device/router.ts'
import type { Certificate } from '../../pki/certificate.ts'
import type { MenuProperty, Rows } from '../../schema/menu.ts'
import { shown, text, type Kind } from '../../schema/property.ts'
import { formatDateTime } from '../../value/date.ts'
import { ArrayValue, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { authorityCertificates } from './authorities.ts'
import { builtInCertificateOf, builtInPath } from './parts/built-in.ts'

const from = (type: Kind, read: (certificate: Certificate, device: Router) => Value | undefined): MenuProperty<Router> => ({
  type,
  readOnly: true,
  value: (row, device) => {
    const certificate = builtInCertificateOf(row)
    return certificate && read(certificate, device)
  },
})

const date = (ns: bigint, device: Router): string => formatDateTime(device.local(ns), device.dates)

/**
 * `/certificate/builtin` (7.19 and later). The columns are *inferred*: the most specific properties. The order is that of the command tree.
 */
export const builtin = menu({
  path: builtInPath,
  releases: '7.19..',
  kind: 'fixed',
  about: "built-in authorities: those of the manual's list that the host has certificates of",
  unexported: true,
  properties: {
    'common-name': from(text(), ({ subject }) => subject['common-name']),
    organization: from(text(), ({ subject }) => subject.organization),
    unit: from(text(), ({ subject }) => subject.unit),
    locality: from(text(), ({ subject }) => subject.locality),
    state: from(text(), ({ subject }) => subject.state),
    country: from(text(), ({ subject }) => subject.country),
    'subject-alt-name': from(shown(), (known) => new ArrayValue([...known['subject-alt-name']])),
    issuer: from(shown(), ({ issuer }) => issuer),
    'key-type': from(shown(), (known) => known['key-type']),
    'key-size': from(shown(), (known) => known['key-size']),
    'key-usage': from(shown(), (known) => new ArrayValue([...known['key-usage']])),
    'days-valid': from(shown({ right: true }), (known) => known['days-valid']),
    'invalid-before': from(shown(), (known, device) => date(known['invalid-before'], device)),
    'invalid-after': from(shown(), (known, device) => date(known['invalid-after'], device)),
    'serial-number': from(text(), (known) => known['serial-number']),
    akid: from(shown(), ({ akid }) => akid.toUpperCase()),
    skid: from(shown(), ({ skid }) => skid.toUpperCase()),
  },
  columns: [{ property: 'common-name' }, { property: 'organization' }, { property: 'invalid-after' }, { property: 'skid' }],
  refresh: fill,
  examples: [
    {
      title: "none without the host's roots",
      transcript: `[admin@MikroTik] > /certificate/builtin/print count-only
0
[admin@MikroTik] > :put [:len [/certificate/builtin/find where common-name~"ISRG"]]
0
`,
    },
  ],
})

/** Adds the rows at the first read. */
function fill(rows: Rows, device: Router): void {
  if (rows.size > 0) return
  for (const certificate of authorityCertificates(device)) rows.attach(rows.add(new Map()), certificate)
}
