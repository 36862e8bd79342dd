// Owns finding `offbox.json`: searches upwards from a script's folder, reads each file once, and reports its errors with their place.
import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { causeOf, hasCode } from '../../host/node/cause.ts'
import { settingsWithOriginsFor, type SettingsWithOrigins } from '../../settings/script-settings.ts'
import { readSettings } from '../../settings/read.ts'
import { settingsFileName } from '../../settings/settings.ts'
import { excerpt, markOf } from '../../diagnostic/excerpt.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { Source } from '../../text/source.ts'
import { Complaint, ExitCode } from '../exit-code.ts'
import { statsOf } from '../input.ts'
import { settingsFiles, nearestSettings, type SettingsFile } from './settings-files.ts'

/** The effective settings of a script, with resolved paths, and their file. */
export interface ScriptSettings extends SettingsWithOrigins {
  readonly file: SettingsFile | undefined
}

/** Overrides the search: a path, or `none`. */
export interface ConfigFlags {
  readonly config?: string | undefined
}

const nothing: ScriptSettings = { settings: {}, origins: {}, file: undefined }

/** The settings file of a script (`-` and undefined: of the current folder). Throws a Complaint (78) for an invalid or missing file. */
export function fileFor(script: string | undefined, { config }: ConfigFlags = {}): SettingsFile | undefined {
  if (config === 'none') return undefined
  const path = config ?? nearestTo(script === undefined || script === '-' ? process.cwd() : folderOf(resolve(script)))
  return path === undefined ? undefined : fileAt(path)
}

/** The effective settings of a script. Throws a Complaint (78) like `fileFor`. */
export function scriptSettingsFor(script: string | undefined, flags: ConfigFlags = {}): ScriptSettings {
  const file = fileFor(script, flags)
  if (file === undefined) return nothing
  const below = script === undefined || script === '-' ? '' : relative(file.folder, resolve(script)).split(sep).join('/')
  const { settings, origins } = settingsWithOriginsFor(file.read.settings, below)
  return { settings: settings.facts === undefined ? settings : { ...settings, facts: join(file.folder, settings.facts) }, origins, file }
}

/** A path in a settings file, relative to the current folder. */
export const pathIn = ({ folder }: SettingsFile, path: string): string => join(folder, path)

/** The default paths of a verb: those in the settings file, else the current folder. */
export function pathsOr(paths: readonly string[], flags: ConfigFlags = {}): readonly string[] {
  if (paths.length > 0) return paths
  const file = fileFor(undefined, flags)
  return file?.read.settings.paths?.map((path) => pathIn(file, path)) ?? ['.']
}

/** The line and column of a setting: `offbox.json:3:3`. */
export function placeIn({ path, source, read }: SettingsFile, setting: readonly (string | number)[]): string {
  const offset = read.placeOf(setting)
  if (offset === undefined) return path
  const { line, column } = source.placeAt(bytesBefore(source, offset))
  return `${path}:${line}:${column}`
}

/** The folder of a file; a folder itself. */
function folderOf(path: string): string {
  return statsOf(path)?.isDirectory() === true ? path : dirname(path)
}

function nearestTo(folder: string): string | undefined {
  if (nearestSettings.has(folder)) return nearestSettings.get(folder)
  const path = join(folder, settingsFileName)
  const above = dirname(folder)
  const found = statsOf(path)?.isFile() === true ? path : above === folder ? undefined : nearestTo(above)
  nearestSettings.set(folder, found)
  return found
}

function fileAt(path: string): SettingsFile {
  const whole = resolve(path)
  const made = settingsFiles.get(whole) ?? readAt(whole)
  settingsFiles.set(whole, made)
  return made
}

function readAt(whole: string): SettingsFile {
  const path = relative(process.cwd(), whole)
  const name = path.startsWith(join('..', '..', '..')) ? whole : path
  const source = new Source(toBytes(textAt(whole, name)), name)
  const read = readSettings(fromBytes(source.text))
  const [fault] = read.faults
  if (fault !== undefined) {
    const mark = markOf(source, bytesBefore(source, fault.from), bytesBefore(source, fault.to))
    throw new Complaint(ExitCode.settings, `${fault.message}\n${excerpt(source, mark)}`, fault.help)
  }
  return { path: name, folder: relative(process.cwd(), dirname(whole)), source, read }
}

function textAt(whole: string, name: string): string {
  try {
    return readFileSync(whole, 'utf8')
  } catch (error) {
    if (!hasCode(error)) throw error
    throw new Complaint(ExitCode.settings, `cannot read ${name}: ${causeOf(error)}`)
  }
}

/** The number of bytes before a character of a text. */
const bytesBefore = (source: Source, characters: number): number => toBytes(fromBytes(source.text).slice(0, characters)).length
