// Owns the folder that stores a device between runs: `files/`, `state/`, and a lock while it is in use.
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FileFault, type Files } from '../files.ts'
import { causeOf, hasCode } from './cause.ts'
import { folderFiles } from './folder-files.ts'
import { linesOf, AppendedLines } from './lines.ts'
import { DamagedError, lastFolder, logOf, nameFirst, readGeneration, writeGeneration, type NamedTexts } from './generations.ts'
import { acquireLock, holderOf, removeLeftFiles, type Holder, type Lock } from './lock.ts'
import { shownState } from './shown-state.ts'
import { removedFiles, type RemovedFiles } from './removed-files.ts'

/** A folder that cannot be used; the message has its path and the reason. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}

/** An open folder; it is locked until `close`. */
export interface DeviceFolder {
  readonly files: Files
  /**
   * Returns the state last saved, or undefined for a new device. `isWhole` decides whether a first state without a name was saved
   * completely. Throws FolderError where it cannot be read.
   */
  load(isWhole: (state: NamedTexts) => boolean): NamedTexts | undefined
  /** The file that the configuration of the loaded state is read from; users may have edited it. */
  configurationFile(): string
  /** Saves the state: a crash leaves the old or the new one. A state equal to the last is not written. Throws FolderError. */
  save(state: NamedTexts): void
  /** Returns the lines appended since the state that `load` returned; the last one may be incomplete. Throws FolderError. */
  appended(): readonly string[]
  /**
   * Appends a line to the log of changes, until the next complete state is saved; it survives a crash of the process and a power cut.
   * Undefined appends nothing, and only deletes the held removed files. Throws FolderError where no state was saved yet.
   */
  append(line: string | undefined): void
  /** Sets the function that is called where more removed files are held than allowed; it has to call `save`. */
  whenCrowded(keep: () => void): void
  /** Unlocks the folder. Files removed since the last `save` are restored; with `dry`, folders that were created are removed. */
  close(): void
}

/** Whether a folder holds the state of a device. True where it cannot be read: `openFolder` reports why. */
export function holdsDevice(path: string): boolean {
  try {
    return readdirSync(join(path, 'state')).some((name) => name === 'last' || /^\d+$/.test(name))
  } catch (error) {
    if (hasCode(error)) return !/^(ENOENT|ENOTDIR)$/.test(error.code)
    throw error
  }
}

/**
 * Opens the folder of a device, created where there is none (its parent has to exist). Where the disk is full it can be read, and changes
 * fail. Files that a crashed process had removed without saving its state are restored. Throws FolderError where it cannot be created or
 * written, is not a folder, or is in use by another process. With `dry` it is only read.
 */
export function openFolder(path: string, { dry = false }: { readonly dry?: boolean } = {}): DeviceFolder {
  const files = join(path, 'files')
  const state = join(path, 'state')
  const beside = join(path, `writing.${process.pid}`)
  const removed = removedFiles(files, join(path, 'removed'))
  const guarded = <T>(what: string, act: () => T): T => guardedIn(path, what, act)
  const lock = guarded(`use the folder ${path}`, () => entered(path, { files, state, removed }))
  let last: NamedTexts | undefined
  const lines = new AppendedLines()
  const shown = shownState(path, state)
  return {
    files: folderFiles(files, beside, removed),
    load: (isWhole) =>
      guarded(`read ${state}`, () => {
        last = readGeneration(state, isWhole)
        return last && shown.withEdits(last)
      }),
    configurationFile: () => (shown.hasEdits() ? join(path, 'configuration.rsc') : join(lastFolder(state) ?? state, 'configuration.rsc')),
    save(texts) {
      if (last === undefined || !isSame(last, texts)) {
        if (lock.isFull) throw new FolderError(`cannot write ${state}: there was no space left when it was opened`)
        guarded(`write ${state}`, () => {
          if (last !== undefined) nameFirst(state)
          writeGeneration(state, texts)
        })
        last = texts
      } else {
        // The lines appended so far are part of the state.
        lines.close()
        guarded(`write ${state}`, () => rmSync(logOf(state) ?? '', { force: true }))
      }
      // These are only copies: on a full disk the state itself is saved, and the copies are written with the next state.
      if (!lock.isFull) guarded(`write into ${path}`, () => unlessFull(() => shown.write(texts)))
      guarded(`remove files of ${path}`, () => removed.settle())
    },
    appended: () => guarded(`read ${state}`, () => linesOf(logOf(state))),
    append(line) {
      const log = logOf(state)
      if (log === undefined) throw new FolderError(`${state} holds no state to add to`)
      if (line !== undefined) guarded(`write ${log}`, () => lines.add(log, line))
      guarded(`remove files of ${path}`, () => removed.settle())
    },
    whenCrowded(keep) {
      removed.onFull = () => {
        try {
          keep()
        } catch (error) {
          // The command that removes a file fails then.
          throw error instanceof FolderError ? new FileFault('system', path, error.message) : error
        }
      }
    },
    close() {
      lines.close()
      if (!lock.isFull) unlessFull(() => removed.restore())
      rmSync(beside, { force: true })
      lock.release()
      if (dry) for (const folder of lock.made.toReversed()) removeEmpty(folder)
    },
  }
}

