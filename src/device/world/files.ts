// Owns writing to the device's files such that a failing command's writes are undone, and the messages of file errors.
import { FileFault, type FileInfo, type Files, type Spool } from '../../host/files.ts'
import type { Journal } from '../rows/journal.ts'
import { Failure, limited } from '../../diagnostic/failure.ts'

/** Reasons in messages of file errors; these words are offbox's own, as no transcript shows a device's. */
const words: Readonly<Record<FileFault['fault'], (detail: string) => string>> = {
  'bad-name': (why) => why,
  'no-folder': () => 'a folder in it is no folder',
  'is-folder': () => 'it is a folder',
  'is-file': () => 'there is a file of this name',
  foreign: () => 'it is no file of the device',
  twin: (other) => `some systems cannot distinguish it from ${other}`,
  'no-space': (why) => why,
  system: (why) => why,
}

/** Returns what `act` returns; throws a fault of the host's files as the Failure of the command. */
export function filed<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    const { fault, file, detail } = error
    const what = fault === 'bad-name' ? 'bad file name' : 'cannot use file'
    throw new Failure(`failure: ${what} ${JSON.stringify(file)}: ${words[fault](detail)}`)
  }
}

/** The host's files, with changes recorded in the journal. Names have no leading slash: `/a/b` and `a/b` are the same file. */
export class JournaledFiles implements Files {
  readonly #files: Files
  readonly #journal: Journal
  readonly #most: number
  /** Cache: the bytes charged for each file; undefined after a removal or an undo. */
  #costs: Map<string, number> | undefined
  #total = 0

  /** `most` is the limit in bytes for all files; see `Limits`. */
  constructor(files: Files, journal: Journal, most = Infinity) {
    this.#files = files
    this.#journal = journal
    this.#most = most
  }

  /** Counts `bytes` about to be written under a name, in place of what is there. Throws a limit's Failure. */
  #count(path: string, bytes: number): void {
    if (this.#most === Infinity) return
    if (this.#costs === undefined) {
      this.#costs = new Map(this.#files.list().map(({ name, size }) => [name, costOf(size)]))
      this.#total = [...this.#costs.values()].reduce((sum, cost) => sum + cost, 0)
    }
    const total = this.#total - (this.#costs.get(path) ?? 0) + costOf(bytes)
    if (total > this.#most) throw limited(`the files of the device grow beyond ${this.#most} bytes`)
    this.#total = total
    this.#costs.set(path, costOf(bytes))
  }

  /** Drops the cache after a removal or an undo. */
  #forget(): void {
    this.#costs = undefined
  }

  list(): readonly FileInfo[] {
    return this.#files.list()
  }

  read(name: string): Uint8Array | undefined {
    return filed(() => this.#files.read(plain(name)))
  }

  /** Returns the file's or folder's entry, or undefined. */
  find(name: string): FileInfo | undefined {
    const wanted = plain(name)
    return this.#files.list().find((file) => file.name === wanted)
  }

  write(name: string, contents: Uint8Array): void {
    const path = plain(name)
    const old = this.read(path)
    this.#count(path, contents.length)
    filed(() => this.#files.write(path, contents))
    this.#undoBy(() => (old === undefined ? this.#files.remove(path) : this.#files.write(path, old)))
  }

  /** Notes how to undo a change of the files. */
  #undoBy(undo: () => void): void {
    this.#journal.note({ undo: () => this.#forget() })
    this.#journal.note({ undo: () => filed(undo) })
  }

  /** Opens a file that is written from outside; undefined where the host has no place for it. */
  spool(): Spool | undefined {
    return this.#files.spool?.()
  }

  /** Returns the bytes that a file of this name may have. */
  room(name: string): number {
    const path = plain(name)
    return this.#files.list().reduce((left, file) => (file.name === path ? left : left - costOf(file.size)), this.#most)
  }

  /** Makes a spooled file of `bytes` a file of the device. Undoing restores a previous file only where it is small enough to be held. */
  adopt(name: string, spooled: Spool, bytes: number): void {
    const path = plain(name)
    const there = this.find(path)
    const old = there !== undefined && there.size <= heldBytes ? this.read(path) : undefined
    this.#count(path, bytes)
    filed(() => spooled.keep(path))
    this.#undoBy(() => (old === undefined ? this.#files.remove(path) : this.#files.write(path, old)))
  }

  makeDirectory(name: string): void {
    const path = plain(name)
    if (this.find(path) !== undefined) return
    this.#count(path, 0)
    filed(() => this.#files.makeDirectory(path))
    this.#undoBy(() => this.#files.remove(path))
  }

  /** Removes a file, or a folder with its contents. */
  remove(name: string): void {
    this.#forget()
    const path = plain(name)
    const inside = this.#files.list().filter((file) => file.name === path || file.name.startsWith(`${path}/`))
    const kept = inside.map((file) => ({ file, contents: file.directory ? undefined : this.read(file.name) }))
    for (const { name: inner } of [...inside].sort((a, b) => b.name.length - a.name.length)) filed(() => this.#files.remove(inner))
    this.#journal.note({
      undo: () => {
        for (const { file, contents } of kept.sort((a, b) => a.file.name.length - b.file.name.length))
          filed(() => (contents === undefined ? this.#files.makeDirectory(file.name) : this.#files.write(file.name, contents)))
      },
    })
  }
}

/** Larger files are not held in memory for undoing. */
const heldBytes = 1 << 24

/** A file also takes room for its entry. */
const costOf = (bytes: number): number => Math.max(bytes, 4096)

/** A name ends at a NUL (published scripts use it to cut off an extension that a command appends; that it ends any name is *inferred*). */
const plain = (name: string): string => name.replace(/^\/+|\0.*$/gs, '')
