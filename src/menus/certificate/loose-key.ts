// Owns private keys that were imported before their certificates: they wait, out of every listing, for a certificate to come.
import { createPrivateKey, KeyObject } from 'node:crypto'
import type { Device } from '../../device/device.ts'
import { writePem } from '../../pki/pem.ts'
import { keyIdentifier, spkiOf } from '../../pki/key.ts'
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
  const identifier = keyIdentifier(spkiOf(key))
  if (!store.items.some(({ attachment }) => isOf(attachment, identifier))) store.attach(store.add(new Map()), key)
}

/** Takes the key that belongs to a SubjectPublicKeyInfo, if one waits. */
export function takeLoose(device: Device, spki: Uint8Array): KeyObject | undefined {
  const store = device.store(device.declared(path))
  if (store.size === 0) return undefined
  const identifier = keyIdentifier(spki)
  const item = store.items.find(({ attachment }) => isOf(attachment, identifier))
  if (item === undefined || !(item.attachment instanceof KeyObject)) return undefined
  store.remove(item)
  return item.attachment
}

const isOf = (attachment: unknown, identifier: Buffer): boolean =>
  attachment instanceof KeyObject && keyIdentifier(spkiOf(attachment)).equals(identifier)
