// Owns the remote interfaces of a device besides the web pages of its menus: REST under `/rest`, and the API.
import type { Connection, ConnectionHandler, WebRequest, WebResponse } from '../host/host.ts'
import type { RemoteInterfaces } from '../device/world/services.ts'
import { ApiConnection } from './api/connection.ts'
import { Rest } from './rest/rest.ts'
import type { Served } from './served.ts'

/** Returns the request handlers of a device, for `Services.attach`. */
export function remoteInterfaces(served: Served): RemoteInterfaces {
  const rest = new Rest(served)
  return {
    owns: (path) => path === '/rest' || path.startsWith('/rest/'),
    answer: (request: WebRequest, respond: (response: WebResponse | undefined) => void) => rest.answer(request, respond),
    connect: (connection: Connection): ConnectionHandler | undefined =>
      connection.service === 'api' || connection.service === 'api-ssl' ? new ApiConnection(served, connection) : undefined,
  }
}
