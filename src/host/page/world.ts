// Owns the world of a device in a page: facts fetched by menu, keys and randomness of the browser, files in memory, a clock that leaps
// where the device waits, and no network.
import type { World } from '../../door.ts'
import { makeKey } from '../../pki/key-make.ts'
import { memoryFiles } from '../memory.ts'
import type { Host } from '../host.ts'
import { loadFacts } from './facts.ts'
import { catalogsBy } from '../catalogs.ts'
import { millisecond } from '../../text/units.ts'

/** The most that the platform gives at once. */
const piece = 65_536

/** Random bytes of the browser. */
function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += piece) crypto.getRandomValues(bytes.subarray(at, at + piece))
  return bytes
}

/** The time of day; what the device waits is added at once. */
export function pageHost(): Host {
  let leapt = 0n
  const now = (): bigint => BigInt(Date.now()) * millisecond + leapt
  return {
    clock: {
      passes: true,
      now,
      sleep(ns) {
        leapt += ns > 0n ? ns : 0n
        return true
      },
    },
    random: { bytes: randomBytes },
    keys: { make: (size) => makeKey(size) },
    files: memoryFiles({}, now),
    network: undefined,
    authorities: () => [],
  }
}

/** The world of the worker that devices live in. Texts are checked in another one. */
export const pageWorld: World = {
  known: {
    catalogFor: catalogsBy(loadFacts).catalogFor,
    checkerFor() {
      throw new Error('texts are checked in the other worker')
    },
  },
  host: pageHost,
  // A browser does not tell how much memory a worker holds: what is built is bounded instead.
  usage: () => ({ elapsed: () => performance.now(), over: () => undefined }),
}
