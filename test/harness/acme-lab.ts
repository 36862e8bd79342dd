// Owns a device for tests of ACME: a console on it, and a simulated authority on its network.
import { memoryNetwork, type MemoryNetwork } from '../../src/host/memory-network.ts'
import { type MemoryOptions } from '../../src/host/memory.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { acmeAuthority, type AcmeAuthority, type AuthorityOptions } from './acme-authority.ts'
import { fixtureKeys } from './keys.ts'
import { second } from '../../src/text/units.ts'

/** 2026-01-01 00:00:00 UTC. */
export const start = 1_767_225_600n * second

/** A device with an ACME authority on its network. */
export interface Lab extends TestConsole {
  readonly authority: AcmeAuthority
  readonly network: MemoryNetwork
  /** The lines of the log about ACME. */
  log(): readonly string[]
}

/** Creates the device and the authority. */
export function lab({ release, ...options }: Partial<AuthorityOptions> & { readonly release?: string } = {}): Lab {
  const clock = { now: () => start }
  const authority = acmeAuthority({ now: () => clock.now(), ...options })
  const network = memoryNetwork({ acme: authority })
  const world: MemoryOptions = { now: start, keys: fixtureKeys(), network }
  const console = testConsole({ ...world, ...(release === undefined ? {} : { release }) })
  const { device, host } = console
  clock.now = () => host.clock.now()
  return {
    ...console,
    authority,
    network,
    log: () => device.logged.inMemory.filter(({ topics }) => topics.startsWith('acme-client')).map(({ message }) => message),
  }
}

/** The command that requests a certificate. */
export const add = '/certificate/add-acme directory-url=https://acme.test/dir domain-names=router.test,www.router.test'
