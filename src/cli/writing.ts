// Owns writing the files and folders that a user requests, with clear errors.
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeAtomically } from '../host/node/atomic.ts'
import { causeOf, hasCode } from '../host/node/cause.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { statsOf } from './input.ts'

/** Runs the function that writes `path`. Throws a Complaint (73) with a hint for an error of the file system. */
export function writing(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!hasCode(error)) throw error
    throw new Complaint(ExitCode.cannotCreate, `cannot write ${path}: ${causeOf(error)}`, hintFor(path, error.code))
  }
}

function hintFor(path: string, code: string): string | undefined {
  if (code === 'EISDIR') return `name a file, as in ${join(path, 'NAME')}`
  if (code === 'ENOENT' && statsOf(dirname(path)) === undefined) return `make the folder ${dirname(path)} first`
  return undefined
}

/** Writes a file as a whole: a crash leaves the old contents or the new ones. Links are followed; pipes and devices are written to. */
export function writeWhole(path: string, contents: Uint8Array): void {
  writing(path, () => {
    const there = statsOf(path)
    if (there !== undefined && !there.isFile()) return writeFileSync(path, contents)
    const target = there === undefined ? path : realpathSync(path)
    writeAtomically(target, `${target}.${process.pid}`, contents, there === undefined ? 0o644 : there.mode & 0o7777)
  })
}

/** Creates a folder, and its parents where they are missing. Throws a Complaint (73) where that fails. */
export function makeFolder(path: string): void {
  const found = statsOf(path)
  if (found?.isDirectory() === true) return
  if (found !== undefined) throw new Complaint(ExitCode.cannotCreate, `cannot write into ${path}: it is a file`, 'name a folder')
  // Not mkdir's own `recursive`: in a file system that refuses new folders as missing (/proc) it does not end.
  if (dirname(path) !== path) makeFolder(dirname(path))
  writing(path, () => mkdirSync(path))
}
