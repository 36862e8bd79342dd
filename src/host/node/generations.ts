// Owns keeping a set of texts so that a crash leaves the whole old set or the whole new one: each set in a folder of its own, and one
// small file that says which is the last.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncFolder, writeAtomically } from './atomic.ts'

/** What lies there was not left so by whoever writes it; the message says what is wrong. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError'
}

/** Texts by name; a name may hold `/`. */
export type Texts = ReadonlyMap<string, string>

/**
 * The set that `write` last kept under `root`, or undefined where there is none. A first set without a name is the last one where
 * `isWhole` says so: its name was lost or was about to be given. Throws a DamagedError, or the file system's error.
 */
export function readGeneration(root: string, isWhole: (texts: Texts) => boolean): Texts | undefined {
  const last = lastOf(root)
  if (last !== undefined) return textsOf(root, last)
  const sets = readdirSync(root).filter((name) => /^\d+$/.test(name))
  // The first one may have been under way. Later ones never lose their name.
  if (sets.some((name) => name !== '1')) throw new DamagedError(`${root} holds states, but no file 'last' that names one`)
  const first = sets.length === 0 ? undefined : textsOf(root, '1')
  return first !== undefined && isWhole(first) ? first : undefined
}

function textsOf(root: string, last: string): Texts {
  if (statSync(join(root, last), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new DamagedError(`${join(root, 'last')} names the state ${last}, which is not there`)
  const texts = new Map<string, string>()
  const folder = join(root, last)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    texts.set(path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8'))
  }
  return texts
}

/**
 * Keeps a set in the place of the last one. Throws the file system's error; the last one is untouched then, and nothing is left of the new
 * one.
 */
export function writeGeneration(root: string, texts: Texts): void {
  const last = lastOf(root)
  const next = String(Number(last ?? '0') + 1)
  try {
    writeSet(root, next, texts)
  } catch (error) {
    // Where it was named after all, it is the last one.
    if (lastOf(root) !== next) rmSync(join(root, next), { recursive: true, force: true })
    throw error
  }
  // Leftovers of runs that died go with the set that was replaced.
  for (const entry of readdirSync(root))
    if (/^(last\.)?\d+(\.log)?$/.test(entry) && entry !== next) rmSync(join(root, entry), { recursive: true, force: true })
}

/** Names the first set where nothing names one, as what `readGeneration` gave: else the next one would be written in its place. */
export function nameFirst(root: string): void {
  if (lastOf(root) === undefined) name(root, '1')
}

function writeSet(root: string, next: string, texts: Texts): void {
  const folder = join(root, next)
  rmSync(folder, { recursive: true, force: true })
  const folders = new Set([root, folder])
  for (const [file, text] of texts) {
    const path = join(folder, file)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    folders.add(dirname(path))
    writeFileSync(path, text, { mode: 0o600, flush: true })
  }
  for (const each of folders) syncFolder(each)
  name(root, next)
}

const name = (root: string, set: string): void => writeAtomically(join(root, 'last'), join(root, `last.${set}`), Buffer.from(`${set}\n`))

/** The file of what came after the set that was last kept; undefined where none was. Each whole set begins a new one. */
export function logOf(root: string): string | undefined {
  const last = lastOf(root)
  return last === undefined ? undefined : join(root, `${last}.log`)
}

/** The folder of the set that was last kept; undefined where none was. */
export function lastFolder(root: string): string | undefined {
  const last = lastOf(root)
  return last === undefined ? undefined : join(root, last)
}

function lastOf(root: string): string | undefined {
  const pointer = join(root, 'last')
  if (statSync(pointer, { throwIfNoEntry: false }) === undefined) return undefined
  const last = readFileSync(pointer, 'utf8').trim()
  if (!/^\d{1,15}$/.test(last)) throw new DamagedError(`${pointer} does not name a state`)
  return last
}
