// Owns watching a program that a test started, from outside and without a clock: what it has computed, and whether it hears Ctrl-C (Linux).
import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds from one look to the next. */
const pause = 20
/** Milliseconds in one tick of `/proc` (sysconf(_SC_CLK_TCK) is 100 on every Linux that node runs on). */
const tick = 10
/** A thread that sleeps and hears no signal. */
const deaf = /^State:\s*S.*^SigBlk:\s*fffffffe/ms

/** Waits until something holds, as long as the test lets it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, pause))
}

/** Milliseconds of the processor that a process has used; undefined once it has ended. */
export function processorOf(pid: number | undefined): number | undefined {
  // Behind the name of the program, which may hold anything: the state, and as numbers 12 and 13 what it used as user and as system.
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * tick
}

/**
 * Asks whether node hears Ctrl-C in a thread of its own (`breakOnSigint`): that one sleeps and blocks all signals, as the one of the
 * inspector does in every node. A process that does not listen yet is ended by the signal. Who starts a thread or a process blocks all of
 * them for a moment, so it holds once several looks have seen the same threads.
 */
export function listening(pid: number | undefined): () => boolean {
  const tasks = `/proc/${pid}/task`
  let [before, times] = ['', 0]
  return () => {
    const deafOnes = entries(tasks).filter((task) => deaf.test(read(`${tasks}/${task}/status`) ?? ''))
    const seen = deafOnes.join()
    times = seen === before ? times + 1 : 0
    before = seen
    return deafOnes.length >= 2 && times >= 5
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
  /** Milliseconds of the processor until then. */
  readonly used: number
}

/** Kills a program (signal 9) once it has computed for `after` milliseconds and `later` have passed; or it has ended by itself. */
export function killOnce(child: ChildProcess, after: number, later = 0): Promise<Ending> {
  return new Promise((resolve) => {
    let used = 0
    const look = setInterval(() => {
      used = processorOf(child.pid) ?? used
      if (used < after) return
      clearInterval(look)
      setTimeout(() => child.kill('SIGKILL'), later)
    }, pause / 4)
    child.on('close', (_, signal) => {
      clearInterval(look)
      resolve({ killed: signal === 'SIGKILL', used })
    })
  })
}
