// Owns whether listeners are the same as before, so that they stay open.
import type { Listener } from '../../host/host.ts'
import type { SshSettings } from '../../host/ssh.ts'

/** Whether two lists have the same listeners in the same order, with the same ports, settings, certificates and keys. */
export const areSameListeners = (one: readonly Listener[], other: readonly Listener[]): boolean =>
  one.length === other.length &&
  one.every(({ service, port, maxConnections, tls, ssh }, at) => {
    const same = other[at]
    return (
      same?.service === service &&
      same.port === port &&
      same.maxConnections === maxConnections &&
      same.tls?.versions === tls?.versions &&
      isSameSsh(same.ssh, ssh) &&
      same.tls?.identity?.key === tls?.identity?.key &&
      isSameChain(same.tls?.identity?.chain, tls?.identity?.chain)
    )
  })

const isSameSsh = (one: SshSettings | undefined, other: SshSettings | undefined): boolean =>
  one?.hostKey === other?.hostKey && one?.strong === other?.strong && one?.ciphers?.join() === other?.ciphers?.join()

const isSameChain = (one: readonly Uint8Array[] = [], other: readonly Uint8Array[] = []): boolean =>
  one.length === other.length && one.every((der, at) => Buffer.compare(der, other[at] ?? new Uint8Array()) === 0)
