// Owns the environment of a trial's device: its clock, which counts waits and triggers events in them, its network, its files.
import { memoryHost, memoryNetwork, type Host } from '../../index.ts'
import { trialInstant, type Trial } from './trial.ts'

/** The maximum number of waits besides the script's own `:delay`s: more means that it waits in vain. */
export const maxWaits = 150

/** The host of a trial's device. */
export interface TrialWorld {
  readonly host: Host
  /** How often the device has waited, for time or for others. */
  readonly waits: number
  /** The maximum number of waits. */
  readonly maxWaits: number
  /** The elapsed nanoseconds. */
  readonly passed: bigint
  /** Called at each wait, with its number; waits are not counted while it is undefined. */
  happens: ((wait: number) => void) | undefined
}

/** `delays`: the number of waits of a script that does not wait in vain. */
export function worldOf(trial: Trial, files: Readonly<Record<string, Uint8Array>>, keys: Host['keys'], delays: number): TrialWorld {
  const most = maxWaits + delays
  const start = trialInstant(trial)
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
  const world: TrialWorld = {
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
    maxWaits: most,
    get passed() {
      return clock.now() - start
    },
    happens: undefined,
  }
  return world
}
