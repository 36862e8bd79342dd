// Owns the folder that keeps a device from one run to the next: `files/`, `state/`, and a lock while it is in use.
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FileFault, type Files } from '../host.ts'
import { causeOf, hasCode } from './cause.ts'
import { folderFiles } from './folder-files.ts'
import { linesOf, Lines } from './lines.ts'
import { DamagedError, lastFolder, logOf, nameFirst, readGeneration, writeGeneration, type Texts } from './generations.ts'
import { acquireLock, holderOf, sweep, type Holder, type Lock } from './lock.ts'
import { shownState } from './shown-state.ts'
import { removedFiles, type RemovedFiles } from './removed-files.ts'

/** A folder that cannot be used; the message says which and why. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}

/** An open folder; nobody else has it until `close`. */
export interface DeviceFolder {
  readonly files: Files
  /**
   * What `save` last kept, or undefined on a new device. `isWhole` tells a first state that was kept, and has no name, from one that was
   * being written. Throws FolderError where it cannot be read.
   */
  load(isWhole: (state: Texts) => boolean): Texts | undefined
  /** The file that the configuration of the loaded state is read from: people may have changed it. */
  configurationFile(): string
  /** Keeps the state: a crash leaves the old or the new. A state that is the last one already is not written. Throws FolderError. */
  save(state: Texts): void
  /** The lines that were appended since the state that `load` gave; the last one may not be whole. Throws FolderError. */
  appended(): readonly string[]
  /**
   * Keeps a line beside the state until the next whole one is kept: it outlives the process and a power cut. Where none was kept
   * yet, throws FolderError. Undefined: only the files that were removed are removed for good.
   */
  append(line: string | undefined): void
  /** `keep` is called where more was removed than is held until the next `save`, which it is to call. */
  whenCrowded(keep: () => void): void
  /** Gives the folder back. Files that were removed since the last `save` are put back. */
  close(): void
}

/**
 * Opens the folder of a device and makes it where there is none (its parent has to be there). Where the disk is full, it can be read; what
 * changes it fails then. Files that a process which died had removed, and whose state it did not keep, are put back.
 * Throws FolderError where it cannot be made or written, where it is no folder, and where another process has it.
 */
export function openFolder(path: string): DeviceFolder {
  const files = join(path, 'files')
  const state = join(path, 'state')
  const beside = join(path, `writing.${process.pid}`)
  const removed = removedFiles(files, join(path, 'removed'))
  const guarded = <T>(what: string, act: () => T): T => guardedIn(path, what, act)
  const lock = guarded(`use the folder ${path}`, () => entered(path, { files, state, removed }))
  let last: Texts | undefined
  const lines = new Lines()
  const shown = shownState(path, state)
  return {
    files: folderFiles(files, beside, removed),
    load: (isWhole) =>
      guarded(`read ${state}`, () => {
        last = readGeneration(state, isWhole)
        return last && shown.taken(last)
      }),
    configurationFile: () => (shown.wasTaken() ? join(path, 'configuration.rsc') : join(lastFolder(state) ?? state, 'configuration.rsc')),
    save(texts) {
      if (last === undefined || !isSame(last, texts)) {
        if (lock.isFull) throw new FolderError(`cannot write ${state}: there was no space left when it was opened`)
        guarded(`write ${state}`, () => {
          if (last !== undefined) nameFirst(state)
          writeGeneration(state, texts)
        })
        last = texts
      } else {
        // What was added since has come to nothing.
        lines.close()
        guarded(`write ${state}`, () => rmSync(logOf(state) ?? '', { force: true }))
      }
      // Copies: on a full disk the state itself is kept, and they come with the next one.
      if (!lock.isFull) guarded(`write into ${path}`, () => unlessFull(() => shown.show(texts)))
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
      removed.crowded = () => {
        try {
          keep()
        } catch (error) {
          // The command that removes is what fails then.
          throw error instanceof FolderError ? new FileFault('system', path, error.message) : error
        }
      }
    },
    close() {
      lines.close()
      if (!lock.isFull) unlessFull(() => removed.restore())
      rmSync(beside, { force: true })
      lock.release()
    },
  }
}

/** Does something in the folder `path`. Throws a FolderError for damage and for what the file system refuses. */
function guardedIn<T>(path: string, what: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof DamagedError) throw new FolderError(`${path} is damaged: ${error.message}`)
    if (hasCode(error)) throw new FolderError(`cannot ${what}: ${causeOf(error)}`)
    throw error
  }
}

/** What an open folder is made of. */
interface Parts {
  readonly files: string
  readonly state: string
  readonly removed: RemovedFiles
}

/**
 * Makes the folder where there is none, takes its lock, tidies up behind processes that died. Throws FolderError, or the system's error.
 */
function entered(path: string, { files, state, removed }: Parts): OpenLock {
  const lockFile = join(path, 'lock')
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new FolderError(`${path} is a file, not the folder of a device`)
  for (const folder of [path, files, state]) makeFolder(folder)
  if (lstatSync(files).isSymbolicLink()) throw new FolderError(`${files} is a symbolic link: a device's files stay in its folder`)
  // Who may write there could put keys of their own in; what of DIR and of files/ others may see is the user's to say.
  if ((statSync(state).mode & 0o077) !== 0 && statSync(state).uid === process.getuid?.()) chmodSync(state, 0o700)
  for (const folder of [path, files, state]) accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  if (statSync(lockFile, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new FolderError(`${lockFile} is a folder, not a lock: nobody makes one there; remove it`)
  const taken = lockUnlessFull(lockFile)
  if ('pid' in taken)
    throw new FolderError(`${path} is in use by process ${taken.pid} on ${taken.host}; if that is over, remove ${lockFile}`)
  if (taken.isFull) return taken
  sweep(path, ['lock', 'writing'])
  unlessFull(() => removed.restore())
  return taken
}

/** Makes a folder for its owner only, since keys lie in it; another process may make it at the same time. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!hasCode(error) || error.code !== 'EEXIST') throw error
  }
}

/** `isFull` tells that the disk is, and that nothing is locked. */
type OpenLock = Lock & { readonly isFull: boolean }

/** The lock, or who has it. On a full disk nobody can lock, and `isFull` is true: such a device is only read. */
function lockUnlessFull(path: string): OpenLock | Holder {
  const taken = unlessFull(() => acquireLock(path))
  if (taken === undefined) return holderOf(path) ?? { release: () => undefined, isFull: true }
  return 'pid' in taken ? taken : { ...taken, isFull: false }
}

/** What `act` returns, or undefined where the disk is full. */
function unlessFull<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (hasCode(error) && /^(ENOSPC|EDQUOT)$/.test(error.code)) return undefined
    throw error
  }
}

const isSame = (a: Texts, b: Texts): boolean => a.size === b.size && [...a].every(([name, text]) => b.get(name) === text)
