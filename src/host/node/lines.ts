// Owns appending lines to a file durably: each survives a crash of the process and a power cut.
import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from './atomic.ts'

/** The file, which stays open between lines. */
interface Open {
  readonly path: string
  readonly file: number
  size: number
}

/** A file that only grows, line by line. */
export class AppendedLines {
  #open: Open | undefined

  /**
   * Appends a line to the file at `path`, created where there is none, and syncs it to disk. Throws the file system's error; the file is
   * unchanged then.
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

/** Returns the lines of a file; none where it does not exist. */
export function linesOf(path: string | undefined): readonly string[] {
  if (path === undefined || statSync(path, { throwIfNoEntry: false }) === undefined) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
}
