// Owns showing the difference of a changed text, or writing it in place.
import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { writeAtomically } from '../host/node/atomic.ts'
import type { Colours } from './paint.ts'
import { writing } from './writing.ts'

/** The maximum number of changed lines of a difference, whose cost is quadratic. */
const maxChangedLines = 10_000

/** A unified difference of two texts (bytes), as for `diff -u` and `patch`. */
export function patchOf(name: string, before: string, after: string, { error, hint }: Colours): string {
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, maxEditLength: maxChangedLines }
  const patch = createTwoFilesPatch(name, name, before, after, undefined, undefined, options)
  if (patch === undefined) return `${name}: more than ${maxChangedLines} lines change\n`
  return patch.replace(/^-.*$/gm, (line) => error(line)).replace(/^\+.*$/gm, (line) => hint(line))
}

/** Replaces a file's contents (bytes). Follows links: writes their target and keeps its permissions. */
export function rewrite(path: string, text: string): void {
  writing(path, () => {
    const target = realpathSync(path)
    const contents = Buffer.from(text, 'latin1')
    writeAtomically(target, join(dirname(target), `.${basename(target)}.${process.pid}`), contents, statSync(target).mode & 0o7777)
  })
}
