// Owns which files verbs read: named files, scripts below named folders, but no binary files.
import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { causeOf, hasCode } from '../host/node/cause.ts'
import type { Source } from '../text/source.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readNamed, readScript, statsOf } from './input.ts'

/** The help text of path arguments. */
export const pathsHelp = 'scripts, or folders of them (*.rsc); - is standard input (default: the paths of offbox.json, else this folder)'

/** A file with its size in bytes, if known. */
export interface ScriptFile {
  readonly path: string
  readonly size: number
}

/**
 * The scripts that a user names: files as given, folders with every `*.rsc` below them, sorted, except those that `filesBelow` leaves out.
 * The reader reports missing ones.
 */
export function scriptsOf(paths: readonly string[]): readonly ScriptFile[] {
  return paths.flatMap((path) => {
    if (path === '-') return [{ path, size: 0 }]
    const found = statsOf(path)
    if (found?.isDirectory() !== true) return [{ path, size: found?.size ?? 0 }]
    const below = filesBelow(path, '.rsc').map((each) => ({ path: each, size: statsOf(each)?.size ?? 0 }))
    if (below.length === 0) throw new Complaint(ExitCode.noInput, `${path} contains no script: no file below it ends with .rsc`)
    return below
  })
}

/** Whether a path is below a dot-folder or node_modules. */
const isHidden = (below: string): boolean =>
  below.split(/[/\\]/).some((name) => name === 'node_modules' || (name.startsWith('.') && name !== '..'))

/**
 * The files below a folder with an ending, sorted, except in dot-folders, node_modules and the states of kept devices.
 * Throws a Complaint (66) if it cannot be read.
 */
export function filesBelow(folder: string, ending: string): readonly string[] {
  try {
    const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    const states = all
      .filter(({ name, parentPath }) => name === 'last' && basename(parentPath) === 'state' && relative(folder, parentPath) !== '')
      .map(({ parentPath }) => `${parentPath}${sep}`)
    const isState = (path: string): boolean => states.some((state) => path.startsWith(state))
    return all
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !isHidden(relative(folder, entry.parentPath)))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !isState(path))
      .sort()
  } catch (error) {
    if (!hasCode(error)) throw error
    throw new Complaint(ExitCode.noInput, `cannot read ${folder}: ${causeOf(error)}`)
  }
}

const insteadOfBackup = 'on the device: /export file=name, then check name.rsc'

/** The first bytes of device file formats; sources: backups of 6.x and 7.x, the `.npk` and `supout.rif` formats. */
const formats: readonly (readonly [start: string, what: string, instead: string])[] = [
  ['\x88\xac\xa1\xb1', 'a backup, which only a device reads', insteadOfBackup],
  ['\xef\xa8\x91\x72', 'an encrypted backup, which only a device reads', insteadOfBackup],
  ['\x1e\xf1\xd0\xba', 'a package, not a script', 'check accepts scripts and exports'],
  ['--BEGIN ROUTEROS SUPOUT', 'a support file, not a script', 'on the device: /export file=name, then check name.rsc'],
]

/** The text of a script; `name` is its name in messages. Throws a Complaint that names the type of a file that is not a script. */
export function readChecked(path: string, name?: string): Source {
  if (path !== '-') {
    const start = startOf(path)
    const format = formats.find(([opening]) => start.startsWith(opening))
    if (format !== undefined) throw new Complaint(ExitCode.noInput, `${path} is ${format[1]}`, format[2])
    if (path.endsWith('.backup') && start.includes('\0'))
      throw new Complaint(ExitCode.noInput, `${path} is a backup, which only a device reads`, insteadOfBackup)
  }
  return name === undefined ? readScript(path) : readNamed(path, name)
}

function startOf(path: string): string {
  try {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(64)
      return bytes.toString('latin1', 0, readSync(file, bytes))
    } finally {
      closeSync(file)
    }
  } catch {
    // Reading the whole file reports the error.
    return ''
  }
}
