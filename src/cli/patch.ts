// Owns showing the difference of a changed text.
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Colours } from './paint.ts'

/** The maximum number of changed lines of a difference, whose cost is quadratic. */
const maxChangedLines = 10_000

/** A unified difference of two texts (bytes), as for `diff -u` and `patch`. */
export function patchOf(name: string, before: string, after: string, { error, hint }: Colours): string {
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, maxEditLength: maxChangedLines }
  const patch = createTwoFilesPatch(name, name, before, after, undefined, undefined, options)
  if (patch === undefined) return `${name}: more than ${maxChangedLines} lines change\n`
  return patch.replace(/^-.*$/gm, (line) => error(line)).replace(/^\+.*$/gm, (line) => hint(line))
}
