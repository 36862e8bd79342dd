// Owns the internal menu that stores private keys imported before their certificates.
import { createPrivateKey, KeyObject } from '../../crypto.ts'
import { writePem } from '../../pki/pem.ts'
import { text } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
import { looseKeysPath } from './parts/loose-keys.ts'

/** No release has this menu, so scripts cannot name it. A key's name is its key identifier. */
export const looseKey = menu({
  path: looseKeysPath,
  kind: 'list',
  about: 'imported private keys without a certificate; internal',
  internal: true,
  unexported: true,
  name: 'name',
  properties: { name: { type: text() } },
  attachmentFormat: {
    save: (attachment): Readonly<Record<string, string>> =>
      attachment instanceof KeyObject ? { key: writePem('PRIVATE KEY', attachment.export({ type: 'pkcs8', format: 'der' })) } : {},
    load: ({ key }) => (key === undefined ? undefined : createPrivateKey(key)),
  },
})
