// Owns /certificate of 2.x to 5.x: certificates and locked keys from files; only requests are created on the device.
import type { Router, DeviceMenu } from '../../device/router.ts'
import type { Certificate } from '../../pki/certificate.ts'
import { nameText } from '../../pki/name.ts'
import type { MenuProperty } from '../../schema/menu.ts'
import { shown, text, yesNo } from '../../schema/property.ts'
import { formatDateTime } from '../../value/date.ts'
import type { Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { askRequest } from './ask-request.ts'
import { decryptKeys, hasKey, importLocked, resetCache } from './decrypt.ts'
import { certificatePath, certificateAttachment, signedOf } from './parts/signed.ts'
import { refuseName } from './template.ts'

/** A property read from the certificate, which every row has. */
const certificateProperty = (
  type: MenuProperty<Router>['type'],
  read: (certificate: Certificate) => Value | undefined,
): MenuProperty<Router> => ({
  type,
  readOnly: true,
  value(row) {
    const signed = signedOf(row)
    return signed === undefined ? undefined : read(signed.certificate)
  },
})

// Before 6.0 dates were UTC, whatever the clock's zone.
const date = (ns: bigint): string => formatDateTime(ns, 'month-name')

/** `/certificate` of 2.x to 5.x. Names, order, flags and layout are those in the manual of 2.8. */
export const certificate2: DeviceMenu = menu({
  path: certificatePath,
  releases: '..5.99',
  kind: 'list',
  about: 'certificates and their keys, from files',
  unexported: true,
  name: 'name',
  listing: 'detail',
  properties: {
    name: { type: text() },
    subject: certificateProperty(shown(), (known) => nameText(known.subjectAttributes)),
    issuer: certificateProperty(shown(), (known) => known.issuer),
    'serial-number': certificateProperty(text(), (known) => known['serial-number'].toUpperCase()),
    'invalid-before': certificateProperty(shown(), (known) => date(known['invalid-before'])),
    'invalid-after': certificateProperty(shown(), (known) => date(known['invalid-after'])),
    ca: { type: yesNo, default: true },
    'decrypted-private-key': { type: yesNo, readOnly: true, value: (row) => signedOf(row)?.key !== undefined },
    'private-key': { type: yesNo, readOnly: true, value: hasKey },
    rsa: certificateProperty(yesNo, (known) => known['key-type'] === 'rsa'),
    dsa: certificateProperty(yesNo, (known) => known['key-type'] === 'dsa'),
  },
  flags: [
    { letter: 'K', property: 'decrypted-private-key' },
    { letter: 'Q', property: 'private-key', shares: true },
    { letter: 'R', property: 'rsa' },
    { letter: 'D', property: 'dsa', shares: true },
  ],
  setting: (row, change, device) => refuseName(device, change.values.get('name'), row),
  commands: {
    import: importLocked,
    decrypt: decryptKeys,
    'reset-certificate-cache': resetCache,
    'create-certificate-request': askRequest,
  },
  attachmentFormat: certificateAttachment,
  examples: [
    {
      title: 'locked keys',
      transcript: `// release: 2.8
[admin@MikroTik] > /certificate decrypt passphrase=secret
  keys-decrypted: 0
[admin@MikroTik] > /certificate create-certificate-request
this command requires user input
`,
    },
  ],
})
