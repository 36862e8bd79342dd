// Owns running the test files of a folder with `offbox test`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { offbox, scratch, type Ran } from './command-line.ts'

/** Folders of tests below a temporary folder. */
export interface TestFolders {
  /** The folder that contains the others. */
  readonly path: string
  /** Makes a folder with these files, and returns its path. */
  folder(files: Readonly<Record<string, string>>): string
  /** Runs the tests of a folder. File names in the output are relative to it. */
  test(path: string, ...args: readonly string[]): Ran
  remove(): void
}

/** Creates folders of tests below a temporary one. */
export function testFolders(): TestFolders {
  const place = scratch()
  let folders = 0
  return {
    path: place.path,
    folder(files) {
      const path = join(place.path, String(++folders))
      mkdirSync(path)
      for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
      return path
    },
    test(path, ...args) {
      const { code, out, err } = offbox(place.path, ['test', ...args, path])
      const named = (text: string): string => text.replaceAll(`${path}/`, '')
      return { code, out: named(out), err: named(err) }
    },
    remove: () => place.remove(),
  }
}
