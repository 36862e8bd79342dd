// Owns writing to the device's files so that a failing command's writes are undone.
import type { FileInfo, Files } from '../host/host.ts'
import type { Journal } from './journal.ts'

/** The host's files behind the journal. Names carry no leading slash: `/a/b` and `a/b` are one file. */
export class JournaledFiles implements Files {
  readonly #files: Files
  readonly #journal: Journal

  constructor(files: Files, journal: Journal) {
    this.#files = files
    this.#journal = journal
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
    this.#files.write(path, contents)
    this.#journal.note(() => (old === undefined ? this.#files.remove(path) : this.#files.write(path, old)))
  }

  makeDirectory(name: string): void {
    const path = plain(name)
    if (this.find(path) !== undefined) return
    this.#files.makeDirectory(path)
    this.#journal.note(() => this.#files.remove(path))
  }

  /** Removes a file, or a folder with what is in it. */
  remove(name: string): void {
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

const plain = (name: string): string => name.replace(/^\/+/, '')
