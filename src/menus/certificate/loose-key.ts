// Owns private keys that were imported before their certificates: they wait, out of every listing, for a certificate to come.
import { createPrivateKey, KeyObject } from 'node:crypto'
import type { Device } from '../../device/device.ts'
import { writePem } from '../../pki/pem.ts'
import { samePublicKey } from '../../pki/key.ts'
import { menu } from '../declaration.ts'

const path = '/certificate/loose-key'

/** No release has such a menu, so no script can name it. */
export const looseKey = menu({
  path,
  kind: 'list',
  about: 'imported private keys without a certificate; not to be seen',
  unexported: true,
  properties: {},
  keep: {
    save: (attachment): Readonly<Record<string, string>> =>
      attachment instanceof KeyObject ? { key: writePem('PRIVATE KEY', attachment.export({ type: 'pkcs8', format: 'der' })) } : {},
    load: ({ key }) => (key === undefined ? undefined : createPrivateKey(key)),
  },
})

/** Keeps a key for later; one that waits already is not kept twice. */
export function keepLoose(device: Device, key: KeyObject): void {
  const store = device.store(device.declared(path))
  if (store.items.some(({ attachment }) => attachment instanceof KeyObject && samePublicKey(attachment, key))) return
  store.attach(store.add(new Map()), key)
}

/** Takes the key that belongs to a public key, if one waits. */
export function takeLoose(device: Device, publicKey: KeyObject): KeyObject | undefined {
  const store = device.store(device.declared(path))
  for (const item of store.items) {
    const { attachment } = item
    if (!(attachment instanceof KeyObject) || !samePublicKey(attachment, publicKey)) continue
    store.remove(item)
    return attachment
  }
  return undefined
}
