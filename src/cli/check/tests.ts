// Owns what `check` says of the comments of a file of tests: what `offbox test` could not read.
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import { unknownComment } from '../../resolve/check/rules/comment.ts'
import type { Source } from '../../text/source.ts'
import { toBytes } from '../../text/bytes.ts'
import { Complaint } from '../exit-code.ts'
import { readTests } from '../test/read.ts'

/** The findings of a text, and the first comment of a `*.test.rsc` that its reader refuses, where none of them speaks of that line. */
export function withTestComments(source: Source, found: readonly Diagnostic[]): readonly Diagnostic[] {
  if (!source.name.endsWith('.test.rsc')) return found
  try {
    readTests(source)
    return found
  } catch (error) {
    if (!(error instanceof Complaint)) throw error
    const { spotted, hint } = error
    if (spotted === undefined || found.some(({ code, line }) => code === unknownComment.code && line === spotted.mark.line)) return found
    const { line } = spotted.mark
    const from = source.lineStart(line)
    const one: Diagnostic = {
      severity: unknownComment.severity,
      code: unknownComment.code,
      message: toBytes(spotted.message),
      from,
      to: from + source.lineText(line).length,
      line,
      column: 1,
      ...(hint === undefined ? {} : { help: hint }),
    }
    return [...found, one].sort((a, b) => a.from - b.from)
  }
}