/** Runs an operation on the folder `path`. Throws a FolderError for damage and for errors of the file system. */
function guardedIn<T>(path: string, what: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof DamagedError) throw new FolderError(`${path} is damaged: ${error.message}`)
    if (hasCode(error)) throw new FolderError(`cannot ${what}: ${causeOf(error)}`)
    throw error
  }
}

/** The paths of an open folder, and its removed files. */
interface Parts {
  readonly files: string
  readonly state: string
  readonly removed: RemovedFiles
}

/**
 * Creates the folder where there is none, takes its lock, and cleans up after crashed processes. Throws FolderError, or the system's error.
 */
function entered(path: string, { files, state, removed }: Parts): OpenLock {
  const lockFile = join(path, 'lock')
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new FolderError(`${path} is a file, not the folder of a device`)
  const made = [path, files, state].filter(makeFolder)
  if (lstatSync(files).isSymbolicLink()) throw new FolderError(`${files} is a symbolic link: a device's files stay in its folder`)
  // Others with write access could add keys of their own. Permissions of the folder itself and of files/ are the user's choice.
  if ((statSync(state).mode & 0o077) !== 0 && statSync(state).uid === process.getuid?.()) chmodSync(state, 0o700)
  for (const folder of [path, files, state]) accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  if (statSync(lockFile, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new FolderError(`${lockFile} is a folder, not a lock file; remove it`)
  const taken = lockUnlessFull(lockFile, made)
  if ('pid' in taken)
    throw new FolderError(`${path} is in use by process ${taken.pid} on ${taken.host}; if that is over, remove ${lockFile}`)
  if (taken.isFull) return taken
  removeLeftFiles(path, ['lock', 'writing'])
  unlessFull(() => removed.restore())
  return taken
}

/** Creates a folder for its owner only, since it holds keys. Returns whether there was none: another process may create it meanwhile. */
function makeFolder(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return false
  try {
    mkdirSync(path, { mode: 0o700 })
    return true
  } catch (error) {
    if (hasCode(error) && error.code === 'EEXIST') return false
    throw error
  }
}

/** Removes a folder, unless another process has put something into it or removed it. */
function removeEmpty(path: string): void {
  try {
    rmdirSync(path)
  } catch (error) {
    if (!hasCode(error) || !/^(ENOTEMPTY|EEXIST|ENOENT)$/.test(error.code)) throw error
  }
}

/** `isFull`: the disk is full, and nothing is locked. `made`: the folders that were created, outer ones first. */
type OpenLock = Lock & { readonly isFull: boolean; readonly made: readonly string[] }

/** Takes the lock, or returns its holder. On a full disk nothing can be locked, and `isFull` is true: such a device is only read. */
function lockUnlessFull(path: string, made: readonly string[]): OpenLock | Holder {
  const taken = unlessFull(() => acquireLock(path))
  if (taken === undefined) return holderOf(path) ?? { release: () => undefined, isFull: true, made }
  return 'pid' in taken ? taken : { ...taken, isFull: false, made }
}

/** Returns what `act` returns, or undefined where the disk is full. */
function unlessFull<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (hasCode(error) && /^(ENOSPC|EDQUOT)$/.test(error.code)) return undefined
    throw error
  }
}

const isSame = (a: NamedTexts, b: NamedTexts): boolean => a.size === b.size && [...a].every(([name, text]) => b.get(name) === text)
