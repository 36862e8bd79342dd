// Owns writing to the device's files so that a failing command's writes are undone.
import type { FileInfo, Files } from '../../host/host.ts'
import type { Journal } from '../rows/journal.ts'
import { limited } from '../../diagnostic/failure.ts'

/** The host's files behind the journal. Names carry no leading slash: `/a/b` and `a/b` are one file. */
export class JournaledFiles implements Files {
  readonly #files: Files
  readonly #journal: Journal
  readonly #most: number
  /** What each file counts for, while it is known. */
  #costs: Map<string, number> | undefined
  #total = 0

  /** `most` are the bytes that all files may have; see `Limits`. */
  constructor(files: Files, journal: Journal, most = Infinity) {
    this.#files = files
    this.#journal = journal
    this.#most = most
  }

  /** Counts what is about to be written, of `bytes` under a name; what stands there goes. */
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

  /** What was removed or undone is counted anew. */
  #forget(): void {
    this.#costs = undefined
  }

  list(): readonly FileInfo[] {
    return this.#files.list()
  }

  read(name: string): Uint8Array | undefined {
    return this.#files.read(plain(name))
  }

  /** The file's or folder's entry, or undefined. */
  find(name: string): FileInfo | undefined {
    const wanted = plain(name)
    return this.#files.list().find((file) => file.name === wanted)
  }

  write(name: string, contents: Uint8Array): void {
    const path = plain(name)
    const old = this.#files.read(path)
    this.#count(path, contents.length)
    this.#files.write(path, contents)
    this.#journal.note(() => this.#forget())
    this.#journal.note(() => (old === undefined ? this.#files.remove(path) : this.#files.write(path, old)))
  }

  makeDirectory(name: string): void {
    const path = plain(name)
    if (this.find(path) !== undefined) return
    this.#count(path, 0)
    this.#files.makeDirectory(path)
    this.#journal.note(() => this.#forget())
    this.#journal.note(() => this.#files.remove(path))
  }

  /** Removes a file, or a folder with what is in it. */
  remove(name: string): void {
    this.#forget()
    const path = plain(name)
    const inside = this.#files.list().filter((file) => file.name === path || file.name.startsWith(`${path}/`))
    const kept = inside.map((file) => ({ file, contents: file.directory ? undefined : this.#files.read(file.name) }))
    for (const { name: inner } of [...inside].sort((a, b) => b.name.length - a.name.length)) this.#files.remove(inner)
    this.#journal.note(() => {
      for (const { file, contents } of kept.sort((a, b) => a.file.name.length - b.file.name.length))
        if (contents === undefined) this.#files.makeDirectory(file.name)
        else this.#files.write(file.name, contents)
    })
  }
}

/** A file takes room for its name, too. */
const costOf = (bytes: number): number => Math.max(bytes, 4096)

const plain = (name: string): string => name.replace(/^\/+/, '')
