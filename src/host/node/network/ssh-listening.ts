// Owns listening for SSH in the network's thread: one server, opened, changed and closed as the device requires.
import type { NetworkFault, Listener, OpenedService } from '../../host.ts'
import type { SshEvent, SshMessage } from '../../ssh.ts'
import type { ListenAddress } from './channel.ts'
import { maxConnectionsOf, openSocket } from './listening.ts'
import { SshRelay } from './ssh/relay.ts'
import type { SshServer } from './ssh-server.ts'

/** The socket on which the device listens for SSH. */
export interface SshListening {
  /** Listens for exactly these; each has its settings of SSH. */
  open(listeners: readonly Listener[]): Promise<ReadonlyMap<string, OpenedService | NetworkFault>>
  /** Handles what the device sends to a client. */
  take(message: SshMessage): void
}

interface Open {
  readonly port: number
  readonly ssh: SshServer
  readonly opened: OpenedService
}

/** `send` passes events of clients to the device. */
export function sshListening(listenAddresses: ReadonlyMap<string, ListenAddress>, send: (event: SshEvent) => void): SshListening {
  const relay = new SshRelay(send)
  const servers = new Map<string, Open>()

  const begin = async (listener: Listener, listenAddress: ListenAddress): Promise<OpenedService | NetworkFault> => {
    if (listener.ssh === undefined) throw new Error(`${listener.service} has no settings of SSH`)
    const { sshServer } = await import('./ssh-server.ts')
    const ssh = sshServer(listener.ssh, relay)
    ssh.server.maxConnections = maxConnectionsOf(listener)
    const outcome = await openSocket(ssh.server, listenAddress)
    if ('port' in outcome) servers.set(listener.service, { port: listener.port, ssh, opened: outcome })
    return outcome
  }

  return {
    async open(listeners) {
      const wanted = new Map(listeners.map((listener) => [listener.service, listener]))
      for (const [service, { port, ssh }] of servers)
        if (wanted.get(service)?.port !== port) {
          servers.delete(service)
          await new Promise<void>((closed) => {
            ssh.server.close(() => closed())
            ssh.end()
          })
        }
      const outcome = new Map<string, OpenedService | NetworkFault>()
      for (const [service, listener] of wanted) {
        const known = servers.get(service)
        const address = listenAddresses.get(service)
        if (known !== undefined && listener.ssh !== undefined) {
          known.ssh.server.maxConnections = maxConnectionsOf(listener)
          known.ssh.change(listener.ssh)
          outcome.set(service, known.opened)
        } else if (address !== undefined) outcome.set(service, await begin(listener, address))
      }
      return outcome
    },
    take: (message) => relay.take(message),
  }
}
