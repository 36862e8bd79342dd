// Owns the hosts on a real machine: with files in memory, or in a folder.
import type { Files } from '../files.ts'
import type { Host } from '../host.ts'
import { nodeAuthorities } from './authorities.ts'
import { leapingClock, realClock } from './clock.ts'
import { realKeys } from './keys.ts'
import type { NodeNetwork } from './network/network.ts'
import { passingFiles } from './passing-files.ts'
import { realRandom } from './random.ts'

/** The parts of a host on a real machine. */
export interface NodeHostOptions {
  /** The device's files; in memory where absent. */
  readonly files?: Files
  /** The network; none where absent. */
  readonly network?: NodeNetwork
  /** Authorities that every device trusts beside its own, as DER. */
  readonly trusted?: readonly Uint8Array[]
  /** Time passes only where the device waits, and then at once. */
  readonly leaping?: true
  /** Called now and then while the device waits; true interrupts it. */
  readonly interrupted?: () => boolean
}

/** Creates a host with real randomness and keys; real time unless it is to leap; a network where one is given. */
export function nodeHost({ files, network, trusted = [], leaping, interrupted }: NodeHostOptions = {}): Host {
  const real = realClock(interrupted, network?.attend)
  const clock = leaping === true ? leapingClock(real.now(), interrupted, network?.attend) : real
  return {
    clock,
    random: realRandom(),
    keys: realKeys(),
    files: files ?? passingFiles(() => clock.now()),
    network,
    authorities: nodeAuthorities(),
    trusted: () => trusted,
  }
}
