// Owns keeping private keys that were imported before their certificates until those come.
import { KeyObject } from '../../../crypto.ts'
import type { Router } from '../../../device/router.ts'

/** The menu that holds them; no script can name it. */
export const path = '/certificate/loose-key'

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
