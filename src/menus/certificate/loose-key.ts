// Owns private keys that were imported before their certificates: they wait, out of every listing, for a certificate to come.
import { createPrivateKey, KeyObject } from 'node:crypto'
import type { Router } from '../../device/router.ts'
import { writePem } from '../../pki/pem.ts'
import { text } from '../../schema/property.ts'
import { menu } from '../declaration.ts'

const path = '/certificate/loose-key'

/** No release has such a menu, so no script can name it. A key's name is its key identifier. */
export const looseKey = menu({
  path,
  kind: 'list',
  about: 'imported private keys without a certificate; not to be seen',
  internal: true,
  unexported: true,
  name: 'name',
  properties: { name: { type: text() } },
  keep: {
    save: (attachment): Readonly<Record<string, string>> =>
      attachment instanceof KeyObject ? { key: writePem('PRIVATE KEY', attachment.export({ type: 'pkcs8', format: 'der' })) } : {},
    load: ({ key }) => (key === undefined ? undefined : createPrivateKey(key)),
  },
})

/** Keeps a key for later; one that waits already is not kept twice. `identifier` is that of RFC 5280 4.2.1.2 (1), in hex. */
export function keepLoose(device: Router, identifier: string, key: KeyObject): void {
  const store = device.store(device.declared(path))
  if (store.byName(identifier) === undefined) store.attach(store.add(new Map([['name', identifier]])), key)
}

/** Takes the key of that identifier, if one waits. */
export function takeLoose(device: Router, identifier: string): KeyObject | undefined {
  const store = device.store(device.declared(path))
  const item = store.byName(identifier)
  if (item === undefined || !(item.attachment instanceof KeyObject)) return undefined
  store.remove(item)
  return item.attachment
}
