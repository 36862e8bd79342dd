// Owns reading the port of a server that listens.
import type { Server } from 'node:net'

/** The TCP port on which a server listens. Throws an Error if it listens on none. */
export function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server listens on no port')
  return address.port
}
