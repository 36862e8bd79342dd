// Owns what was taken away from a device's files and may still be needed: it is held until the state that needs it no more is kept.
import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'

/** Files that are gone for the device, and not for good. */
export interface RemovedFiles {
  /** Takes the file at `path`, called `parts` by the device, away. Throws the file system's error; then it is where it was. */
  take(path: string, parts: readonly string[]): void
  /** Holds a copy of a file that is about to be replaced; a hard link, so no room is needed. Throws the file system's error. */
  copy(path: string, parts: readonly string[]): void
  /** The state is kept: removes for good all that is held. */
  settle(): void
  /** The state was not kept: puts back all that is held. What cannot be put back stays held. Throws the file system's error. */
  restore(): void
  /** Told before more than `heldBytes` are held: whoever listens keeps the state and calls `settle`. */
  crowded: () => void
}

/** How many bytes are held before the state is kept in between: a script may fetch and remove for days. */
const heldBytes = 64 * 1024 * 1024

/** Holds files of the folder `files` in the folder `held`, each below a number: `held/1/a/b.p12` was `files/a/b.p12`. */
export function removedFiles(files: string, held: string): RemovedFiles {
  let next: number | undefined
  let bytes = 0
  const hold = (path: string, parts: readonly string[], act: (from: string, to: string) => void): void => {
    const size = lstatSync(path).size
    if (bytes + size > heldBytes) self.crowded()
    next ??= Math.max(0, ...numbersIn(held)) + 1
    const place = join(held, String(next), ...parts)
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
    act(path, place)
    next++
    bytes += size
  }
  const self: RemovedFiles = {
    crowded: () => undefined,
    take: (path, parts) => hold(path, parts, renameSync),
    copy: (path, parts) => hold(path, parts, linkSync),
    settle() {
      if (next === undefined) return
      rmSync(held, { recursive: true, force: true })
      next = undefined
      bytes = 0
    },
    restore() {
      for (const number of numbersIn(held)) putBack(join(held, String(number)), files, number)
      rmSync(held, { recursive: true, force: true })
      next = undefined
      bytes = 0
    },
  }
  return self
}

/** The numbers that a folder of held files has, ascending: what was taken first comes back first. */
const numbersIn = (held: string): readonly number[] =>
  (lstatSync(held, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(held) : [])
    .filter((name) => /^\d{1,15}$/.test(name))
    .map(Number)
    .sort((a, b) => a - b)

/** Moves the files below `from` to their places below `to`; beside them, under a name that tells, where another file stands. */
function putBack(from: string, to: string, number: number): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    const there = lstatSync(target, { throwIfNoEntry: false })
    if (entry.isDirectory()) {
      const folder = there === undefined || there.isDirectory() ? target : besides(target, number)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      putBack(source, folder, number)
    } else if (there === undefined) renameSync(source, target)
    else if (!there.isFile() || !readFileSync(source).equals(readFileSync(target))) renameSync(source, besides(target, number))
  }
}

/** A free path beside one: `k.removed-1.p12` beside `k.p12`. */
function besides(path: string, number: number): string {
  const ending = extname(path)
  const stem = path.slice(0, path.length - ending.length)
  for (let tried = number; ; tried++) {
    const free = `${stem}.removed-${tried}${ending}`
    if (lstatSync(free, { throwIfNoEntry: false }) === undefined) return free
  }
}
