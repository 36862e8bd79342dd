// Owns watching a program that a test started, from outside and without a clock: the processor time that it used, and whether it handles
// SIGINT (Linux).
import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** The polling interval, in milliseconds. */
const lookMs = 5
/** The length of a tick of `/proc`, in milliseconds (sysconf(_SC_CLK_TCK) is 100 on every Linux that node runs on). */
const tickMs = 10
/** The status of a sleeping thread that blocks all signals. */
const blocksAllSignals = /^State:\s*S.*^SigBlk:\s*fffffffe/ms

/** The processor time that a process has used, in milliseconds; undefined once it has ended. */
export function processorOf(pid: number | undefined): number | undefined {
  // The fields follow the name of the program, which may contain anything: the state, and as fields 12 and 13 its user and system time.
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * tickMs
}

/**
 * Returns a function that reports whether node handles SIGINT in a thread of its own (`breakOnSigint`). That thread sleeps and blocks all
 * signals, like the inspector thread of every node process; without it, the signal ends the process. Starting a thread or a process also
 * blocks all signals for a moment, so the result is true once several polls have found the same threads.
 */
export function handlesSigint(pid: number | undefined): () => boolean {
  const tasks = `/proc/${pid}/task`
  let [before, times] = ['', 0]
  return () => {
    const blocking = entries(tasks).filter((task) => blocksAllSignals.test(read(`${tasks}/${task}/status`) ?? ''))
    const seen = blocking.join()
    times = seen === before ? times + 1 : 0
    before = seen
    return blocking.length >= 2 && times >= 5
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return undefined
  }
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** How a program that was to be killed ended. */
export interface Ending {
  readonly killed: boolean
  /** Its processor time until then, in milliseconds. */
  readonly used: number
}

/** Kills a program (signal 9) `later` milliseconds after it has used `after` milliseconds of processor time, unless it ends before. */
export function killOnce(child: ChildProcess, after: number, later = 0): Promise<Ending> {
  return new Promise((resolve) => {
    let used = 0
    const look = setInterval(() => {
      used = processorOf(child.pid) ?? used
      if (used < after) return
      clearInterval(look)
      setTimeout(() => child.kill('SIGKILL'), later)
    }, lookMs)
    child.on('close', (_, signal) => {
      clearInterval(look)
      resolve({ killed: signal === 'SIGKILL', used })
    })
  })
}
