// Owns the form of a kept device: what its texts hold, and telling a whole one from a damaged one.
import { Failure } from '../../diagnostic/failure.ts'
import type { Packages } from '../../schema/package-names.ts'
import type { Board } from '../plain/board.ts'
import type { Kept } from './kept-value.ts'

/** Texts by file name (`device.json`, `certificate/1.certificate.pem`); each holds UTF-8. */
export type State = ReadonlyMap<string, string>

/** Raised where the form changes; older forms are to be read for ever. Forms 1 and 2 have their rows in `device.json`, and no export. */
export const version = 3

/** What it is, what its rows are, and its configuration as an export, which a device could read. */
export const names = { device: 'device.json', rows: 'rows.json', configuration: 'configuration.rsc' } as const

export interface KeptRow {
  readonly id: number
  readonly values: Readonly<Record<string, Kept>>
  /** What the row holds beside its values: short parts as they are, PEM as the name of its file. */
  readonly parts?: Readonly<Record<string, string>>
  /** Which of the rows of a new device it is: the name that it had there; its place where they have no names, and in states of form 1. */
  readonly factory?: string | number
}

export interface KeptMenu {
  readonly path: string
  readonly next: number
  readonly rows: readonly KeptRow[]
}

export interface KeptDevice {
  readonly version: number
  readonly release: string
  /** Its packages; absent in states of form 1. */
  readonly packages?: Packages
  /** What it is made of; absent for a virtual machine. */
  readonly board?: Board
  /** The SHA-256 of `configuration.rsc` as it was written: where the file has another one, somebody changed it. Since form 3. */
  readonly configuration?: string
}

/** What `device.json` says. Throws a Failure for a newer form, and for what is none. */
export function deviceOf(state: State): KeptDevice & { readonly menus?: unknown } {
  const kept = jsonOf(state, names.device)
  if (!isObject(kept) || typeof kept['version'] !== 'number') throw damaged(names.device)
  const { version: form } = kept
  if (form > version) throw new Failure(`this state was written by a newer offbox: its form is ${form}, known are forms up to ${version}`)
  if (!isDevice(kept) || (form > 2 && kept.configuration === undefined)) throw damaged(names.device)
  return kept
}

/** Its rows. Throws a Failure where they are not whole. */
export function menusOf(state: State): readonly KeptMenu[] {
  const { version: form, menus } = deviceOf(state)
  const [name, kept] = form < 3 ? [names.device, menus] : [names.rows, jsonOf(state, names.rows)]
  if (!Array.isArray(kept) || !kept.every(isMenu)) throw damaged(name)
  return kept
}

/** The text of one of its files. */
export function textOf(state: State, name: string): string {
  const text = state.get(name)
  if (text === undefined) throw new Failure(`the state lacks its file ${name}`)
  return text
}

export const damaged = (name: string): Failure => new Failure(`${name} is damaged: it does not hold what offbox writes there`)

function jsonOf(state: State, name: string): unknown {
  const text = textOf(state, name)
  try {
    return JSON.parse(text)
  } catch {
    throw damaged(name)
  }
}

type Loose = Readonly<Record<string, unknown>>
const isObject = (kept: unknown): kept is Loose => typeof kept === 'object' && kept !== null && !Array.isArray(kept)

const isDevice = (kept: Loose): kept is Loose & KeptDevice =>
  typeof kept['release'] === 'string' &&
  ['undefined', 'string'].includes(typeof kept['configuration']) &&
  (kept['board'] === undefined || isObject(kept['board'])) &&
  (kept['packages'] === undefined ||
    kept['packages'] === 'all' ||
    (Array.isArray(kept['packages']) && kept['packages'].every((name) => typeof name === 'string')))

const isMenu = (kept: unknown): kept is KeptMenu =>
  isObject(kept) &&
  typeof kept['path'] === 'string' &&
  Number.isSafeInteger(kept['next']) &&
  Array.isArray(kept['rows']) &&
  kept['rows'].every(isRow)

const isRow = (kept: unknown): kept is KeptRow =>
  isObject(kept) &&
  Number.isSafeInteger(kept['id']) &&
  isObject(kept['values']) &&
  ['undefined', 'string', 'number'].includes(typeof kept['factory']) &&
  (kept['parts'] === undefined || (isObject(kept['parts']) && Object.values(kept['parts']).every((part) => typeof part === 'string')))
