// Owns the memory of SCEP clients, and their work: asking again while a request waits, renewing, following the authority.
import { shown } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
import { clients, datedClients, nextDue, runDue, waitingClients } from './scep/client.ts'
import { keep } from './scep/kept.ts'

/** No release has such a menu, so no script can name it. A row for each client, under the id of its certificate. */
export const scepClients = menu({
  path: clients,
  kind: 'list',
  about: 'what SCEP clients remember; not to be seen',
  internal: true,
  unexported: true,
  name: 'certificate',
  properties: { certificate: { type: shown(), readOnly: true } },
  keep,
  timed: { next: nextDue, run: runDue, waits: waitingClients, dated: datedClients },
})
