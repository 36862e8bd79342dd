// Owns the format of a saved device: the contents of its files, and detecting damaged ones.
import { createHash } from '../../crypto.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { Packages } from '../../schema/package-names.ts'
import type { Board } from '../plain/board.ts'
import type { Kept } from './kept-value.ts'

/** Texts by file name (`device.json`, `certificate/1.certificate.pem`); each holds UTF-8. */
export type SavedState = ReadonlyMap<string, string>

/**
 * The format's version, raised with each change; all older formats have to stay readable. Formats 1 and 2 have their rows in `device.json`,
 * and no export; format 3 has no digests.
 */
const stateVersion = 4

/** The files with the device's description, its rows, and its configuration as an export, which a device could read. */
export const stateFileNames = { device: 'device.json', rows: 'rows.json', configuration: 'configuration.rsc' } as const

/** A row in the state file, its values as JSON. */
export interface SavedRow {
  readonly id: number
  readonly values: Readonly<Record<string, Kept>>
  /** A row's attachments: short ones as they are, PEM as the name of its file. */
  readonly parts?: Readonly<Record<string, string>>
  /** Which row of a new device it is: its name there; its index where rows have no names, and in states of format 1. */
  readonly factory?: string | number
}

/** The rows of a menu in the state file; `next` is the id of the next row that is added. */
export interface SavedMenu {
  readonly path: string
  readonly next: number
  readonly rows: readonly SavedRow[]
}

/** The description of a saved device: what it was made of, and digests of its files. */
export interface SavedDevice {
  readonly version: number
  readonly release: string
  /** Its packages; absent in states of format 1. */
  readonly packages?: Packages
  /** Its hardware; absent for a virtual machine. */
  readonly board?: Board
  /** The SHA-256 of `configuration.rsc` as offbox wrote it: a file with another one was edited. Since format 3. */
  readonly configuration?: string
  /** The checksums of `configuration.rsc` up to each of its lines. Since format 4. */
  readonly starts?: string
  /** The SHA-256 of each other file, by name. Since format 4. */
  readonly digests?: Readonly<Record<string, string>>
  /** The SHA-256 of this file without this member. Since format 4. */
  readonly digest?: string
}

/** Returns the SHA-256 of a text, in hex. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Returns the text of `device.json` of a device whose other files are `files`. */
export function deviceText(kept: Pick<SavedDevice, 'release' | 'packages' | 'board'>, files: SavedState): string {
  const configuration = stateText(files, stateFileNames.configuration)
  const digests = Object.fromEntries(
    [...files].filter(([name]) => name !== stateFileNames.configuration).map(([name, text]) => [name, digest(text)]),
  )
  const whole: SavedDevice = {
    version: stateVersion,
    ...kept,
    configuration: digest(configuration),
    starts: starts(configuration).join(' '),
    digests,
  }
  return signed(whole)
}

const signed = (kept: SavedDevice): string => `${JSON.stringify({ ...kept, digest: digest(JSON.stringify(kept)) }, undefined, 2)}\n`

/**
 * Returns the FNV-1a (draft-eastlake-fnv, 32 bits) of everything before each line but the first, in hex: a file truncated there is detected
 * by it.
 */
function starts(text: string): readonly string[] {
  const found: string[] = []
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    sum = Math.imul(sum ^ unit, 0x01000193)
    if (unit === 10) found.push((sum >>> 0).toString(16))
  }
  return found
}

/**
 * Throws a Failure that names the first file which is not as written: changed, truncated or missing. `configuration.rsc` may be edited by
 * hand, but not to a prefix of what it was, which a truncation leaves; an export is not empty and ends with a line end.
 */
export function refuseDamaged(state: SavedState): void {
  const { digest: written, ...kept } = deviceOf(state)
  const { digests = {}, configuration, starts: whole } = kept
  if (written !== undefined && signed(kept) !== stateText(state, stateFileNames.device)) throw damaged(stateFileNames.device)
  for (const [name, wanted] of Object.entries(digests)) if (digest(stateText(state, name)) !== wanted) throw damaged(name)
  if (configuration === undefined) return
  const text = stateText(state, stateFileNames.configuration)
  if (digest(text) !== configuration && (!/\S[^\n]*\n\s*$/.test(text) || isStart(text, whole)))
    throw new Failure(
      `${stateFileNames.configuration} was cut: it ${text.trim() === '' ? 'is empty' : 'ends before what was written ends'}; ` +
        'where lines are meant to be gone from its end, put a line with a comment there',
    )
}

