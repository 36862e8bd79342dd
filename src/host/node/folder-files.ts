// Owns a device's files in a folder of the machine, confined to that folder.
import {
  constants,
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { toBytes } from '../../text/bytes.ts'
import { FileFault, type FileFaultKind, type FileInfo, type Files, type Spool } from '../files.ts'
import { syncFolder, writeAtomically } from './atomic.ts'
import { partsOf } from './file-name.ts'
import { causeOf, hasCode } from './cause.ts'
import type { RemovedFiles } from './removed-files.ts'

/**
 * The files under `root`, which exists. `beside` is a free name outside of it in the same file system, for files being written. Symbolic
 * links, sockets and pipes are hidden: not listed, not read, not written through. Errors of the file system are thrown as a FileFault.
 * Removed files go to `removed`, and so do replaced ones that may hold a key: a row with that key may not be saved yet.
 */
export class FolderFiles implements Files {
  readonly #root: string
  readonly #beside: string
  readonly #removed: RemovedFiles
  #spools = 0

  constructor(root: string, beside: string, removed: RemovedFiles) {
    this.#root = root
    this.#beside = beside
    this.#removed = removed
  }

  list(): FileInfo[] {
    return walk(this.#root, '')
  }

  read(name: string): Uint8Array | undefined {
    const parts = partsOf(name)
    const path = this.#locate(parts)
    return path === undefined || kindOf(path) !== 'file' ? undefined : guarded(parts, () => readWithoutLinks(path))
  }

  write(name: string, contents: Uint8Array): void {
    const parts = partsOf(name)
    guarded(parts, () => {
      const path = this.#placeFor(parts, (old) => isLost(readWithoutLinks(old), contents))
      writeAtomically(path, this.#beside, contents)
    })
  }

  spool(): Spool {
    const path = `${this.#beside}.${++this.#spools}`
    return {
      path,
      keep: (name) => {
        const parts = partsOf(name)
        guarded(parts, () => {
          const loses = (old: string): boolean => lstatSync(old).size > largestKey || isLost(readWithoutLinks(old), new Uint8Array())
          const target = this.#placeFor(parts, loses)
          renameSync(path, target)
          syncFolder(dirname(target))
        })
      },
      drop: () => rmSync(path, { force: true }),
    }
  }

  makeDirectory(name: string): void {
    const parts = partsOf(name)
    guarded(parts, () => {
      this.#makeParents(parts)
      const path = join(this.#root, ...parts)
      const kind = kindOf(path)
      if (kind === undefined) makeFolder(parts, path)
      else if (kind !== 'directory') throw faultOf('is-file', parts)
    })
  }

  remove(name: string): void {
    const parts = partsOf(name)
    const path = this.#locate(parts)
    const kind = path === undefined ? undefined : kindOf(path)
    if (path === undefined || kind === undefined) return
    if (kind === 'other') throw faultOf('foreign', parts)
    guarded(parts, () => (kind === 'directory' ? rmdirSync(path) : this.#removed.take(path, parts)))
  }

  /** Returns the path of a name, all of whose folders have to be real ones; undefined where one is missing. */
  #locate(parts: readonly string[]): string | undefined {
    let path = this.#root
    for (const part of parts.slice(0, -1)) {
      path = join(path, part)
      const kind = kindOf(path)
      if (kind === undefined) return undefined
      if (kind !== 'directory') throw faultOf('no-folder', parts)
    }
    return join(path, parts.at(-1)!)
  }

  /** Creates the folders above a name that are missing. Throws a FileFault where something else has the name of one. */
  #makeParents(parts: readonly string[]): void {
    for (let depth = 1; depth < parts.length; depth++) {
      const path = join(this.#root, ...parts.slice(0, depth))
      const kind = kindOf(path)
      if (kind === undefined) makeFolder(parts.slice(0, depth), path)
      else if (kind !== 'directory') throw faultOf('no-folder', parts)
    }
  }

  /** Returns the path of a file about to be written; an existing file for which `loses` is true is copied to `removed`. */
  #placeFor(parts: readonly string[], loses: (old: string) => boolean): string {
    this.#makeParents(parts)
    const path = join(this.#root, ...parts)
    const kind = kindOf(path)
    if (kind !== undefined && kind !== 'file') throw faultOf(kind === 'directory' ? 'is-folder' : 'foreign', parts)
    if (kind === undefined) refuseTwin(parts, dirname(path))
    else if (loses(path)) this.#removed.copy(path, parts)
    return path
  }
}

/** Throws a FileFault for a new name that some file systems cannot distinguish from an existing one; a device can. */
function refuseTwin(parts: readonly string[], folder: string): void {
  const name = parts.at(-1)!
  const twin = readdirSync(folder).find((other) => other !== name && folded(other) === folded(name))
  if (twin !== undefined) throw faultOf('twin', parts, twin)
}

/** Creates a folder, for its owner only: it may contain keys. */
function makeFolder(parts: readonly string[], path: string): void {
  refuseTwin(parts, dirname(path))
  mkdirSync(path, { mode: 0o700 })
}

/** Larger files are not read to look for keys: they are copied to `removed`. */
const largestKey = 1 << 20

/** The name as compared by file systems that ignore case or the encoding of accents. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase()

/** Whether old contents may hold a key (PEM; DER, as PKCS#8 and #12 are) that is not at the start of the new contents. */
const isLost = (old: Uint8Array | undefined, contents: Uint8Array): boolean =>
  old !== undefined &&
  (old[0] === 0x30 || Buffer.from(old).includes('PRIVATE KEY-----')) &&
  !Buffer.from(contents.subarray(0, old.length)).equals(old)

type Kind = 'file' | 'directory' | 'other'

/** The kind of what is at a path itself (a link is `other`), or undefined for nothing. */
function kindOf(path: string): Kind | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats === undefined ? undefined : stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other'
}

/** Reads a regular file. O_NONBLOCK and the second check: it may have become a link or a pipe since the first one. */
function readWithoutLinks(path: string): Uint8Array | undefined {
  const handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    return fstatSync(handle).isFile() ? readFileSync(handle) : undefined
  } finally {
    closeSync(handle)
  }
}

/** Lists everything below a folder that the device may see, sorted by name; names that are invalid on a device are left out. */
function walk(folder: string, prefix: string): FileInfo[] {
  const found: FileInfo[] = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile() && !entry.isDirectory()) continue
    const path = join(folder, entry.name)
    const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false })
    const name = `${prefix}${toBytes(entry.name)}`
    if (stats === undefined || !isValidName(name)) continue
    found.push({ name, directory: entry.isDirectory(), size: entry.isDirectory() ? 0 : Number(stats.size), modified: stats.mtimeNs })
    if (entry.isDirectory()) found.push(...walk(path, `${name}/`))
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isValidName(name: string): boolean {
  try {
    partsOf(name)
    return true
  } catch (error) {
    if (error instanceof FileFault) return false
    throw error
  }
}

const faultOf = (fault: FileFaultKind, parts: readonly string[], detail?: string): FileFault =>
  new FileFault(fault, parts.join('/'), detail)

function guarded<T>(parts: readonly string[], act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (hasCode(error)) throw faultOf(/^(ENOSPC|EDQUOT)$/.test(error.code) ? 'no-space' : 'system', parts, causeOf(error))
    throw error
  }
}
