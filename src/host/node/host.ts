// Owns the worlds that a real machine offers to a device: with files in memory, or with files that a folder keeps.
import type { Files, Host } from '../host.ts'
import { nodeAuthorities } from './authorities.ts'
import { leapingClock, realClock } from './clock.ts'
import { realKeys } from './keys.ts'
import type { NodeNetwork } from './network/network.ts'
import { passingFiles } from './passing-files.ts'
import { realRandom } from './random.ts'

export interface NodeHostOptions {
  /** Where the device keeps its files; in memory where absent. */
  readonly files?: Files
  /** What of the network is allowed; nothing where absent. */
  readonly network?: NodeNetwork
  /** Authorities that every device trusts beside its own, as DER. */
  readonly trusted?: readonly Uint8Array[]
  /** Time passes only where the device waits, and then at once. */
  readonly leaping?: true
  /** Asked now and then while the device waits. */
  readonly interrupted?: () => boolean
}

/** Real randomness and keys; real time, unless it is to leap; a network where one is given. */
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
