// Owns the world around a trial's device: its clock, which notes each wait and lets things happen in it, its network, its files.
import { memoryHost, memoryNetwork, type Host } from '../../index.ts'
import { instantOf, type Trial } from './trial.ts'

/** So often a script may wait, beside what its own `:delay`s come to: what waits more waits for something that does not come. */
export const mostWaits = 150

export interface World {
  readonly host: Host
  /** How often the device has waited, for time or for others. */
  readonly waits: number
  /** How often it may. */
  readonly mostWaits: number
  /** Nanoseconds that have passed. */
  readonly passed: bigint
  /** Called at each wait, with its number; while it is undefined waits are not counted. */
  happens: ((wait: number) => void) | undefined
}

/** `delays`: how often the script waits that does not wait for something. */
export function worldOf(trial: Trial, files: Readonly<Record<string, Uint8Array>>, keys: Host['keys'], delays: number): World {
  const most = mostWaits + delays
  const start = instantOf(trial)
  let waits = 0
  const wait = (): void => {
    if (world.happens !== undefined) world.happens(waits++)
  }
  const { web } = trial
  const network = memoryNetwork({
    answers: () => {
      wait()
      return web === 'unreachable' ? { fault: web, detail: 'nobody answers' } : { status: web.status, body: Buffer.from(web.body, 'utf8') }
    },
  })
  const memory = memoryHost({ now: start, network, files })
  const { clock } = memory
  const world: World = {
    host: {
      ...memory,
      keys,
      clock: {
        now: () => clock.now(),
        sleep(ns) {
          if (ns > 0n) wait()
          return waits <= most && clock.sleep(ns)
        },
      },
    },
    get waits() {
      return waits
    },
    mostWaits: most,
    get passed() {
      return clock.now() - start
    },
    happens: undefined,
  }
  return world
}
