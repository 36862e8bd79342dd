// Owns the memory of a device's ACME accounts, and the renewal of what they got.
import { text } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
import { accounts, keep } from './acme/account.ts'
import { datedClients, nextRenewal, renewDue, waitingClients } from './acme/renewal.ts'
import { path as certificates } from './parts/signed.ts'

/** No release has such a menu, so no script can name it. */
export const acmeAccounts = menu({
  path: accounts,
  releases: '7.1..',
  kind: 'list',
  about: 'accounts with ACME servers; not to be seen',
  internal: true,
  unexported: true,
  name: 'directory-url',
  properties: {
    'directory-url': { type: text() },
    url: { type: text() },
    'eab-kid': { type: text() },
    'eab-key': { type: text(), sensitive: true },
  },
  keep,
  timed: { of: certificates, next: nextRenewal, run: renewDue, waits: waitingClients, dated: datedClients },
})
