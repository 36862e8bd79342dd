// Owns reading the scripts that a user names, with clear errors.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { causeOf, hasCode } from '../host/node/cause.ts'
import { Source } from '../text/source.ts'
import { Complaint, ExitCode } from './exit-code.ts'

/** Reads a file, or standard input for `-`. Throws a Complaint (66) if it is missing, not a file, or not a text. */
export function readScript(path: string): Source {
  const name = path === '-' ? '<stdin>' : path
  const bytes = read(path, name)
  if (bytes.includes(0)) {
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
    const what = utf16 ? 'is UTF-16 text: a device reads UTF-8' : 'is a binary file, not a script'
    throw new Complaint(ExitCode.noInput, `${name} ${what}`, utf16 ? 'save it as UTF-8' : undefined)
  }
  return new Source(bytes.toString('latin1'), name)
}

function read(path: string, name: string): Buffer {
  try {
    if (path !== '-' && statSync(path).isDirectory()) throw folderComplaint(path, name)
    return readFileSync(path === '-' ? 0 : path)
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
