// Owns the world of a device in a page: facts fetched by menu, keys and randomness of the browser, files in memory, a clock that leaps
// where the device waits, and no network.
import type { World } from '../../entry.ts'
import { makeKey } from '../../pki/key-make.ts'
import { memoryFiles } from '../memory.ts'
import type { Host } from '../host.ts'
import { loadFacts } from './facts.ts'
import { createCatalogs } from '../catalogs.ts'
import { millisecond } from '../../text/units.ts'

/** The maximum number of bytes that the platform returns at once. */
const maxRandomBytes = 65_536

/** Returns random bytes of the browser. */
function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += maxRandomBytes) crypto.getRandomValues(bytes.subarray(at, at + maxRandomBytes))
  return bytes
}

/** Creates the host: the clock is the time of day plus all time that the device has waited. */
function pageHost(): Host {
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

/** The world of the worker that runs devices. Texts are checked in another worker. */
export const pageWorld: World = {
  catalogCache: {
    catalogFor: createCatalogs(loadFacts).catalogFor,
    checkerFor() {
      throw new Error('texts are checked in the other worker')
    },
  },
  host: pageHost,
  // A browser does not report a worker's memory: the size of values is limited instead.
  usage: () => ({ elapsed: () => performance.now(), exceededBound: () => undefined }),
}
