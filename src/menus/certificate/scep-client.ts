// Owns the internal menu that stores SCEP clients, and their scheduled work: polling, renewing, following the authority.
import { shown } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
import { scepClientsPath, expiringScepClients, nextClientDue, runDueClients, pendingScepClients } from './scep/client.ts'
import { enrolmentAttachment } from './scep/enrolment-attachment.ts'

/** No release has this menu, so scripts cannot name it. One row per client, named by the id of its certificate. */
export const scepClients = menu({
  path: scepClientsPath,
  kind: 'list',
  about: 'the state of SCEP clients; internal',
  internal: true,
  unexported: true,
  name: 'certificate',
  properties: { certificate: { type: shown(), readOnly: true } },
  attachmentFormat: enrolmentAttachment,
  timed: { next: nextClientDue, run: runDueClients, pending: pendingScepClients, expiring: expiringScepClients },
})
