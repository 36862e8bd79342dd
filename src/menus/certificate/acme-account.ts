// Owns the internal menu that stores a device's ACME accounts, and the schedule of renewals of their certificates.
import { text } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
import { accountsPath, accountAttachment } from './acme/account.ts'
import { expiringAcmeClients, nextRenewal, renewDue, pendingAcmeClients } from './acme/renewal.ts'
import { certificatePath } from './parts/signed.ts'

/** No release has this menu, so scripts cannot name it. */
export const acmeAccounts = menu({
  path: accountsPath,
  releases: '7.1..',
  kind: 'list',
  about: 'accounts at ACME servers; internal',
  internal: true,
  unexported: true,
  name: 'directory-url',
  properties: {
    'directory-url': { type: text() },
    url: { type: text() },
    'eab-kid': { type: text() },
    'eab-key': { type: text(), sensitive: true },
  },
  attachmentFormat: accountAttachment,
  timed: { of: certificatePath, next: nextRenewal, run: renewDue, pending: pendingAcmeClients, expiring: expiringAcmeClients },
})
