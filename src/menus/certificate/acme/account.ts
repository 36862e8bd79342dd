// Owns a device's accounts at ACME servers: one per directory, with a key generated on first use.
import { createPrivateKey, KeyObject } from '../../../crypto.ts'
import type { Router } from '../../../device/router.ts'
import type { AcmeAccount, AcmeOrder } from '../../../host/acme.ts'
import { writePem } from '../../../pki/pem.ts'
import { show } from '../../../value/show.ts'

/** The menu that stores accounts, one row per directory, named by its URL. */
export const accountsPath = '/certificate/acme-account'

/**
 * Returns the account at a server, with a new key where there is none. The new key is kept when the command fails, since the server may
 * already know it.
 */
export function accountOf(device: Router, directory: string): AcmeAccount {
  const store = device.storeAt(accountsPath)
  const known = store.byName(directory)
  const url = known?.values.get('url')
  if (known?.attachment instanceof KeyObject) return { key: known.attachment, url: url === undefined ? undefined : show(url) }
  const key = device.host.keys.make('prime256v1')
  device.journal.outsideTransaction(() => store.attach(store.add(new Map([['directory-url', directory]])), key))
  return { key }
}

/** Stores the external account binding until the account is created. */
export function noteBinding(device: Router, directory: string, binding: AcmeOrder['binding']): void {
  if (binding === undefined) return
  accountOf(device, directory)
  const store = device.storeAt(accountsPath)
  const row = store.byName(directory)
  if (row === undefined) return
  store.set(row, 'eab-kid', binding.kid)
  store.set(row, 'eab-key', Buffer.from(binding.key).toString('latin1'))
}

/** Returns the external account binding for a server; undefined where none was given. */
export function bindingFor(device: Router, directory: string): AcmeOrder['binding'] {
  const values = device.storeAt(accountsPath).byName(directory)?.values
  const [kid, key] = [values?.get('eab-kid'), values?.get('eab-key')]
  return kid === undefined || key === undefined ? undefined : { kid: show(kid), key: new Uint8Array(Buffer.from(show(key), 'latin1')) }
}

/** Stores the account's URL, so that it is not requested again. */
export function noteAccount(device: Router, directory: string, url: string): void {
  const store = device.storeAt(accountsPath)
  const row = store.byName(directory)
  if (row !== undefined) device.journal.outsideTransaction(() => store.set(row, 'url', url))
}

/** How an account is stored in a state file: its key as PEM. */
export const accountAttachment = {
  save: (attachment: unknown): Readonly<Record<string, string>> =>
    attachment instanceof KeyObject ? { key: writePem('PRIVATE KEY', attachment.export({ type: 'pkcs8', format: 'der' })) } : {},
  load: ({ key }: Readonly<Record<string, string>>): unknown => (key === undefined ? undefined : createPrivateKey(key)),
}
