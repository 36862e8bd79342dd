// Owns what verbs do with texts that they change: show the difference, or write them in place.
import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { writeAtomically } from '../host/node/atomic.ts'
import type { Colours } from './paint.ts'
import { writing } from './writing.ts'

/** Lines that a difference may add and take away: finding it takes time with their square. */
const mostLines = 10_000

/** A unified difference of two texts (bytes), as `diff -u` and `patch` have it. */
export function patchOf(name: string, before: string, after: string, { error, hint }: Colours): string {
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, maxEditLength: mostLines }
  const patch = createTwoFilesPatch(name, name, before, after, undefined, undefined, options)
  if (patch === undefined) return `${name}: more than ${mostLines} lines change\n`
  return patch.replace(/^-.*$/gm, (line) => error(line)).replace(/^\+.*$/gm, (line) => hint(line))
}

/** Puts a text (bytes) in place of a file. Links are followed: the file that they lead to is written, with the permissions that it has. */
export function rewrite(path: string, text: string): void {
  writing(path, () => {
    const target = realpathSync(path)
    const contents = Buffer.from(text, 'latin1')
    writeAtomically(target, join(dirname(target), `.${basename(target)}.${process.pid}`), contents, statSync(target).mode & 0o7777)
  })
}
