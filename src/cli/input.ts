// Owns reading the scripts that a user names, with clear errors.
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { causeOf, hasCode } from '../host/node/cause.ts'
import { Source } from '../text/source.ts'
import { Complaint, ExitCode } from './exit-code.ts'

/** Reads a file, or standard input for `-`. Throws a Complaint (66) if it is missing, not a file, or not a text. */
export const readScript = (path: string): Source => readNamed(path, path === '-' ? '<stdin>' : path)

/** The same with another name in messages. */
export function readNamed(path: string, name: string): Source {
  const bytes = read(path, name)
  if (bytes.includes(0)) {
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
    const what = utf16 ? 'is UTF-16 text: a device reads UTF-8' : 'is a binary file, not a script'
    throw new Complaint(ExitCode.noInput, `${name} ${what}`, utf16 ? 'save it as UTF-8' : undefined)
  }
  return new Source(bytes.toString('latin1'), name)
}

/**
 * Returns the file system's entry at a path; undefined if there is none or it is not accessible: whatever reads the path then reports why.
 */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    if (!hasCode(error)) throw error
    return undefined
  }
}

/** The maximum number of bytes read from a file: devices and pipes may be endless. */
const maxFileBytes = 256 * 1024 * 1024

/**
 * Reads a file, or standard input for 0. Throws the system's error, and a Complaint (66) for more than `maxFileBytes`; `name` is the file's
 * name in that message.
 */
export function readBounded(path: string | 0, name: string): Buffer {
  const file = path === 0 ? 0 : openSync(path, 'r')
  try {
    const tooLong = (): Complaint => new Complaint(ExitCode.noInput, `cannot read ${name}: it has more than ${maxFileBytes} bytes`)
    const stats = fstatSync(file)
    if (stats.size > maxFileBytes) throw tooLong()
    if (stats.isFile()) return readFileSync(file)
    const parts: Buffer[] = []
    for (let size = 0; size <= maxFileBytes;) {
      const part = Buffer.allocUnsafe(pieceBytes)
      const read = readSync(file, part)
      if (read === 0) return Buffer.concat(parts)
      parts.push(part.subarray(0, read))
      size += read
    }
    throw tooLong()
  } finally {
    if (file !== 0) closeSync(file)
  }
}

/** The number of bytes read at once from a file of unknown size. */
const pieceBytes = 64 * 1024

function read(path: string, name: string): Buffer {
  try {
    if (path !== '-' && statSync(path).isDirectory()) throw folderComplaint(path, name)
    return readBounded(path === '-' ? 0 : path, name)
  } catch (error) {
    if (!hasCode(error)) throw error
    // A closed terminal has no writer, and an empty pipe may report EAGAIN or EOF.
    if (path === '-' && error.code === 'EOF') return Buffer.alloc(0)
    throw new Complaint(ExitCode.noInput, `cannot read ${name}: ${causeOf(error)}`, error.code === 'ENOENT' ? hintFor(path) : undefined)
  }
}

/** The error for a folder in place of a script; suggests `--device` if it stores a device. */
const folderComplaint = (path: string, name: string): Complaint =>
  statSync(join(path, 'state'), { throwIfNoEntry: false })?.isDirectory() === true
    ? new Complaint(ExitCode.noInput, `${name} is the folder of a device, not a script`, `a device is named with --device ${path}`)
    : new Complaint(ExitCode.noInput, `${name} is a folder, not a script`)

/** A suggestion for a missing file. */
function hintFor(path: string): string | undefined {
  if (path === 'console') return 'for a console: offbox console'
  const isPlace = /^(localhost|\d+\.\d+\.\d+\.\d+|\[[0-9a-fA-F:.]+\])(:\d+)?(,|$)/.test(path)
  return isPlace ? `the places of --allow-net follow a '=': --allow-net=${path}` : undefined
}