function isStart(text: string, whole: string | undefined): boolean {
  if (whole === undefined) return false
  const here = starts(text)
  return here.at(-1) === whole.split(' ')[here.length - 1]
}

/** Whether a state was written completely. */
export function isCompleteState(state: SavedState): boolean {
  try {
    refuseDamaged(state)
    return deviceOf(state).version > 3
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

/** Reads `device.json`. Throws a Failure for a newer format, and for other contents. */
export function deviceOf(state: SavedState): SavedDevice & { readonly menus?: unknown } {
  const kept = jsonOf(state, stateFileNames.device)
  if (!isObject(kept) || typeof kept['version'] !== 'number') throw damaged(stateFileNames.device)
  const { version: form } = kept
  if (form > stateVersion)
    throw new Failure(`this state was written by a newer offbox: its form is ${form}, known are forms up to ${stateVersion}`)
  if (
    !isDevice(kept) ||
    (form > 2 && kept.configuration === undefined) ||
    (form > 3 && (kept.digests === undefined || kept.digest === undefined))
  )
    throw damaged(stateFileNames.device)
  return kept
}

/** Reads the rows. Throws a Failure where they are damaged. */
export function menusOf(state: SavedState): readonly SavedMenu[] {
  const { version: form, menus } = deviceOf(state)
  const [name, kept] = form < 3 ? [stateFileNames.device, menus] : [stateFileNames.rows, jsonOf(state, stateFileNames.rows)]
  if (!Array.isArray(kept) || !kept.every(isMenu)) throw damaged(name)
  return kept
}

/** Returns the text of a file. Throws a Failure where it is missing. */
export function stateText(state: SavedState, name: string): string {
  const text = state.get(name)
  if (text === undefined) throw new Failure(`the state lacks its file ${name}`)
  return text
}

/** Returns the failure for a file of a saved device whose contents are not what offbox writes. */
export const damaged = (name: string): Failure => new Failure(`${name} is damaged: it does not hold what offbox writes there`)

function jsonOf(state: SavedState, name: string): unknown {
  const text = stateText(state, name)
  try {
    return JSON.parse(text)
  } catch {
    throw damaged(name)
  }
}

type Loose = Readonly<Record<string, unknown>>
const isObject = (kept: unknown): kept is Loose => typeof kept === 'object' && kept !== null && !Array.isArray(kept)

const isDevice = (kept: Loose): kept is Loose & SavedDevice =>
  typeof kept['release'] === 'string' &&
  ['undefined', 'string'].includes(typeof kept['configuration']) &&
  ['undefined', 'string'].includes(typeof kept['starts']) &&
  ['undefined', 'string'].includes(typeof kept['digest']) &&
  (kept['digests'] === undefined ||
    (isObject(kept['digests']) && Object.values(kept['digests']).every((one) => typeof one === 'string'))) &&
  (kept['board'] === undefined || isObject(kept['board'])) &&
  (kept['packages'] === undefined ||
    kept['packages'] === 'all' ||
    (Array.isArray(kept['packages']) && kept['packages'].every((name) => typeof name === 'string')))

const isMenu = (kept: unknown): kept is SavedMenu =>
  isObject(kept) &&
  typeof kept['path'] === 'string' &&
  Number.isSafeInteger(kept['next']) &&
  Array.isArray(kept['rows']) &&
  kept['rows'].every(isRow)

const isRow = (kept: unknown): kept is SavedRow =>
  isObject(kept) &&
  Number.isSafeInteger(kept['id']) &&
  isObject(kept['values']) &&
  ['undefined', 'string', 'number'].includes(typeof kept['factory']) &&
  (kept['parts'] === undefined || (isObject(kept['parts']) && Object.values(kept['parts']).every((part) => typeof part === 'string')))
