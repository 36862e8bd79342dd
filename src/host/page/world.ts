// Owns the world of a device in a page: facts fetched by menu, keys and randomness of the browser, files in memory, a clock that leaps where
// the device waits, and no network.
import type { World } from '../../door.ts'
import { makeKey } from '../../pki/key-make.ts'
import { memoryFiles } from '../memory.ts'
import type { Host } from '../host.ts'
import { knownBy } from '../known.ts'

/** As much of a request as is used. A worker may wait for one. */
declare const XMLHttpRequest: new () => {
  open(method: 'GET', url: string, isAsync: false): void
  send(): void
  readonly status: number
  readonly responseText: string
}

const names = /^[a-z0-9-]+$/

/** Reads a file of facts, in the middle of the parse that asks for it; undefined where there is none. */
function loadFacts(name: string): string | undefined {
  if (!names.test(name)) return undefined
  const request = new XMLHttpRequest()
  request.open('GET', `facts/${name}.json`, false)
  request.send()
  if (request.status === 404) return undefined
  if (request.status !== 200) throw new Error(`the facts of ${name} could not be read: ${request.status}`)
  return request.responseText
}

const milli = 1_000_000n
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
  const now = (): bigint => BigInt(Date.now()) * milli + leapt
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

export const pageWorld: World = {
  known: knownBy(loadFacts),
  host: pageHost,
  // A browser does not tell how much memory a worker holds: what is built is bounded instead.
  usage: () => ({ elapsed: () => performance.now(), over: () => undefined }),
}
