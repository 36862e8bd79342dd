// Owns the worlds that a real machine offers to a device: with files in memory, or with files that a folder keeps.
import { memoryFiles } from '../memory.ts'
import type { Files, Host } from '../host.ts'
import { nodeAuthorities } from './authorities.ts'
import { realClock } from './clock.ts'
import { realKeys } from './keys.ts'
import { realRandom } from './random.ts'

export interface NodeHostOptions {
  /** Where the device keeps its files; in memory where absent. */
  readonly files?: Files
  /** Asked now and then while the device sleeps. */
  readonly interrupted?: () => boolean
}

/** Real time, real randomness, real keys, no network. */
export function nodeHost({ files, interrupted }: NodeHostOptions = {}): Host {
  const clock = realClock(interrupted)
  return {
    clock,
    random: realRandom(),
    keys: realKeys(),
    files: files ?? memoryFiles({}, () => clock.now()),
    network: undefined,
    authorities: nodeAuthorities(),
  }
}
