// Owns storing private keys imported before their certificates.
import { KeyObject } from '../../../crypto.ts'
import type { Router } from '../../../device/router.ts'

/** The menu that stores them; scripts cannot name it. */
export const looseKeysPath = '/certificate/loose-key'

/** Stores a key; one that is already stored is not added. `identifier` is that of RFC 5280 4.2.1.2 (1), in hex. */
export function storeKey(device: Router, identifier: string, key: KeyObject): void {
  const store = device.storeAt(looseKeysPath)
  if (store.byName(identifier) === undefined) store.attach(store.add(new Map([['name', identifier]])), key)
}

/** Removes and returns the stored key with that identifier, if any. */
export function takeKey(device: Router, identifier: string): KeyObject | undefined {
  const store = device.storeAt(looseKeysPath)
  const item = store.byName(identifier)
  if (item === undefined || !(item.attachment instanceof KeyObject)) return undefined
  store.remove(item)
  return item.attachment
}
