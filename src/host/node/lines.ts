// Owns adding lines to a file so that each lasts once it is added, whatever is cut then: the process or the power.
import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from './atomic.ts'

/** A file that stays open between two lines. */
interface Open {
  readonly path: string
  readonly file: number
  size: number
}

export class Lines {
  #open: Open | undefined

  /**
   * Adds a line to the file at `path`, made where there is none, and waits until it is on the disk. Throws the file system's error; the
   * file is as it was then.
   */
  add(path: string, line: string): void {
    const open = this.#at(path)
    const bytes = Buffer.from(`${line}\n`, 'utf8')
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(open.file, bytes, at)
      fsyncSync(open.file)
      open.size += bytes.length
    } catch (error) {
      ftruncateSync(open.file, open.size)
      throw error
    }
  }

  #at(path: string): Open {
    if (this.#open?.path === path) return this.#open
    this.close()
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW, 0o600)
    syncFolder(dirname(path))
    return (this.#open = { path, file, size: fstatSync(file).size })
  }

  close(): void {
    if (this.#open !== undefined) closeSync(this.#open.file)
    this.#open = undefined
  }
}

/** The lines of a file; none where it is not there. */
export function linesOf(path: string | undefined): readonly string[] {
  if (path === undefined || statSync(path, { throwIfNoEntry: false }) === undefined) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
}
