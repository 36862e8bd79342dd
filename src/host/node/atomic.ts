// Owns writing a file so that a crash at any moment leaves the old contents or the new ones.
import { closeSync, constants, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes `contents` under the name `beside`, which nobody else uses and which lies in the same file system, makes them last, and renames
 * them into place. `mode` are its permissions: for its owner only where none are given. Throws the file system's error;
 * then nothing is left of `beside`.
 */
export function writeAtomically(target: string, beside: string, contents: Uint8Array, mode = 0o600): void {
  try {
    const file = openSync(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW, 0o600)
    try {
      if (mode !== 0o600) fchmodSync(file, mode)
      for (let at = 0; at < contents.length;) at += writeSync(file, contents, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  syncFolder(dirname(target))
}

/** Makes a rename last. Not every system lets a folder be opened; a crash may then bring the old contents back, which are whole too. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, constants.O_RDONLY)
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    return
  }
}
