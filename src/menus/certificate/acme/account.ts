// Owns the accounts that a device has with ACME servers: one a directory, its key made when it is first needed and kept from then on.
import { createPrivateKey, KeyObject } from '../../../crypto.ts'
import type { Router } from '../../../device/router.ts'
import type { AcmeAccount, AcmeOrder } from '../../../host/acme.ts'
import { writePem } from '../../../pki/pem.ts'
import { show } from '../../../value/show.ts'

/** Where accounts are kept, a row for each directory, under its URL. */
export const accounts = '/certificate/acme-account'

/** The account with a server; a new key where there is none. It stays where the command fails: the server may know it already. */
export function accountOf(device: Router, directory: string): AcmeAccount {
  const store = device.store(device.declared(accounts))
  const known = store.byName(directory)
  const url = known?.values.get('url')
  if (known?.attachment instanceof KeyObject) return { key: known.attachment, url: url === undefined ? undefined : show(url) }
  const key = device.host.keys.make('prime256v1')
  device.journal.apart(() => store.attach(store.add(new Map([['directory-url', directory]])), key))
  return { key }
}

/** Remembers what an account is bound with, until the server is asked for the account. */
export function noteBinding(device: Router, directory: string, binding: AcmeOrder['binding']): void {
  if (binding === undefined) return
  accountOf(device, directory)
  const store = device.store(device.declared(accounts))
  const row = store.byName(directory)
  if (row === undefined) return
  store.set(row, 'eab-kid', binding.kid)
  store.set(row, 'eab-key', Buffer.from(binding.key).toString('latin1'))
}

/** What the account with a server is bound with; undefined where nothing was said. */
export function bindingFor(device: Router, directory: string): AcmeOrder['binding'] {
  const values = device.store(device.declared(accounts)).byName(directory)?.values
  const [kid, key] = [values?.get('eab-kid'), values?.get('eab-key')]
  return kid === undefined || key === undefined ? undefined : { kid: show(kid), key: new Uint8Array(Buffer.from(show(key), 'latin1')) }
}

/** Notes where the server keeps the account: it is not asked again. */
export function noteAccount(device: Router, directory: string, url: string): void {
  const store = device.store(device.declared(accounts))
  const row = store.byName(directory)
  if (row !== undefined) device.journal.apart(() => store.set(row, 'url', url))
}

export const keep = {
  save: (attachment: unknown): Readonly<Record<string, string>> =>
    attachment instanceof KeyObject ? { key: writePem('PRIVATE KEY', attachment.export({ type: 'pkcs8', format: 'der' })) } : {},
  load: ({ key }: Readonly<Record<string, string>>): unknown => (key === undefined ? undefined : createPrivateKey(key)),
}
