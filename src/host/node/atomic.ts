// Owns writing a file atomically: a crash at any moment leaves the old contents or the new ones.
import { closeSync, constants, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes `contents` to `beside`, a free name in the same file system, syncs it to disk, and renames it to `target`. `mode` are its
 * permissions, by default for its owner only. Throws the file system's error; `beside` is removed then.
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

/** Makes a rename durable. Not every system can open a folder; a crash may then restore the old contents, which are complete, too. */
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
