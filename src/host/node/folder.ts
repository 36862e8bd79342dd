// Owns the folder that keeps a device from one run to the next: `files/`, `state/`, and a lock while it is in use.
import { accessSync, constants, lstatSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from '../host.ts'
import { causeOf, hasCode } from './cause.ts'
import { folderFiles } from './folder-files.ts'
import { DamagedError, readGeneration, writeGeneration, type Texts } from './generations.ts'
import { acquireLock, sweep } from './lock.ts'

/** A folder that cannot be used; the message says which and why. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}

/** An open folder; nobody else has it until `close`. */
export interface DeviceFolder {
  readonly files: Files
  /** What `save` last kept, or undefined on a new device. Throws FolderError where it cannot be read. */
  load(): Texts | undefined
  /** Keeps the state: a crash leaves the old or the new. A state that is the last one already is not written. Throws FolderError. */
  save(state: Texts): void
  close(): void
}

/**
 * Opens the folder of a device and makes it where there is none (its parent has to be there).
 * Throws FolderError where it cannot be made or written, where it is no folder, and where another process has it.
 */
export function openFolder(path: string): DeviceFolder {
  const files = join(path, 'files')
  const state = join(path, 'state')
  const beside = join(path, `writing.${process.pid}`)
  const guarded = <T>(what: string, act: () => T): T => {
    try {
      return act()
    } catch (error) {
      if (error instanceof DamagedError) throw new FolderError(`${path} is damaged: ${error.message}`)
      if (hasCode(error)) throw new FolderError(`cannot ${what}: ${causeOf(error)}`)
      throw error
    }
  }
  const lock = guarded(`use the folder ${path}`, () => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
      throw new FolderError(`${path} is a file, not the folder of a device`)
    // Keys lie in it: for its owner only.
    for (const folder of [path, files, state])
      if (statSync(folder, { throwIfNoEntry: false }) === undefined) mkdirSync(folder, { mode: 0o700 })
    if (lstatSync(files).isSymbolicLink()) throw new FolderError(`${files} is a symbolic link: a device's files stay in its folder`)
    for (const folder of [path, files, state]) accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    const taken = acquireLock(join(path, 'lock'))
    if (!('release' in taken))
      throw new FolderError(`${path} is in use by process ${taken.pid} on ${taken.host}; if that is over, remove ${join(path, 'lock')}`)
    sweep(path, ['lock', 'lock.takeover', 'writing'])
    return taken
  })
  let last: Texts | undefined
  return {
    files: folderFiles(files, beside),
    load: () => guarded(`read ${state}`, () => (last = readGeneration(state))),
    save(texts) {
      if (last !== undefined && isSame(last, texts)) return
      guarded(`write ${state}`, () => writeGeneration(state, texts))
      last = texts
    },
    close() {
      rmSync(beside, { force: true })
      lock.release()
    },
  }
}

const isSame = (a: Texts, b: Texts): boolean => a.size === b.size && [...a].every(([name, text]) => b.get(name) === text)
