// Owns revoking a certificate at the ACME server that issued it (RFC 8555 7.6).
import type { NetworkFault } from '../../../host.ts'
import type { AcmeRefusal, AcmeRevocation } from '../../../acme.ts'
import { enter } from './issue.ts'
import { isProblem, outcomeOf } from './outcome.ts'
import { AcmeServer, type AcmeWorld } from './server.ts'

/** Returns undefined once it is revoked, even if it was before. Never throws for what the server or the network does. */
export const revoke = (
  { directory, account, certificate, reason, timeout }: AcmeRevocation,
  world: AcmeWorld,
): Promise<AcmeRefusal | NetworkFault | undefined> =>
  outcomeOf(async () => {
    const server = new AcmeServer(world, account.key, timeout)
    await server.open(directory)
    server.account = account.url ?? (await enter(server, undefined))
    try {
      await server.post(server.directory.revokeCert, { certificate: Buffer.from(certificate).toString('base64url'), reason })
    } catch (error) {
      if (!isProblem(error, 'alreadyRevoked')) throw error
    }
    return undefined
  })
