// Owns files over other files: changes are stored in memory, and the files below stay unchanged.
import type { Files } from './files.ts'
import { memoryFiles } from './memory.ts'

/** Returns the files of `under`, with changes stored in memory. `now` in nanoseconds since 1970. Faults are those of `memoryFiles`. */
export function overlayFiles(under: Files, now: () => bigint): Files {
  const over = memoryFiles({}, now)
  const removed = new Set<string>()
  const folderUnder = (name: string): boolean => !removed.has(name) && under.list().some((file) => file.name === name && file.directory)
  const readUnder = (name: string): Uint8Array | undefined => (removed.has(name) || folderUnder(name) ? undefined : under.read(name))
  const has = (name: string): boolean => over.list().some((file) => file.name === name)
  /**
   * Copies the folders above a name, and files in the place of these, into the overlay, so that conflicts are detected as in the files
   * below.
   */
  const bring = (name: string): void => {
    for (const { name: there, directory } of under.list()) {
      if (removed.has(there) || has(there) || !(there === name || name.startsWith(`${there}/`))) continue
      if (directory) over.makeDirectory(there)
      else if (there !== name) over.write(there, under.read(there) ?? new Uint8Array())
    }
  }
  return {
    list() {
      const own = over.list()
      const names = new Set(own.map(({ name }) => name))
      return [...under.list().filter(({ name }) => !names.has(name) && !removed.has(name)), ...own]
    },
    read: (name) => over.read(name) ?? (has(name) ? undefined : readUnder(name)),
    write(name, contents) {
      bring(name)
      over.write(name, contents)
    },
    makeDirectory(name) {
      bring(name)
      over.makeDirectory(name)
    },
    remove(name) {
      over.remove(name)
      removed.add(name)
    },
  }
}
