// Owns files removed from a device that may still be needed: they are held until a state that no longer needs them is saved.
import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'

/** Removed files that can still be restored. */
export interface RemovedFiles {
  /** Removes the file at `path`, named `parts` on the device, and holds it. Throws the file system's error; the file is unchanged then. */
  take(path: string, parts: readonly string[]): void
  /** Holds a copy of a file about to be replaced; a hard link, so it takes no room. Throws the file system's error. */
  copy(path: string, parts: readonly string[]): void
  /** Deletes all held files for good: the state was saved. */
  settle(): void
  /** Restores all held files: the state was not saved. Files that cannot be restored stay held. Throws the file system's error. */
  restore(): void
  /** Called before more than `maxHeldBytes` are held: the listener saves the state and calls `settle`. */
  onFull: () => void
}

/** The maximum number of bytes that are held before the state is saved: a script may fetch and remove files for days. */
const maxHeldBytes = 64 * 1024 * 1024

/** Holds files of the folder `files` in the folder `held`, each below a number: `held/1/a/b.p12` was `files/a/b.p12`. */
export function removedFiles(files: string, held: string): RemovedFiles {
  let next: number | undefined
  let bytes = 0
  const hold = (path: string, parts: readonly string[], act: (from: string, to: string) => void): void => {
    const size = lstatSync(path).size
    if (bytes + size > maxHeldBytes) self.onFull()
    next ??= Math.max(0, ...numbersIn(held)) + 1
    const place = join(held, String(next), ...parts)
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
    act(path, place)
    next++
    bytes += size
  }
  const self: RemovedFiles = {
    onFull: () => undefined,
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

/** The numbers in a folder of held files, ascending: the file removed first is restored first. */
const numbersIn = (held: string): readonly number[] =>
  (lstatSync(held, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(held) : [])
    .filter((name) => /^\d{1,15}$/.test(name))
    .map(Number)
    .sort((a, b) => a - b)

/** Moves the held files below `from` to their old places below `to`; where another file is there, beside it under a marked name. */
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

/** Returns a free path beside a taken one: `k.removed-1.p12` beside `k.p12`. */
function besides(path: string, number: number): string {
  const ending = extname(path)
  const stem = path.slice(0, path.length - ending.length)
  for (let tried = number; ; tried++) {
    const free = `${stem}.removed-${tried}${ending}`
    if (lstatSync(free, { throwIfNoEntry: false }) === undefined) return free
  }
}
