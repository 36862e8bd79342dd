// Owns locking a device's folder against other processes.
//
// proper-lockfile does not fit: it refreshes the lock from a timer, and timers do not run while a synchronous interpreter does. A lock here
// has the id and the start time of its process, and is void once no such process runs on this machine: ids of processes (and of threads,
// which share them) are reused, on small machines within minutes.
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { hasCode } from './cause.ts'

/** The process that holds a lock. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** Its start time in the system's units; undefined where the system does not report it, and in locks of older versions. */
  readonly since?: string | undefined
}

/** A held lock of a device's folder. */
export interface Lock {
  /** Releases the lock; further calls do nothing. */
  release(): void
}

/** Takes the lock at `path`, or returns its holder. Throws the file system's error where the folder cannot be written. */
export function acquireLock(asked: string): Lock | Holder {
  const path = resolve(asked)
  const ownRecord = JSON.stringify({ pid: process.pid, host: hostname(), since: beginningOf(process.pid) } satisfies Holder)
  const second = `${path}.takeover`
  if (claim(path, ownRecord)) {
    if (existsSync(second)) releaseIfTaken(acquireLock(second))
    return held(path, ownRecord)
  }
  const holder = readHolder(path)
  if (holder !== undefined && lives(holder, path)) return holder
  // A dead holder's lock is removed under a second lock: otherwise two processes that saw it could remove each other's new one. A process
  // that dies meanwhile leaves the second lock, which is taken over in the same way.
  const takeover = acquireLock(second)
  if ('pid' in takeover) return takeover
  try {
    const now = readHolder(path)
    if (now !== undefined && lives(now, path)) return now
    rmSync(path, { force: true })
    return claim(path, ownRecord) ? held(path, ownRecord) : (readHolder(path) ?? { pid: 0, host: hostname() })
  } finally {
    takeover.release()
  }
}

function releaseIfTaken(taken: Lock | Holder): void {
  if ('release' in taken) taken.release()
}

/** The locks that this process holds. A lock with its process id that is not among them was left by an ended process. */
const own = new Set<string>()

function held(path: string, ownRecord: string): Lock {
  own.add(path)
  return {
    release() {
      if (own.delete(path) && readText(path) === ownRecord) rmSync(path, { force: true })
    },
  }
}

/** Returns the holder of the lock at `path` without taking it; undefined where it is free or its holder has ended. */
export function holderOf(path: string): Holder | undefined {
  const holder = readHolder(path)
  return holder !== undefined && lives(holder, resolve(path)) ? holder : undefined
}

/** Creates the file with its contents atomically (a link does not replace); returns false where it exists. */
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

/** Removes files `NAME.PID`, of the given names, that processes which have ended left behind. */
export function removeLeftFiles(folder: string, names: readonly string[]): void {
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

/** Undefined where there is no lock or it cannot be parsed. */
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

/** Whether a lock's holder is running. A process of another machine counts as running: only a user can tell. */
const lives = ({ pid, host, since }: Holder, path: string): boolean =>
  host !== hostname() || (pid === process.pid ? own.has(path) : isRunning(pid) && (since === undefined || isSince(pid, since)))

/** Whether a running process has that start time, as far as the system reports it. */
const isSince = (pid: number, since: string): boolean => (beginningOf(pid) ?? since) === since

/** Returns a process's start time in ticks since boot (Linux, proc(5): field 22 of `stat`); undefined where it is not available. */
function beginningOf(pid: number): string | undefined {
  try {
    // Field 2 is the program's name in brackets, which may contain anything.
    return readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')[19]
  } catch {
    return undefined
  }
}

/** Whether a process of this machine runs. Ids below 1 mean groups of processes to the system. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error) && error.code === 'EPERM'
  }
}
