// Owns the SSH server: ssh2, configured by the device's settings. It is a separate file in dist/, loaded when the service first listens.
import { createServer, type Server } from 'node:net'
import ssh2, { type Algorithms } from 'ssh2'
import { writeSshPrivate } from '../../../pki/ssh-key.ts'
import type { SshSettings } from '../../ssh.ts'
import { serveClient } from './ssh/connection.ts'
import type { SshRelay } from './ssh/relay.ts'

/** An SSH server whose socket the caller opens; `change` applies to later connections. */
export interface SshServer {
  readonly server: Server
  change(settings: SshSettings): void
  /** Closes open connections. */
  end(): void
}

/** A device's identification, which has no version. */
const ident = 'ROSSSH'

/** Makes an SSH server with the settings of the device; `relay` passes on what clients do. */
export function sshServer(settings: SshSettings, relay: SshRelay): SshServer {
  let protocol = protocolOf(settings, relay)
  const open = new Set<{ destroy(): void }>()
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // Errors mean that the client has disconnected; ssh2 handles them as well.
    socket.on('error', () => undefined)
    const from = addressOf(socket.remoteAddress)
    socket.pause()
    void relay.admits(from).then((isAdmitted) => {
      if (!isAdmitted || socket.destroyed) return socket.destroy()
      protocol.injectSocket(socket)
      socket.resume()
    })
  })
  return {
    server,
    change(next) {
      protocol = protocolOf(next, relay)
    },
    end() {
      for (const socket of open) socket.destroy()
    },
  }
}

const addressOf = (address = ''): string => address.replace(/^::ffff:/, '')

function protocolOf({ hostKey, strong, ciphers }: SshSettings, relay: SshRelay): InstanceType<typeof ssh2.Server> {
  if (hostKey === undefined) throw new Error('there is no host key')
  const chosen = ciphers?.flatMap((word) => families[word] ?? []) ?? families['auto'] ?? []
  const algorithms: Algorithms = strong ? { ...strongOnly, cipher: chosen.filter((name) => !/128|3des/.test(name)) } : { cipher: chosen }
  return new ssh2.Server({ hostKeys: [writeSshPrivate(hostKey)], ident, algorithms }, (client, { ip }) =>
    serveClient(client, addressOf(ip), relay),
  )
}

const gcm = ['aes256-gcm@openssh.com', 'aes128-gcm@openssh.com']
const ctr = ['aes256-ctr', 'aes192-ctr', 'aes128-ctr']
const cbc = ['aes256-cbc', 'aes192-cbc', 'aes128-cbc']

/** The ciphers of each word of `/ip/ssh/set ciphers=`. `null` (no encryption) adds none: offbox does not offer it. */
const families: Readonly<Record<string, readonly string[]>> = {
  'aes-gcm': gcm,
  'aes-ctr': ctr,
  'aes-cbc': cbc,
  '3des-cbc': ['3des-cbc'],
  auto: [...gcm, ...ctr, ...cbc],
}

/** Algorithms with `strong-crypto`, by the manual: long keys, no SHA-1, large primes. */
const strongOnly: Algorithms = {
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
  ],
}
