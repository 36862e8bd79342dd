// Owns keeping a second process away from a device's folder.
//
// Not proper-lockfile: it proves that its holder lives by touching the file from a timer, and a synchronous interpreter does not come
// to its timers while a script runs. Here a lock names its process and when that began, and is void once no such process lives on this
// machine: numbers of processes (and of threads, which are the same ones) come again, on small machines within minutes.
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { hasCode } from './cause.ts'

/** Who holds a lock. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** When it began, as the system counts; undefined where the system does not tell, and in locks of older versions. */
  readonly since?: string | undefined
}

export interface Lock {
  /** Gives the lock back; more than once is one. */
  release(): void
}

/** Takes the lock at `path`, or says who holds it. Throws the file system's error where the folder cannot be written. */
export function acquireLock(asked: string): Lock | Holder {
  const path = resolve(asked)
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), since: beginningOf(process.pid) } satisfies Holder)
  const second = `${path}.takeover`
  if (claim(path, mine)) {
    if (existsSync(second)) releaseIfTaken(acquireLock(second))
    return held(path, mine)
  }
  const holder = readHolder(path)
  if (holder !== undefined && lives(holder, path)) return holder
  // The dead holder's lock is taken away under a lock of its own: else two that saw it could remove one another's new one.
  // Who dies in that leaves the second lock, which is taken over in the same way.
  const takeover = acquireLock(second)
  if ('pid' in takeover) return takeover
  try {
    const now = readHolder(path)
    if (now !== undefined && lives(now, path)) return now
    rmSync(path, { force: true })
    return claim(path, mine) ? held(path, mine) : (readHolder(path) ?? { pid: 0, host: hostname() })
  } finally {
    takeover.release()
  }
}

function releaseIfTaken(taken: Lock | Holder): void {
  if ('release' in taken) taken.release()
}

/** The locks that this process holds: one that has its number and is not among them was left by a process that is gone. */
const own = new Set<string>()

function held(path: string, mine: string): Lock {
  own.add(path)
  return {
    release() {
      if (own.delete(path) && readText(path) === mine) rmSync(path, { force: true })
    },
  }
}

/** Who holds the lock at `path`, without taking it; undefined where nobody does who lives. */
export function holderOf(path: string): Holder | undefined {
  const holder = readHolder(path)
  return holder !== undefined && lives(holder, resolve(path)) ? holder : undefined
}

/** Makes the file with its contents in one step (a link cannot replace), or answers false where there is one. */
function claim(path: string, contents: string): boolean {
  const written = `${path}.${process.pid}`
  try {
    writeFileSync(written, contents, { mode: 0o600 })
    linkSync(written, path)
    return true
  } catch (error) {
    if (hasCode(error) && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(written, { force: true })
  }
}

/** Removes what processes that died were about to put into place: `NAME.PID`, of the names that are given. */
export function sweep(folder: string, names: readonly string[]): void {
  for (const entry of readdirSync(folder)) {
    const [, name = '', pid = ''] = /^(.+?)(?:\.takeover)*\.(\d+)$/.exec(entry) ?? []
    if (names.includes(name) && !isRunning(Number(pid))) rmSync(join(folder, entry), { force: true })
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error) && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Undefined where there is no lock or nobody can be read from it. */
function readHolder(path: string): Holder | undefined {
  try {
    const parsed: unknown = JSON.parse(readText(path) ?? 'null')
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed) || !('host' in parsed)) return undefined
    const { pid, host } = parsed
    const since = 'since' in parsed && typeof parsed.since === 'string' ? parsed.since : undefined
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host, since } : undefined
  } catch {
    return undefined
  }
}

/** Whether a lock's holder is there. A process of another machine is taken to live: only a person can tell. */
const lives = ({ pid, host, since }: Holder, path: string): boolean =>
  host !== hostname() || (pid === process.pid ? own.has(path) : isRunning(pid) && (since === undefined || isSince(pid, since)))

/** Whether a process that runs began then, as far as the system tells. */
const isSince = (pid: number, since: string): boolean => (beginningOf(pid) ?? since) === since

/** When a process began, in ticks since the machine did (Linux, proc(5): field 22 of `stat`); undefined where nobody tells. */
function beginningOf(pid: number): string | undefined {
  try {
    // Field 2 is the program's name in brackets, which may hold anything.
    return readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')[19]
  } catch {
    return undefined
  }
}

/** Whether a process of this machine runs. No process has a number below 1: to the system those are groups of processes. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error) && error.code === 'EPERM'
  }
}
