// Owns saving a set of texts so that a crash leaves the complete old set or the complete new one: each set is in a folder of its own, and
// the file `last` names the folder of the current one.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncFolder, writeAtomically } from './atomic.ts'

/** The stored sets are damaged; the message describes how. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError'
}

/** Texts by name; a name may contain `/`. */
export type NamedTexts = ReadonlyMap<string, string>

/**
 * Returns the set that `write` last saved under `root`, or undefined where there is none. A first set without a name counts if `isWhole`
 * accepts it: its name was lost or about to be written. Throws a DamagedError, or the file system's error.
 */
export function readGeneration(root: string, isWhole: (texts: NamedTexts) => boolean): NamedTexts | undefined {
  const last = lastOf(root)
  if (last !== undefined) return textsOf(root, last)
  const sets = readdirSync(root).filter((name) => /^\d+$/.test(name))
  // Only the first set can be unnamed; later ones always replace a named one.
  if (sets.some((name) => name !== '1')) throw new DamagedError(`${root} contains states, but no file 'last' that names one`)
  const first = sets.length === 0 ? undefined : textsOf(root, '1')
  return first !== undefined && isWhole(first) ? first : undefined
}

function textsOf(root: string, last: string): NamedTexts {
  if (statSync(join(root, last), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new DamagedError(`${join(root, 'last')} names the state ${last}, which does not exist`)
  const texts = new Map<string, string>()
  const folder = join(root, last)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    texts.set(path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8'))
  }
  return texts
}

/** Saves a set in place of the last one. Throws the file system's error; the last one is unchanged then, and the new one is removed. */
export function writeGeneration(root: string, texts: NamedTexts): void {
  const last = lastOf(root)
  const next = String(Number(last ?? '0') + 1)
  try {
    writeSet(root, next, texts)
  } catch (error) {
    // If the file `last` already names the new set, it is the current one and stays.
    if (lastOf(root) !== next) rmSync(join(root, next), { recursive: true, force: true })
    throw error
  }
  // Leftovers of crashed runs are removed along with the replaced set.
  for (const entry of readdirSync(root))
    if (/^(last\.)?\d+(\.log)?$/.test(entry) && entry !== next) rmSync(join(root, entry), { recursive: true, force: true })
}

/**
 * Names the first set in `last` where no set is named, as returned by `readGeneration`: otherwise the next one would be written in its
 * place.
 */
export function nameFirst(root: string): void {
  if (lastOf(root) === undefined) name(root, '1')
}

function writeSet(root: string, next: string, texts: NamedTexts): void {
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

/** Returns the log file of changes since the set last saved; undefined where there is none. Each saved set starts a new log. */
export function logOf(root: string): string | undefined {
  const last = lastOf(root)
  return last === undefined ? undefined : join(root, `${last}.log`)
}

/** Returns the folder of the set last saved; undefined where there is none. */
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
